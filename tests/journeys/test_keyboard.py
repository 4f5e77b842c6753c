"""The app without a mouse: everything is reached with Tab, and the focus is always seen, and never lost."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.aftercare import PASSPHRASE, InAftercare
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until
from tests.journeys.keyboard import Keyboard
from tests.journeys.patient import FACE_WITH_RETINOL


def test_the_first_run_without_a_mouse(phone: Phone, clinic: App) -> None:
    phone.open()
    keys = Keyboard(phone)
    keys.press_on("Begin")
    keys.arrives_at("Make your account")
    keys.press_on("Continue")
    keys.is_on("There is a problem")
    assert phone.page.title().startswith("Error: ")
    keys.press_on("Enter a name")
    keys.is_on("Name")
    keys.type("Keyboard Kim")
    keys.to("Passphrase")
    keys.type(PASSPHRASE)
    keys.press("Enter")
    keys.arrives_at("Your recovery code")
    keys.press_on("I have kept it", "Space")
    for question, answer in FACE_WITH_RETINOL:
        keys.arrives_at(question)
        keys.press_on(answer, "Space")
    keys.arrives_at("When is your first session?")
    keys.to("Day")
    keys.press("Delete")
    keys.press_on("Show my dates")
    keys.is_on("There is a problem")
    keys.press_on("Enter the day")
    keys.is_on("Day")
    keys.type(f"{clinic.now + timedelta(days=20):%d%m%Y}")
    keys.to("Time")
    keys.type("1345")
    keys.press("Enter")
    keys.arrives_at("Your dates")


def test_a_step_without_a_mouse(alice: InAftercare) -> None:
    page, keys = alice.phone.page, Keyboard(alice.phone)
    first, second, *_ = [item["title"] for item in alice.outstanding()]
    keys.press_on("Done", "Space")
    expect(page.locator("[role=status]").filter(has_text=first)).to_have_count(1)
    keys.press_on("What is done today")
    keys.press_on(f"Undo {first}")
    keys.is_on(first)
    keys.press_on("Later")
    keys.is_on("In an hour")
    keys.press_on("Back to this step")
    keys.is_on(first)
    keys.press_on(second)
    keys.is_on(second)


def test_the_last_step_of_the_day_leads_to_its_end(alice: InAftercare, clinic: App) -> None:
    page, keys = alice.phone.page, Keyboard(alice.phone)
    for item in alice.outstanding()[1:]:
        settle_by_api(alice, item["key"], clinic.now)
    with page.expect_request("**/api/opened"):  # said once the screen shows what the server knows
        page.reload()
    keys.press_on("Done")
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(0)
    wait_until(lambda: keys.stop.tag == "h2", "the focus on the words that end the day")


def settle_by_api(alice: InAftercare, key: str, now: datetime) -> None:
    """Settle a step as another phone of hers would."""
    act = {"id": str(uuid.uuid4()), "key": key, "action": "skip", "at": now.isoformat()}
    alice.phone.api("POST", "/api/actions", act)


def test_a_visit_is_moved_without_a_mouse(alice: InAftercare) -> None:
    page, keys = alice.phone.page, Keyboard(alice.phone)
    keys.press_on("Course")
    keys.arrives_at("")
    keys.press_on("Session 2")
    keys.arrives_at("Session 2")
    keys.press_on("Book it")
    keys.arrives_at("Book session 2")
    keys.press_on("See what changes")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.is_on("Session 2 on")
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    keys.is_on("See what changes")
    keys.press("Enter")
    keys.is_on("Session 2 on")
    expect(page.get_by_role("dialog").get_by_role("button", name="Book it")).to_be_enabled()
    keys.press_on("Book it")
    expect(page.get_by_role("dialog")).to_have_count(0)
    keys.arrives_at("Session 2")


def test_what_opens_in_place_of_a_key_takes_the_focus(alice: InAftercare) -> None:
    keys = Keyboard(alice.phone)
    alice.phone.open(f"/#/visit/{alice.plan()['courses'][0]['visits'][0]['id']}")
    keys.press_on("It ended at")
    keys.is_on("When did it end?")
    keys.press_on("Leave it")
    keys.is_on("Session 1")


def test_the_settings_without_a_mouse(alice: InAftercare) -> None:
    page, keys = alice.phone.page, Keyboard(alice.phone)
    keys.press_on("Settings")
    keys.arrives_at("Settings")
    alice.phone.open("/#/settings/times")
    keys.to("Morning")
    keys.type("0845")
    keys.press_on("Save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    keys.is_on("Save")
    alice.phone.open("/#/settings/sheet")
    expect(page.locator("button.row").first).to_be_attached()
    keys.press_on("Before a session")
    expect(page.locator("button.row").first).to_be_visible()
    row = page.locator("button.row").first.locator(".row-name").inner_text().split("\n")[0]
    keys.press_on(row)
    keys.press_on("Save")
    keys.is_on("There is a problem")
    keys.press_on("Say who")
    keys.is_on("My clinic")
    keys.press_on("Leave it")
    keys.is_on(row)
