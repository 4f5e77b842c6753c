"""From the first visit to a dated plan on a phone, counted in taps and seconds, in Chromium."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Locator, expect

from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.taps import Taps

MOST_TAPS = 11
MOST_SECONDS = 60


def test_from_the_first_visit_to_the_plan_in_eleven_taps_and_under_a_minute(
    phone: Phone, clinic: App
) -> None:
    first_on = clinic.now + timedelta(days=21)
    page = phone.page

    def words(said: str) -> Locator:
        return page.get_by_text(said, exact=True).first

    phone.open()
    taps = Taps()
    taps.on(words("Begin, I am 18 or older"))
    taps.fill(page.get_by_label("Name", exact=True), "Alice in a hurry")
    taps.fill(page.get_by_label("Passphrase", exact=True), "four plain words work")
    for said in ("Continue", "I have kept it", "Face", "A pen", "Yes, from a shop"):
        taps.on(words(said))
    taps.fill(page.get_by_label("Day", exact=True), f"{first_on:%Y-%m-%d}")
    taps.fill(page.get_by_label("Time", exact=True), "13:45")
    taps.on(words("Show my dates"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Your dates")
    expect(page.get_by_role("link", name=re.compile("^Session 1"))).to_be_visible()
    seconds = taps.seconds

    print(f"{taps.count} taps, {seconds:.1f} s")
    course = phone.api("GET", "/api/plan")["courses"][0]
    assert (course["facts"]["retinoid"], len(course["visits"])) == ("cosmetic", 4)
    assert taps.count <= MOST_TAPS
    assert seconds <= MOST_SECONDS
