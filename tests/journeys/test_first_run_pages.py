"""The first run on a phone: what was typed stays, what is missing is said, and nobody is stuck."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.app import App
from tests.journeys.chromium import Phone

PASSPHRASE = "four plain words work"
TITLES = ("Which area is treated?", "What does your clinic use?", "Do you use a retinoid on the area?")


@pytest.fixture
def page(phone: Phone) -> Page:
    phone.open()
    return phone.page


def say(page: Page, *words: str) -> None:
    for each in words:
        page.get_by_text(each, exact=True).first.click()


def sees(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def begin(page: Page, name: str) -> None:
    say(page, "Begin, I am 18 or older")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    say(page, "Continue")
    sees(page, "Your recovery code")


def test_a_page_loaded_anew_goes_on_where_it_was_with_all_that_was_said(
    phone: Phone, page: Page, clinic: App
) -> None:
    phone.wait_for_worker()  # it ends the writing of a page that goes away
    begin(page, "Bea")
    code = page.locator(".recovery-code").inner_text()
    page.reload()
    expect(page.locator(".recovery-code")).to_have_text(code)
    say(page, "I have kept it", "Face", "A pen")
    sees(page, TITLES[2])
    page.reload()
    sees(page, TITLES[2])
    say(page, "I am not sure")
    on = f"{clinic.now + timedelta(days=30):%Y-%m-%d}"
    page.get_by_label("Sessions planned").fill("3")
    page.get_by_label("Day", exact=True).fill(on)
    page.get_by_label("Time", exact=True).fill("13:45")  # said last: a busy phone may still be sealing it
    page.go_back()
    expect(page.get_by_role("button", name="I am not sure")).to_have_attribute("aria-pressed", "true")
    page.go_forward()
    page.reload()
    expect(page.get_by_label("Day", exact=True)).to_have_value(on)
    expect(page.get_by_label("Sessions planned")).to_have_value("3")
    page.get_by_label("Time", exact=True).fill("13:45")
    say(page, "Show my dates")
    sees(page, "Your dates")
    expect(page.get_by_role("link", name="Session 3,")).to_be_visible()
    expect(page.get_by_role("link", name="Session 4,")).to_have_count(0)
    course = page.evaluate("fetch('/api/plan').then(answer => answer.json())")["courses"][0]
    assert course["facts"]["retinoid"] == "prescribed", "What nobody is sure of is never paused by us."


def test_what_is_missing_is_said_at_the_top_and_leads_to_its_field(page: Page) -> None:
    say(page, "Begin, I am 18 or older", "Continue")
    summary = page.get_by_role("alert", name="There is a problem")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Enter a name to sign in with.").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.get_by_label("Name", exact=True).fill("Cleo")
    page.get_by_role("link", name="Back").click()
    say(page, "Begin, I am 18 or older")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Cleo")


def test_without_a_date_there_is_a_course_and_no_session(page: Page) -> None:
    begin(page, "Dora")
    say(page, "I have kept it", "Face", "More than one", "Continue")
    expect(page.get_by_role("alert", name="There is a problem")).to_contain_text(
        "Tick what your clinic uses."
    )
    say(page, "A pen", "PRP", "Continue", "No", "Show my dates")
    expect(page.get_by_role("alert", name="There is a problem")).to_contain_text(
        "Enter the day of your session."
    )
    say(page, "I have no date yet")
    sees(page, "Your dates")
    expect(page.get_by_text("No dates yet")).to_be_visible()


def test_several_areas_are_ticked_and_one_stays_a_single_tap(page: Page) -> None:
    begin(page, "Fay")
    say(page, "I have kept it", "More than one area", "Continue")
    alert = page.get_by_role("alert", name="There is a problem")
    expect(alert).to_contain_text("Choose the answer that fits best.")
    expect(page.get_by_label("None of these")).to_have_count(0)
    say(page, "Tummy", "Only one area", "More than one area", "Breast", "Neck", "Face", "Continue")
    sees(page, TITLES[1])
    page.go_back()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(3)
    say(page, "Continue", "A pen", "No")
    expect(page.get_by_label("Sessions planned")).to_have_value("6")
    say(page, "I have no date yet", "Continue", "Carry on without reminders")
    sees(page, "Your plan")
    page.goto(page.url.split("#")[0] + "#/photos")
    expect(page.get_by_role("heading", name="Face, neck and breast")).to_be_visible()
    expect(page.get_by_text("We keep no photos of your breast.")).to_be_visible()
    page.goto(page.url.split("#")[0] + "#/settings/answers")
    page.get_by_role("link", name="Which area is treated?").click()
    say(page, "Breast", "Save")
    expect(page.get_by_role("link", name="Which area is treated?")).to_contain_text("Face, Neck")
    course = page.evaluate("fetch('/api/plan').then(answer => answer.json())")["courses"][0]
    assert (course["facts"]["area"], course["facts"]["daylight"]) == ("face,neck", True)


def test_nobody_under_18_gets_a_plan(page: Page) -> None:
    say(page, "I am under 18")
    sees(page, "Please speak to a doctor first")
    assert page.evaluate("fetch('/api/me').then(answer => answer.status)") == 401


def test_further_questions_can_be_left_out_taken_up_again_and_changed(page: Page) -> None:
    begin(page, "Ella")
    say(page, "I have kept it", "Face", "A pen", "No", "I have no date yet", "Continue")
    say(page, "Carry on without reminders")
    page.get_by_role("link", name="A few more questions").click()
    first = "Do you use acids, scrubs, vitamin C or benzoyl peroxide on the area?"
    sees(page, first)
    say(page, "Skip, or I am not sure")
    sees(page, "Which words fit your skin?")
    say(page, "Brown")
    sees(page, "Has your skin ever kept dark marks or dark patches?")
    page.get_by_role("link", name="Today").first.click()
    page.get_by_role("link", name="A few more questions").click()
    sees(page, first)
    page.goto(page.url.split("#")[0] + "#/settings/answers")
    page.get_by_role("link", name="Which words fit your skin?").click()
    expect(page.locator("[aria-pressed=true]")).to_have_text("BrownVery rarely burns")
    say(page, "Light")
    expect(page.get_by_role("link", name="Which words fit your skin?")).to_contain_text("Light")
