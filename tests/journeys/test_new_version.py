"""A running course is shown what a new version of the plan changes, keeps its own, or takes the new one."""

from playwright.sync_api import expect

from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.states import STATES, show

ROW = "Your plan has a new version"


def test_the_new_version_is_used_only_when_it_is_taken(phone: Phone, clinic: App) -> None:
    (offered,) = [each for each in STATES if each.name == "What the new version changes"]
    show(offered, phone, clinic)
    before = phone.api("GET", "/api/courses")["courses"][0]
    sheet = phone.page.get_by_role("dialog")
    expect(sheet).to_contain_text("Was 5 days, and would be 7 days.")
    expect(sheet).to_contain_text("Tomorrow: pause your retinoid")
    address = f"/api/courses/{before['id']}/new-version"
    assert phone.api("GET", address)["offer"]
    sheet.get_by_role("button", name="Use it").click()
    expect(phone.page.get_by_role("button", name=ROW)).to_have_count(0)
    assert phone.api("GET", address)["offer"] is None


def test_a_version_that_is_not_wanted_is_not_shown_again(phone: Phone, clinic: App) -> None:
    (offered,) = [each for each in STATES if each.name == "What the new version changes"]
    show(offered, phone, clinic)
    phone.page.get_by_role("dialog").get_by_role("button", name="Keep mine").click()
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    phone.open("/#/course")
    expect(phone.page.get_by_role("heading", name="Visits")).to_be_visible()
    phone.page.wait_for_load_state("networkidle")
    expect(phone.page.get_by_role("button", name=ROW)).to_have_count(0)
