"""The hardest states for everyone: by day and night, narrow, large, spaced out, only heard (WCAG 2.2 AA)."""

import pytest

from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.everyone import faults
from tests.journeys.states import STATES, show

# All states and paths are held to the same by `make states`; these are the ones that broke things, or would.
HARD = (
    ("Today", "Everything at once"),
    ("Today", "No connection"),
    ("Today", "Long words"),
    ("Course", "Right to left"),
    ("Preview", "Proposals move along"),
    ("First run", "Your dates"),
)


@pytest.mark.parametrize(("screen", "name"), HARD)
def test_a_hard_state_is_for_everyone(phone: Phone, clinic: App, screen: str, name: str) -> None:
    (hard,) = [state for state in STATES if (state.screen, state.name) == (screen, name)]
    show(hard, phone, clinic)
    assert faults(phone) == []
