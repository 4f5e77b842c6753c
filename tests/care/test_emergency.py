"""Which emergency number is said where, and that an unknown place gets words instead of a guess."""

from zoneinfo import available_timezones

import pytest

from backend.care.emergency import ZONES, emergency_in, number_in


@pytest.mark.parametrize(
    ("zone", "number"),
    [
        ("Europe/Berlin", "112"),
        ("Europe/Dublin", "112"),
        ("Atlantic/Canary", "112"),
        ("Europe/London", "999"),
        ("America/New_York", "911"),
        ("America/Indiana/Indianapolis", "911"),
        ("America/Toronto", "911"),
        ("Australia/Sydney", "000"),
        ("Pacific/Auckland", "111"),
        ("America/Mexico_City", "911"),
        ("America/Tijuana", "911"),
        ("Europe/Zurich", "112"),
        ("Europe/Istanbul", "112"),
        ("America/Iqaluit", None),  # the north of Canada is not certain
        ("America/Inuvik", None),
        ("Canada/Yukon", None),
        ("America/Sao_Paulo", None),
        ("Europe/Moscow", None),
        ("Asia/Tokyo", None),
        ("UTC", None),
        ("", None),
    ],
)
def test_a_known_place_has_its_number_and_no_other_has_one(zone: str, number: str | None) -> None:
    assert number_in(zone) == number


def test_no_zone_of_the_table_is_misspelt() -> None:
    assert set(ZONES) <= available_timezones()


def test_every_number_says_whose_it_is_and_who_says_so() -> None:
    named = {(found.place, found.number) for found in ZONES.values()}
    assert len(named) == len({found.place for found in ZONES.values()})
    assert all(len(found.source) > 20 for found in ZONES.values())
    australia = emergency_in("Australia/Sydney")
    assert australia is not None
    assert (australia.number, australia.place) == ("000", "Australia")
