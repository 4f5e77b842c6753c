"""Every symptom, day and severity has exactly one answer, and emergency beats all."""

import re
from datetime import date
from itertools import product

import pytest

from backend.care.load import symptom_table
from backend.care.triage import (
    SEVERITIES,
    TIERS,
    Answer,
    Report,
    answer,
    asked,
    day_of,
    emergencies,
    is_check_day,
    rule_for,
    severity_of,
)

TABLE = symptom_table()
DAYS = range(-40, 200)
PEN: dict[str, object] = {"modality": frozenset({"pen"}), "tone": 2}
RF: dict[str, object] = {"modality": frozenset({"rf"}), "tone": 2}


def test_the_table_holds_the_forty_one_rules_of_the_sources() -> None:
    expected = [f"X{n:02}" for n in range(1, 7)] + [f"C{n:02}" for n in range(1, 20)]
    expected += [f"W{n:02}" for n in range(1, 9)] + [f"E{n:02}" for n in range(1, 9)]
    assert list(TABLE.rules) == expected


def test_the_letter_of_a_rule_is_its_tier() -> None:
    letters = {"X": "emergency", "C": "contact", "W": "watch", "E": "expected"}
    assert all(rule.tier == letters[rule.id[0]] for rule in TABLE.rules.values())


def test_every_symptom_day_and_severity_has_exactly_one_answer() -> None:
    for symptom in TABLE.symptoms.values():
        for bands, day in product((symptom.bands, symptom.bands_rf), DAYS):
            fitting = [band for band in bands if band.holds_on(day)]
            assert len(fitting) == 1, (symptom.id, day)
            assert set(fitting[0].rules) == set(SEVERITIES)
            assert set(fitting[0].rules.values()) <= set(TABLE.rules)


def test_every_rule_is_reached() -> None:
    reached = {
        rule_for(TABLE, symptom, severity, day, is_rf).id
        for symptom, severity, day, is_rf in product(TABLE.symptoms, SEVERITIES, DAYS, (False, True))
    }
    assert reached == set(TABLE.rules)


ANSWERS: list[tuple[str, int, str, str]] = [  # symptom, day, severity, rule
    ("redness", -1, "mild", "C18"),
    ("redness", 0, "mild", "E01"),
    ("redness", 0, "moderate", "E01"),
    ("redness", 0, "severe", "C18"),
    ("redness", 2, "moderate", "E01"),
    ("redness", 3, "mild", "W01"),
    ("redness", 7, "mild", "W01"),
    ("redness", 8, "mild", "C13"),
    ("redness", 56, "mild", "C13"),
    ("swelling", 2, "mild", "E02"),
    ("swelling", 3, "mild", "W02"),
    ("swelling", 5, "mild", "W02"),
    ("swelling", 6, "mild", "C19"),
    ("pinpoint_bleeding", 0, "mild", "E03"),
    ("pinpoint_bleeding", 1, "mild", "C07"),
    ("dryness", 0, "mild", "E01"),
    ("dryness", 1, "mild", "E04"),
    ("dryness", 7, "mild", "E04"),
    ("dryness", 8, "mild", "W08"),
    ("dryness", 14, "mild", "W08"),
    ("dryness", 15, "mild", "C18"),
    ("bruise", 7, "mild", "E05"),
    ("bruise", 8, "mild", "W06"),
    ("bruise", 14, "mild", "W06"),
    ("bruise", 15, "mild", "C18"),
    ("sting", 7, "mild", "E06"),
    ("sting", 8, "mild", "C18"),
    ("sting", 3, "severe", "C14"),
    ("numbness", 0, "mild", "E08"),
    ("numbness", 1, "mild", "C09"),
    ("grid_dots", 7, "mild", "E07"),
    ("grid_dots", 8, "mild", "C08"),
    ("grid_dots", 15, "mild", "C11"),
    ("pimples", 0, "mild", "C18"),
    ("pimples", 1, "mild", "W03"),
    ("pimples", 14, "mild", "W03"),
    ("pimples", 15, "mild", "C18"),
    ("darker", 1, "mild", "W04"),
    ("darker", 56, "mild", "W04"),
    ("itch", 5, "mild", "W05"),
    ("itch", 6, "mild", "C18"),
    ("glands", 7, "mild", "W07"),
    ("glands", 8, "mild", "C18"),
    ("spreading", 0, "mild", "C18"),
    ("spreading", 1, "mild", "C01"),
    ("lumps", 4, "mild", "C18"),
    ("lumps", 5, "mild", "C06"),
    ("lumps", 56, "mild", "C06"),
    ("lighter", 6, "mild", "C18"),
    ("lighter", 7, "mild", "C12"),
    ("raised_mark", 13, "mild", "C18"),
    ("raised_mark", 14, "mild", "C11"),
    ("deep_burn", 3, "severe", "X06"),
    ("deep_burn", 3, "moderate", "C08"),
    ("deep_burn", 4, "severe", "C08"),
    ("pain", -1, "mild", "C14"),
    ("pregnancy", -1, "mild", "C17"),
    ("breathing", -1, "mild", "X01"),
    ("breathing", 400, "mild", "X01"),
    ("other", 30, "mild", "C18"),
]


@pytest.mark.parametrize(("symptom", "day", "severity", "rule"), ANSWERS)
def test_a_symptom_is_answered_by_its_rule(symptom: str, day: int, severity: str, rule: str) -> None:
    assert rule_for(TABLE, symptom, severity, day).id == rule


@pytest.mark.parametrize(("day", "rule"), [(2, "E01"), (3, "E01"), (4, "W01"), (7, "W01"), (8, "C13")])
def test_radiofrequency_has_its_own_band_of_redness(day: int, rule: str) -> None:
    assert rule_for(TABLE, "redness", "mild", day, is_rf=True).id == rule


def test_what_no_band_of_expected_or_watch_covers_means_contact_or_emergency() -> None:
    for symptom, severity, day in product(TABLE.symptoms, SEVERITIES, (-1, 200)):
        rule = rule_for(TABLE, symptom, severity, day)
        assert rule.tier in ("contact", "emergency") or (symptom, severity) == ("darker", "mild")


@pytest.mark.parametrize(
    ("score", "severity"),
    [(0, "mild"), (3, "mild"), (4, "moderate"), (6, "moderate"), (7, "severe"), (10, "severe")],
)
def test_a_score_is_one_of_three_severities(score: int, severity: str) -> None:
    assert severity_of(score) == severity


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_0_to_10_is_refused(score: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 10"):
        severity_of(score)


def tier_of(
    report: Report, day: int, facts: dict[str, object] = PEN, raises: bool = True
) -> tuple[str, str | None]:
    found = answer(TABLE, report, day, facts, raises)
    return found.tier, found.raised_by


def test_worse_than_yesterday_means_contact_on_any_day() -> None:
    assert tier_of(Report("redness", 2, "worse"), 1) == ("contact", "worse")
    assert tier_of(Report("redness", 2, "better"), 1) == ("expected", None)
    assert tier_of(Report("itch", 1, "worse"), 4) == ("contact", "worse")


@pytest.mark.parametrize(("day", "tier"), [(3, "watch"), (4, "contact")])
def test_the_same_twice_in_a_row_after_day_3_means_contact(day: int, tier: str) -> None:
    assert tier_of(Report("redness", 2, "same", same_before=True), day)[0] == tier
    assert tier_of(Report("redness", 2, "same"), day)[0] == "watch"
    assert tier_of(Report("redness", 2, "better", same_before=True), day)[0] == "watch"


def test_what_means_contact_anyway_keeps_its_own_words_when_it_is_worse_too() -> None:
    """To press with clean gauze must not give way to a sentence that says less."""
    found = answer(TABLE, Report("bleeding", 2, "worse"), 1, PEN)
    assert found.says.startswith("Press with clean gauze") and found.raised_by is None


def _words(facts: dict[str, object]) -> str:
    """Facts as the name of a test: a set prints in another order in each process."""
    return ", ".join(
        f"{name}={sorted(said) if isinstance(said, frozenset) else said}" for name, said in facts.items()
    )


HEALTH: list[dict[str, object]] = [
    {**PEN, "conditions": frozenset({"diabetes"})},
    {**PEN, "conditions": frozenset({"cancer_treatment"})},
    {**PEN, "conditions": frozenset({"weak_immunity", "liver"})},
    {**PEN, "conditions": frozenset({"blood_thinner"})},
    {**PEN, "keloids": True},
    RF,
    {"modality": frozenset({"pen", "laser"})},
]


@pytest.mark.parametrize("facts", HEALTH, ids=_words)
def test_a_health_flag_raises_watch_to_contact_and_the_host_can_switch_that_off(
    facts: dict[str, object],
) -> None:
    watched = Report("pimples", 2)
    assert tier_of(watched, 5, PEN) == ("watch", None)
    assert tier_of(watched, 5, facts) == ("contact", "higher_risk")
    assert tier_of(watched, 5, facts, raises=False) == ("watch", None)


def test_a_health_flag_leaves_what_is_often_seen_as_it_is() -> None:
    assert tier_of(Report("redness", 2), 1, HEALTH[0]) == ("expected", None)


@pytest.mark.parametrize("tone", [4, 5, 6, "unknown"])
def test_darker_patches_on_darker_skin_mean_contact(tone: int | str) -> None:
    facts: dict[str, object] = {**PEN, "tone": tone}
    assert tier_of(Report("darker", 2), 10, facts) == ("contact", "higher_risk")
    assert tier_of(Report("pimples", 2), 10, facts) == ("watch", None)
    assert tier_of(Report("darker", 2), 10, PEN) == ("watch", None)


@pytest.mark.parametrize("change", [None, "better", "same", "worse"])
def test_an_emergency_stays_one_whatever_else_is_said(change: str | None) -> None:
    for facts in (PEN, RF, *HEALTH):
        assert tier_of(Report("breathing", 1, change, same_before=True), 5, facts) == ("emergency", None)


@pytest.mark.parametrize("tone", [4, 5, 6, "unknown"])
def test_darker_skin_is_asked_about_heat_pain_and_swelling(tone: int | str) -> None:
    words = {offer.symptom: offer.label for offer in asked(TABLE, {**PEN, "tone": tone})}["redness"]
    assert re.search("Warm, sore or swollen.*darker, purple or grey", words)


@pytest.mark.parametrize("tone", [1, 2, 3, None])
def test_lighter_skin_is_asked_about_redness(tone: int | None) -> None:
    words = {offer.symptom: offer.label for offer in asked(TABLE, {**PEN, "tone": tone})}["redness"]
    assert words.startswith("Red,")


@pytest.mark.parametrize(
    ("modality", "offered", "hidden"),
    [
        ("pen", {"redness", "other"}, {"grid_dots", "burn", "deep_burn", "arm"}),
        ("rf", {"grid_dots", "burn", "deep_burn"}, {"arm"}),
        ("laser", {"burn", "deep_burn"}, {"grid_dots"}),
        ("prp", {"arm"}, {"burn"}),
    ],
)
def test_symptoms_of_a_kind_of_session_are_offered_after_it(
    modality: str, offered: set[str], hidden: set[str]
) -> None:
    found = {offer.symptom for offer in asked(TABLE, {"modality": frozenset({modality})})}
    assert offered <= found and not hidden & found


def test_the_emergencies_stand_by_themselves_with_the_number_to_call() -> None:
    lines = emergencies(TABLE, "999")
    assert len(lines) == 6
    assert "Call 999 now" in lines[0][1]
    assert "your local emergency number" in emergencies(TABLE)[0][1]


@pytest.mark.parametrize(
    ("day", "pen", "rf"),
    [
        (0, True, True),
        (4, False, False),
        (8, False, False),
        (28, True, True),
        (56, True, True),
        (84, False, True),
    ],
)
def test_checks_go_on_to_week_8_and_after_radiofrequency_to_week_12(day: int, pen: bool, rf: bool) -> None:
    assert (is_check_day(TABLE, day, PEN), is_check_day(TABLE, day, RF)) == (pen, rf)


def test_days_are_whole_and_day_0_is_the_session_s_date() -> None:
    session = date(2026, 12, 8)
    assert [day_of(session, date(2026, 12, d)) for d in (7, 8, 16)] == [-1, 0, 8]


NEVER = r"\b(normal|fine|safe|should|usual|go ahead|cleared|nothing to worry|contraindicated|you have an?)\b"


def test_no_answer_says_that_it_is_all_right_or_names_an_illness() -> None:
    says = [rule.says for rule in TABLE.rules.values()] + list(TABLE.raised.values())
    assert [text for text in says if re.search(NEVER, text, re.IGNORECASE)] == []
    assert [
        text for text in says if re.search("stop taking|antibiotic|steroid|antihistamine", text, re.I)
    ] == []


def test_what_is_not_yet_a_call_always_offers_one() -> None:
    for rule in TABLE.rules.values():
        if rule.tier in ("expected", "watch"):
            assert rule.says.endswith("Worried? Contact your clinic."), rule.id
        if rule.tier == "expected":
            assert rule.says.startswith("Often seen on "), rule.id


def test_an_answer_says_its_day_and_its_source() -> None:
    found = answer(TABLE, Report("redness", 2), 2, PEN)
    assert found == Answer(
        "redness", "E01", "expected",
        "Often seen on day 2. On brown or black skin it may look darker or purple: check for heat and "
        "soreness. Worried? Contact your clinic.",
        "SEED000, SEED001, SEED002, SEED003, SEED004; C-SKP-NU; acne.org; G-NHS-CELL",
    )  # fmt: skip
    assert TIERS.index("emergency") > TIERS.index("contact") > TIERS.index("watch") > TIERS.index("expected")
