"""A session from the check before it to its record after, and the list for the clinic, on a phone."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from playwright.sync_api import expect

from tests.journeys.aftercare import PHONE_NUMBER, InAftercare
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until
from tests.journeys.states import Scene, State, settle, show
from tests.journeys.taps import Taps

TEL = f"tel:{re.sub(r'[^+0-9]', '', PHONE_NUMBER)}"


def staged(
    name: str, path: str, phone: Phone, clinic: App, *days: int, start: time = time(13, 45), **facts: Any
) -> None:
    def happened(scene: Scene) -> None:
        scene.course(*days, start=start, **facts)

    show(State("Journey", name, path, happened), phone, clinic)


def test_a_yes_before_a_session_leads_to_the_clinic_s_number_in_one_tap(phone: Phone, clinic: App) -> None:
    staged("check", "/#/today", phone, clinic, -33, 2)
    page = phone.page
    page.get_by_text("Open the check", exact=True).click()
    for sign in ("A cold sore, or a tingle", "Isotretinoin (acne capsules)"):
        page.get_by_label(sign).check()
    page.get_by_role("button", name="Something's up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Call your clinic before you come")
    call = page.get_by_role("link", name=re.compile("Call your clinic"))
    expect(call).to_have_attribute("href", TEL)
    expect(page.get_by_text(re.compile("go ahead", re.IGNORECASE))).to_have_count(0)


def test_after_a_yes_the_clinic_s_number_stands_on_today_until_she_says_that_she_called(
    phone: Phone, clinic: App
) -> None:
    staged("stands", "/#/today", phone, clinic, -33, 2)
    page = phone.page
    page.get_by_text("Open the check", exact=True).click()
    page.get_by_role("button", name="Something else is up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Call your clinic before you come")
    page.get_by_role("link", name="Today").first.click()
    standing = page.get_by_role("region", name="Before your session")
    expect(standing).to_contain_text("Call your clinic before you come")
    wait_until(lambda: is_call_first(phone), "the server to know of the yes")
    phone.open("/#/today")  # and it stands there whenever she looks
    call = standing.get_by_role("link", name=re.compile("Call your clinic"))
    expect(call).to_have_attribute("href", TEL)
    standing.get_by_role("button", name="I have called them").click()
    expect(standing).to_have_count(0)
    wait_until(lambda: not is_call_first(phone), "the server to know of the call")
    phone.open("/#/today")
    expect(page.get_by_role("link", name="Something worries me")).to_be_visible()
    expect(standing).to_have_count(0)


def is_call_first(phone: Phone) -> bool:
    courses = phone.api("GET", "/api/plan")["courses"]
    return any(visit["call_first"] for course in courses for visit in course["visits"])


def test_what_was_done_is_written_down_and_stands_on_the_page_of_the_visit(phone: Phone, clinic: App) -> None:
    staged("record", "/#/course", phone, clinic, -35, 0, start=time(6))
    page = phone.page
    page.get_by_role("link", name=re.compile("Session 2")).click()
    page.get_by_role("link", name="Note what was done").click()
    page.get_by_label("Which device did they use?").fill("A pen, sealed needles")
    page.get_by_label("Which parts did they treat?").fill("Cheeks and chin")
    page.get_by_role("button", name="Save").click()
    record = page.get_by_role("region", name="Your record")
    expect(record).to_contain_text("A pen, sealed needles")
    expect(record).to_contain_text("Cheeks and chin")


def test_the_list_for_the_clinic_can_be_read_without_a_line(phone: Phone, clinic: App) -> None:
    staged("list", "/#/course", phone, clinic, -35, 20, medicines="Warfarin 5 mg", conditions="diabetes")
    settle(phone)
    phone.offline()
    page = phone.page
    page.get_by_role("link", name=re.compile("Your list for the clinic")).click()
    expect(page.get_by_role("heading", name="Tell your clinic")).to_be_visible()
    expect(page.get_by_text("Warfarin 5 mg")).to_be_visible()
    expect(page.get_by_text("Not answered yet").first).to_be_visible()


def test_she_says_when_it_ended_and_what_may_be_done_counts_from_then(alice: InAftercare) -> None:
    """Two days after her session of 13:45, which nobody has ended yet: 14:45 is assumed."""
    page, taps = alice.phone.page, Taps()
    tabs = page.get_by_role("navigation", name="Stipple")
    taps.on(tabs.get_by_role("link", name="Course"))
    taps.on(page.get_by_role("link", name=re.compile("Session 1")).first)
    taps.on(page.get_by_role("button", name="It ended at"))
    taps.fill(page.get_by_label("When did it end?"), "15:30")
    taps.on(page.get_by_role("button", name="See what changes"))
    taps.on(page.get_by_role("button", name="Save the end"))
    expect(page.get_by_text("It ended at 15:30.")).to_be_visible()
    assert taps.count == 6

    taps.on(tabs.get_by_role("link", name="Care"))
    exercise = page.locator("details.answer summary").filter(has_text=re.compile("^Exercise"))
    expect(exercise).to_contain_text("Not until tomorrow 15:30, and calm")
    (visit,) = [each for each in alice.plan()["courses"][0]["visits"] if each["state"] == "ended"]
    assert visit["ended_at"].endswith(":30:00Z")
