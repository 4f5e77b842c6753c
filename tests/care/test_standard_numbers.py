"""The numbers of the built-in protocol are those of its sources."""

import pytest

from backend.care.condition import holds
from backend.care.protocol import value_of
from tests.care.builders import STANDARD

PARAMS = {  # id: unit, default, deep, lowest and highest number found
    "retinoid_before": ("days", 7, 7, 0, 14),
    "acids_before": ("days", 7, 7, 1, 10),
    "sun_before": ("days", 14, 14, 1, 28),
    "selftan_before": ("days", 14, 14, 2, 28),
    "selftan_after": ("days", 14, 14, 2, 14),
    "hair_before": ("days", 7, 14, 3, 14),
    "shave_before": ("hours", 24, 24, 0, 24),
    "peel_before": ("days", 28, 28, 14, 56),
    "peel_after": ("days", 28, 28, 14, 56),
    "inject_before": ("days", 14, 14, 2, 180),
    "inject_after": ("days", 14, 14, 2, 180),
    "alcohol_before": ("hours", 24, 24, 24, 72),
    "arrive_early": ("minutes", 30, 45, 15, 60),
    "touch_free": ("hours", 24, 24, 3, 24),
    "makeup_after": ("hours", 24, 48, 0, 72),
    "cleanser_after": ("hours", 24, 24, 0, 24),
    "wash_after": ("hours", 6, 6, 0, 24),
    "moist_after": ("hours", 24, 24, 0, 24),
    "moist_per_day": ("per_day", 3, 4, 3, 4),
    "spf_start": ("hours", 24, 24, 0, 72),
    "spf_reapply": ("minutes", 120, 120, 90, 120),
    "sun_strict": ("days", 3, 7, 1, 10),
    "sun_careful": ("days", 28, 28, 14, 365),
    "sun_days": ("days", 14, 14, 14, 28),
    "gym_after": ("hours", 72, 96, 12, 144),
    "swim_after": ("days", 5, 7, 1, 7),
    "alcohol_after": ("hours", 24, 48, 24, 168),
    "actives_after": ("days", 7, 14, 2, 14),
    "hair_after": ("days", 7, 14, 5, 14),
    "shave_after": ("hours", 72, 72, 48, 72),
    "spacing_min": ("weeks", 4, 4, 2, 8),
    "spacing_suggest": ("weeks", 5, 6, 2, 8),
    "spacing_max": ("weeks", 6, 6, 4, 8),
    "sessions_face": ("count", 4, 3, 1, 8),
    "sessions_body": ("count", 6, 4, 1, 8),
    "results_first": ("weeks", 6, 6, 2, 12),
    "results_fair": ("weeks", 24, 24, 12, 52),
    "maintenance": ("months", 6, 6, 3, 12),
    "isotretinoin_flag": ("months", 12, 12, 0, 12),
    "isotretinoin_hold": ("months", 6, 6, 0, 12),
}


def test_every_number_has_the_default_and_the_range_of_its_sources() -> None:
    found = {p.id: (p.unit, p.default, p.deep, p.low, p.high) for p in STANDARD.params.values()}
    assert found == PARAMS
    assert all(p.source and p.what for p in STANDARD.params.values())


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, 14),
        ({"tone": 3}, 14),
        ({"tone": 3, "dark_marks": False}, 14),
        ({"tone": 3, "dark_marks": True}, 28),
        ({"tone": 4}, 28),
        ({"tone": 6}, 28),
        ({"tone": "unknown"}, 28),
    ],
)
def test_sun_care_begins_earlier_for_deeper_skin_and_past_dark_marks(
    facts: dict[str, object], days: int
) -> None:
    for param in ("sun_before", "sun_days"):
        assert value_of(STANDARD, param, {}, False, lambda condition: holds(condition, facts)) == days


@pytest.mark.parametrize(
    ("param", "values", "deep", "plain", "expected"),
    [
        ("gym_after", {}, False, None, 72),
        ("gym_after", {}, True, None, 96),
        ("gym_after", {"gym_after": 12}, True, None, 12),
        ("sessions_face", {}, False, None, 4),
        ("sessions_face", {}, True, None, 3),
        ("sessions_face", {}, True, True, 4),
        ("sessions_face", {}, False, False, 4),
        ("sun_before", {"sun_before": 0}, False, None, 0),
    ],
)
def test_a_set_value_beats_all_else_the_largest_default_that_applies(
    param: str, values: dict[str, int], deep: bool, plain: bool | None, expected: int
) -> None:
    assert value_of(STANDARD, param, values, deep, lambda _: False, plain) == expected
