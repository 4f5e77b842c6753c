"""Every screen for everyone: by day and night, narrow, large, spaced out, or only heard (WCAG 2.2 AA)."""

from __future__ import annotations

import pytest

from tests.journeys.aftercare import InAftercare
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.everyone import faults
from tests.journeys.states import STATES, settle, show

# All states are held to the same by `make states`; these are the ones that broke things, or would.
HARD = (
    ("Today", "Everything at once"),
    ("Today", "No connection"),
    ("Today", "Long words"),
    ("Course", "Right to left"),
    ("Preview", "Proposals move along"),
    ("First run", "Your dates"),
)

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


@pytest.mark.parametrize(("screen", "name"), HARD)
def test_a_hard_state_is_for_everyone(phone: Phone, clinic: App, screen: str, name: str) -> None:
    (hard,) = [state for state in STATES if (state.screen, state.name) == (screen, name)]
    show(hard, phone, clinic)
    assert faults(phone) == []
