"""In bed with no signal after a session: what may I do now, until when, why, and a guide that tells more."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.journeys.aftercare import InAftercare
from tests.journeys.app import App
from tests.journeys.patient import ZONE


def answer(page: Page, label: str) -> Locator:
    """What the screen says of one activity."""
    return page.locator("details.answer summary").filter(has_text=re.compile(f"^{label}"))


def test_without_a_line_the_instants_of_the_plan_say_what_may_be_done(
    alice: InAftercare, clinic: App
) -> None:
    """Her session ended two days ago at 14:45, as far as anyone knows; it is ten in the morning."""
    phone, page = alice.phone, alice.phone.page
    phone.offline()
    phone.open("/#/care")
    expect(page.get_by_text("No connection now.")).to_be_visible()
    here = clinic.now.astimezone(ZoneInfo(ZONE))

    # No make-up for 24 hours: over. No exercise for 72 hours: tomorrow. No swimming for 5 days: in three.
    expect(answer(page, "Make-up")).to_contain_text("Now, if your skin is calm")
    exercise = f"{elapsed(here, hours=72):%H:%M}"
    expect(answer(page, "Exercise")).to_contain_text(f"Not until tomorrow {exercise}, and calm")
    expect(answer(page, "Swimming")).to_contain_text(f"Not until {weekday(here, 3)}, and calm")
    expect(answer(page, "Peels, laser, facials")).to_contain_text("Ask first")
    titles = page.locator("h3").all_inner_texts()
    assert titles == ["OK now", "Not yet", "Ask first"]

    answer(page, "Exercise").click()
    opened = page.locator("details.answer[open]")
    expect(opened).to_contain_text("No gym or sweat: 72 hours. The plan's own number.")
    expect(opened).to_contain_text("We assume that your session ended")
    expect(opened).to_contain_text("Clinics' and salons' own sheets")
    opened.get_by_role("link", name="Read more").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan two or three quiet days")
    assert re.fullmatch(r"[A-Z][a-z ]+: [A-Z][a-z ]+ · Stipple", page.title())


def elapsed(here: datetime, hours: int) -> datetime:
    """So many hours after the end of her session, also where the clocks were changed meanwhile."""
    ended = here.replace(hour=14, minute=45) - timedelta(days=2)
    return (ended.astimezone(UTC) + timedelta(hours=hours)).astimezone(here.tzinfo)


def weekday(here: datetime, days: int) -> str:
    return f"{here + timedelta(days=days):%A}"


def test_guides_are_found_without_a_line_and_by_parts_of_words(alice: InAftercare) -> None:
    phone, page = alice.phone, alice.phone.page
    phone.offline()
    phone.open("/#/care")
    search = page.get_by_label("Find a guide")
    found = page.locator("section").filter(has=page.get_by_role("heading", name="Guides")).get_by_role("link")
    for asked, title in (("sauna", "Plan two or three quiet days"), ("PEELS", "Products: why less is more")):
        search.fill(asked)
        expect(found.filter(has_text=title)).to_be_visible()
        expect(found).not_to_have_count(16)
    search.fill("zebra")
    expect(page.get_by_text("No guide has these words.")).to_be_visible()
    expect(found).to_have_count(0)


def test_a_reminder_s_why_leads_to_its_guide(alice: InAftercare) -> None:
    page = alice.phone.page
    page.get_by_text("Why this matters").first.click()
    page.get_by_role("link", name="Read more").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sun and dark marks")
    page.get_by_role("link", name="Care").first.click()
    expect(page.get_by_role("heading", name="What may I do now?")).to_be_visible()
