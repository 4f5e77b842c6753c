"""Every state of every screen for everyone; `make test` looks at the hardest of them, this at all."""

import pytest

from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.everyone import faults
from tests.journeys.states import STATES, State, show


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.screen}: {state.name}")
def test_a_state_is_for_everyone(phone: Phone, clinic: App, state: State) -> None:
    show(state, phone, clinic)
    assert faults(phone) == []
