"""That the states of the screens can be told apart, and that a staged one is what a reader sees."""

from collections import Counter

from playwright.sync_api import expect

from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.states import STATES, show


def test_every_state_of_a_screen_has_a_name_of_its_own() -> None:
    names = Counter((each.screen, each.name) for each in STATES)
    assert [name for name, count in names.items() if count > 1] == []


def test_a_staged_past_is_what_today_shows(phone: Phone, clinic: App) -> None:
    (day_2,) = [each for each in STATES if each.name == "Day 2, in the morning"]
    show(day_2, phone, clinic)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Day 2")
    expect(phone.page.get_by_role("heading", name="Sunscreen: SPF 30+ today")).to_be_visible()
    expect(phone.page.get_by_text("Reminders are off")).to_have_count(0)
