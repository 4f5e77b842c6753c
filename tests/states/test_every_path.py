"""Paths that are opened as they stand, without a state brought about first, for everyone."""

from tests.journeys.aftercare import InAftercare
from tests.journeys.chromium import Phone
from tests.journeys.everyone import faults
from tests.journeys.states import settle

SIGNED_OUT = ("welcome", "sign-up", "recover")
SETTINGS = ("", "/reminders", "/times", "/sheet", "/passkeys", "/mail")


def assert_for_everyone(phone: Phone, paths: list[str]) -> None:
    found = []
    for path in paths:
        phone.open(f"/#/{path}")
        settle(phone)
        found += [f"{path}: {fault}" for fault in faults(phone)]
    assert found == []


def test_whoever_is_not_signed_in_finds_their_way(phone: Phone) -> None:
    assert_for_everyone(phone, [*SIGNED_OUT])


def test_the_course_is_for_everyone(alice: InAftercare) -> None:
    visits = alice.plan()["courses"][0]["visits"]
    steps = [item["key"] for item in alice.outstanding()]
    paths = ["course", "course/list", "care", "worry"]
    paths += [f"visit/{visits[0]['id']}", f"visit/{visits[1]['id']}/change"]
    assert_for_everyone(alice.phone, [*paths, *(f"step/{key}" for key in steps[:2])])


def test_the_settings_are_for_everyone(alice: InAftercare) -> None:
    assert_for_everyone(alice.phone, [f"settings{name}" for name in SETTINGS])
