"""Something worries her: the clinic's number in three taps, an answer in words, also without a line."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Locator, expect

from backend.db import new_id
from tests.journeys.aftercare import PASSPHRASE, PHONE_NUMBER, InAftercare
from tests.journeys.app import App
from tests.journeys.deadlines import wait_until
from tests.journeys.drawn_faces import face, send_photo
from tests.journeys.taps import Taps
from tests.journeys.test_offline import Posts

PUS = "Pus, a yellow crust, a bad smell or oozing"
CALL = "Call your clinic"
TEL = "tel:+49305550100"


def worry(alice: InAftercare, taps: Taps) -> None:
    taps.on(alice.phone.page.get_by_role("link", name="Something worries me"))


def key(alice: InAftercare, name: str) -> Locator:
    return alice.phone.page.get_by_role("button", name=name, exact=True)


def entries(alice: InAftercare) -> list[tuple[str, int, str]]:
    found = alice.phone.api("GET", "/api/diary")["entries"]
    return [(entry["symptom"], entry["score"], entry["tier"]) for entry in found]


def test_from_today_to_the_clinics_number_in_three_taps(alice: InAftercare) -> None:
    page, taps = alice.phone.page, Taps()
    worry(alice, taps)
    emergency = page.get_by_role("link", name="Call 112 now for any of these")
    assert emergency.get_attribute("href") == "tel:112"
    first = page.get_by_role("button", name=PUS)
    assert emergency.bounding_box()["y"] < first.bounding_box()["y"]  # type: ignore[index]
    taps.on(first)
    call = page.get_by_role("link", name=CALL)
    expect(call).to_be_in_viewport()
    assert call.get_attribute("href") == TEL
    assert taps.count + 1 <= 3  # the third is the call itself


def test_four_taps_to_an_answer_and_one_to_go_on(alice: InAftercare) -> None:
    page, taps = alice.phone.page, Taps()
    worry(alice, taps)
    for name in (PUS, "4", "Worse"):
        taps.on(key(alice, name))
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact your clinic today")
    assert page.get_by_role("link", name=CALL).get_attribute("href") == TEL
    assert taps.count == 4
    assert entries(alice) == [("pus", 4, "contact")]

    alice.phone.open("/#/today")
    expect(page.get_by_text("routine reminders and photos wait")).to_be_visible()
    key(alice, "I reached them, or it is over").click()
    expect(page.get_by_text("routine reminders and photos wait")).to_have_count(0)
    wait_until(lambda: alice.plan()["courses"][0]["held_at"] is None, "the server to let go")


def test_today_asks_on_a_check_day_until_it_was_told_and_says_what_to_do_when_the_clinic_is_closed(
    alice: InAftercare, clinic: App
) -> None:
    page = alice.phone.page
    asks = page.get_by_role("link", name="How does the area look and feel today?")
    # On day 2 the check-in among the steps asks the same. On day 14 there is none.
    expect(page.get_by_text("Day 2: it can swell most today")).to_be_visible()
    (visit, *_) = alice.plan()["courses"][0]["visits"]
    start = f"{clinic.now - timedelta(days=14):%Y-%m-%d}T13:45"
    alice.phone.api("PATCH", f"/api/visits/{visit['id']}", {"start": start})
    alice.phone.open("/#/today")
    asks.click()
    for name in ("New lumps or painful deep spots", "2", "It is new"):
        key(alice, name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Contact your clinic today")
    expect(page.get_by_text("Is it closed? Use your local urgent line.")).to_be_visible()

    alice.phone.open("/#/today")
    expect(page.get_by_text("Contact your clinic today about what you told us.")).to_be_visible()
    expect(page.get_by_text("Is it closed? Use your local urgent line.")).to_be_visible()
    expect(asks).to_have_count(0)


def test_without_a_line_nothing_is_judged_and_it_is_sent_once(alice: InAftercare, clinic: App) -> None:
    page, posts = alice.phone.page, Posts(clinic, "/api/diary")
    alice.phone.offline()
    worry(alice, Taps())
    for name in (PUS, "4", "Worse"):
        key(alice, name).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Not sent yet")
    assert page.get_by_role("link", name=CALL).get_attribute("href") == TEL
    expect(page.get_by_role("link", name="Call 112 now")).to_be_visible()
    assert posts.statuses == []

    alice.phone.online()
    expect(heading).to_have_text("Contact your clinic today")
    assert posts.statuses == [200]
    assert entries(alice) == [("pus", 4, "contact")]


def test_the_diary_opens_without_a_line_to_be_shown(alice: InAftercare, clinic: App) -> None:
    page = alice.phone.page
    worry(alice, Taps())
    for name in ("A bruise that does not grow", "2", "It is new"):
        key(alice, name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Often seen")
    said = {"course_id": alice.course_id, "question": "check_in", "value": "same"}
    alice.phone.api("POST", "/api/answers", {**said, "id": new_id(), "at": clinic.now.isoformat()})
    alice.phone.open("/#/diary")
    checked_in = page.get_by_text("How is your skin, compared with yesterday? The same")
    expect(checked_in).to_be_visible()
    alice.phone.offline()
    alice.phone.open("/#/worry")
    for name in (PUS, "4", "Worse"):
        key(alice, name).click()
    page.get_by_role("link", name="Your diary, to show your clinic").click()
    expect(page.get_by_text("A bruise that does not grow: 2 of 10")).to_be_visible()
    expect(page.get_by_text("Day 2 after session 1")).to_be_visible()
    expect(checked_in).to_be_visible()
    expect(page.get_by_text(f"{PUS}: 4 of 10, worse than the day before")).to_be_visible()


def test_the_page_for_the_clinic_has_the_numbers_and_photos_only_while_they_are_unlocked(
    alice: InAftercare, clinic: App
) -> None:
    phone, page = alice.phone, alice.phone.page
    send_photo(phone, alice.course_id, face(), clinic.now - timedelta(days=1))
    told = {"param": "retinoid_before", "value": 5, "set_by": "clinic"}
    phone.api("PUT", f"/api/courses/{alice.course_id}/values", told)
    phone.open("/#/diary")
    expect(page.get_by_text(f"Clinic: {PHONE_NUMBER}")).to_be_visible()
    expect(page.get_by_text("Stop topical retinoids before: 5 days. Your clinic told you.")).to_be_visible()

    pictures = page.locator("main img")
    expect(pictures).to_have_count(0)  # nothing is shown that was not asked for
    key(alice, "Show photos on this page").click()
    expect(pictures).to_have_count(1)
    page.emulate_media(media="print")
    expect(pictures).to_be_visible()
    expect(page.get_by_text("Face, front.")).to_be_visible()
    expect(key(alice, "Lock the photos")).to_be_hidden()
    page.emulate_media(media="screen")

    # The screen is locked before the server knows: opened again faster than that, it would be locked again.
    with page.expect_response("**/api/photos/lock"):
        key(alice, "Lock the photos").click()
    expect(page.get_by_text("Your photos are locked.")).to_be_visible()
    expect(pictures).to_have_count(0)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    key(alice, "Open").click()
    expect(pictures).to_have_count(1)
    for name in page.evaluate("caches.keys()"):
        kept = page.evaluate(
            "name => caches.open(name).then(c => c.keys()).then(all => all.map(r => r.url))", name
        )
        assert not [address for address in kept if "/photos/" in address]
