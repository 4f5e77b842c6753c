"""Every number a reminder says is one of its facts' (section 3.3), or the patient's own; none slips in."""

from __future__ import annotations

import re

from tests.care.builders import STEPS

NUMBER = re.compile(r"\d+|\{(?!time|place|n\}|from|to\}|week)\w+\}")
SAID = {
    "B01": "5",
    "B02": "{peel_before} {inject_before} 2 6",
    "B03": "30",
    "B08": "{isotretinoin_hold}",
    "B10": "12 2 {retinoid_before}",
    "B14": "3",
    "B16": "30",
    "B17": "{alcohol_before}",
    "B19": "{arrive_early}",
    "D03": "{arrive_early}",
    "D05": "4",
    "A02": "{touch_free} 1 3",
    "A03": "{spf_start}",
    "A04": "10 48",
    "A08": "1",
    "A10": "{moist_per_day} 3",
    "A11": "24 48",
    "A12": "30",
    "A13": "2",
    "A17": "{swim_after}",
    "A18": "2",
    "A19": "3",
    "A22": "7",
    "A26": "3",
    "A32": "{peel_after} {inject_after}",
    "A33": "{alcohol_after}",
    "N01": "4 6",
    "N02": "{spacing_min}",
    "N04": "200 600",
    "N05": "0 10",
    "M01": "6 3",
    "M02": "3 {maintenance} 12",
    "M03": "6 {maintenance} 3 12 {results_fair}",
}


def numbers_of(step: str) -> str:
    said = (STEPS[step].words, *(variant.words for variant in STEPS[step].variants))
    text = " ".join(f"{words.title} {words.body} {words.why}" for words in said)
    return " ".join(dict.fromkeys(NUMBER.findall(text)))


def test_each_reminder_says_the_numbers_of_its_facts_and_no_other() -> None:
    assert {step: said for step in STEPS if (said := numbers_of(step))} == SAID
