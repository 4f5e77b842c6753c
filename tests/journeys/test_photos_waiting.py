"""Photos on the phone: taken or chosen, kept sealed until the server has them, each exactly once."""

import re
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.aftercare import account_of
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until
from tests.journeys.patient import ZONE
from tests.journeys.photographed import answers_to_puts, begin_baseline, choose, photos_of, to_list


@pytest.fixture
def photographed(phone: Phone, clinic: App) -> str:
    """Alice with her baseline photos due, on the list of photos."""
    return begin_baseline(phone, f"Alice {uuid.uuid4()}", clinic.now)


def test_a_chosen_photo_is_made_small_and_sent_once(phone: Phone, clinic: App, photographed: str) -> None:
    page, before = phone.page, len(answers_to_puts(clinic))
    expect(page.get_by_text("5 photos to take")).to_be_visible()
    page.get_by_role("link", name="Take photos").click()
    expect(page.get_by_role("heading", level=1, name="Front")).to_be_visible()
    choose(page)
    expect(page.get_by_role("heading", level=1, name="Left, half turned")).to_be_visible()
    to_list(page)
    expect(page.get_by_text("1 photo is safe on the server.")).to_be_visible()
    expect(page.get_by_text("4 of 5 photos are missing")).to_be_visible()
    (kept,) = photos_of(phone)
    assert (kept["width"], kept["height"], kept["pose"]) == (2000, 1500, "front")
    assert answers_to_puts(clinic)[before:] == [201]
    assert phone.violations() == []


def test_photos_taken_without_a_line_wait_sealed_and_are_sent_once(
    phone: Phone, clinic: App, photographed: str
) -> None:
    page, before = phone.page, len(answers_to_puts(clinic))
    page.get_by_role("link", name="Take photos").click()
    expect(page.get_by_role("heading", level=1, name="Front")).to_be_visible()
    phone.offline()
    for _ in range(3):
        choose(page, width=800, height=600)
    to_list(page)
    expect(page.get_by_text("3 photos are still on this phone only")).to_be_visible()
    expect(page.get_by_text("2 of 5 photos are missing")).to_be_visible()
    kept = phone.kept()
    assert photographed not in kept
    assert "left_45" not in kept
    phone.online()
    expect(page.get_by_text("3 photos are safe on the server.")).to_be_visible()
    expect(page.get_by_text("still on this phone")).to_have_count(0)
    assert {photo["pose"] for photo in photos_of(phone)} == {"front", "left_45", "right_45"}
    assert answers_to_puts(clinic)[before:] == [201, 201, 201]


def test_a_line_that_dies_after_the_server_took_the_photo_makes_no_second_one(
    phone: Phone, clinic: App, photographed: str
) -> None:
    page, before = phone.page, len(answers_to_puts(clinic))

    def swallow(route: Route) -> None:
        if route.request.method != "PUT" or len(answers_to_puts(clinic)) > before:
            return route.fallback()
        route.fetch()
        route.abort()

    page.context.route("**/api/photos/*", swallow)
    page.get_by_role("link", name="Take photos").click()
    choose(page, width=800, height=600)
    phone.open("/#/photos")
    expect(page.get_by_text("1 photo is safe on the server.")).to_be_visible()
    expect(page.get_by_text("still on this phone")).to_have_count(0)
    answers = answers_to_puts(clinic)[before:]
    assert (answers.count(201), set(answers)) == (1, {200, 201})
    assert len(photos_of(phone)) == 1


def test_two_tabs_that_send_at_once_send_each_photo_once(
    phone: Phone, clinic: App, photographed: str
) -> None:
    page, before = phone.page, len(answers_to_puts(clinic))
    other = phone.new_tab("/#/photos")
    expect(other.get_by_text("5 photos to take")).to_be_visible()
    page.get_by_role("link", name="Take photos").click()
    expect(page.get_by_role("heading", level=1, name="Front")).to_be_visible()
    phone.offline()
    for _ in range(2):
        choose(page, width=800, height=600)
    expect(other.get_by_text("2 photos are still on this phone only")).to_be_visible()
    phone.online()
    expect(other.get_by_text("2 photos are safe on the server.")).to_be_visible()
    assert answers_to_puts(clinic)[before:] == [201, 201]
    assert len(photos_of(phone)) == 2


def test_a_photo_the_server_takes_only_later_waits_and_one_it_never_takes_leaves_each_with_a_sentence(
    phone: Phone, photographed: str
) -> None:
    page = phone.page
    full = "2000 photos fit in here. Please remove some you no longer need."
    sentence = "This photo is damaged, or part of it is missing. Please take it again."
    problem: dict[str, Any] = {"title": "No", "status": 409, "code": "too_many", "detail": full}
    page.context.route(
        "**/api/photos/*",
        lambda route: (
            route.fulfill(status=problem["status"], json=problem, content_type="application/problem+json")
            if route.request.method == "PUT"
            else route.fallback()
        ),
    )
    page.get_by_role("link", name="Take photos").click()
    choose(page, width=800, height=600)
    phone.open("/#/photos")
    expect(page.get_by_text("1 photo is still on this phone only")).to_be_visible()
    expect(page.get_by_text(full)).to_be_visible()
    problem |= {"status": 422, "code": "damaged", "detail": sentence}
    phone.open("/#/photos")
    expect(page.get_by_role("alert").get_by_text(f"Front: {sentence}")).to_be_visible()
    expect(page.get_by_text("5 photos to take")).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text(sentence)).to_have_count(0)


def test_a_session_that_ends_keeps_the_photos_until_the_same_patient_is_back_and_sends_them_for_no_other(
    phone: Phone, clinic: App, photographed: str
) -> None:
    page, before = phone.page, len(answers_to_puts(clinic))
    name = phone.api("GET", "/api/me")["name"]
    page.get_by_role("link", name="Take photos").click()
    expect(page.get_by_role("heading", level=1, name="Front")).to_be_visible()
    phone.offline()
    choose(page, width=800, height=600)
    phone.context.clear_cookies()
    phone.online()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    phone.api("POST", "/api/account", account_of(f"Bob {uuid.uuid4()}"))
    phone.open("/#/photos")
    expect(page.get_by_text("once you have a course")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert set(answers_to_puts(clinic)[before:]) <= {401, 403}
    phone.api("POST", "/api/session", {"name": name, "passphrase": "four plain words work"})
    phone.open("/#/photos")
    expect(page.get_by_text("1 photo is safe on the server.")).to_be_visible()
    assert len(photos_of(phone)) == 1


def test_signing_out_names_the_photos_that_would_be_lost(phone: Phone, photographed: str) -> None:
    page = phone.page
    page.get_by_role("link", name="Take photos").click()
    page.context.route(
        "**/api/photos/*", lambda route: route.abort() if route.request.method == "PUT" else route.fallback()
    )
    choose(page, width=800, height=600)
    phone.open("/#/settings")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("One thing is saved on this phone, not sent yet.")).to_be_visible()
    page.get_by_role("button", name="Sign out and lose it").click()
    phone.wait_for(
        "indexedDB.databases().then(all => !all.some(one => one.name === 'stipple-photos'))",
        "the photos to be gone",
    )


def settled(phone: Phone) -> dict[str, str]:
    """How each step that Today knows of stands, by its id and date."""
    plan = phone.api("GET", "/api/plan")
    today = plan["today"]
    items = [*today["outstanding"], *today["later"], *today["settled"], *plan["coming"]]
    return {f"{item['step']} {item['on']}": item["state"] for item in items}


def test_the_last_missing_photo_settles_the_step_that_asked_for_it_and_no_other(
    phone: Phone, clinic: App, photographed: str
) -> None:
    page = phone.page
    asks = f"B14 {clinic.now.astimezone(ZoneInfo(ZONE)).date()}"
    assert settled(phone)[asks] == "open"
    page.get_by_role("link", name="Take photos").click()
    for pose in ("Front", "Left, half turned", "Right, half turned", "Left side"):
        expect(page.get_by_role("heading", level=1, name=pose)).to_be_visible()
        choose(page, width=800, height=600)
    wait_until(lambda: len(photos_of(phone)) == 4, "four photos to be safe")
    assert settled(phone)[asks] == "open"
    phone.offline()
    choose(page, width=800, height=600)
    expect(page.get_by_text("The reminder on Today is done.")).to_be_visible()
    phone.online()
    wait_until(lambda: settled(phone)[asks] == "done", "the step to be done")
    others = {
        name: state for name, state in settled(phone).items() if name.startswith("B14") and name != asks
    }
    assert set(others.values()) == {"open"}
    wait_until(lambda: len(photos_of(phone)) == 5, "the last photo to be safe")


# A line that takes half of each photo, and the rest when it is told to.
HALF_GONE = """() => {
  window.XMLHttpRequest = class extends XMLHttpRequest {
    send(body) {
      const half = {lengthComputable: true, loaded: body.byteLength / 2, total: body.byteLength};
      this.upload.dispatchEvent(new ProgressEvent("progress", half));
      window.goOn = () => super.send(body);
    }
  };
}"""


def test_how_much_of_a_photo_has_gone_is_shown_and_read_out_photo_by_photo(
    phone: Phone, photographed: str
) -> None:
    page = phone.page
    page.get_by_role("link", name="Take photos").click()
    expect(page.get_by_role("heading", level=1, name="Front")).to_be_visible()
    page.evaluate(HALF_GONE)
    for pose in ("Left, half turned", "Right, half turned"):
        choose(page)
        expect(page.get_by_role("heading", level=1, name=pose)).to_be_visible()
    to_list(page)
    expect(page.get_by_role("status").get_by_text("Sending photo 1 of 2.")).to_be_visible()
    part = page.get_by_text(re.compile(r"^\d+ of \d+ kB of this photo sent: 50 percent\.$"))
    expect(part).to_be_visible()
    expect(page.get_by_role("progressbar", name="Photos sent")).to_have_attribute("value", "0.5")
    assert page.locator("[role=status], [aria-live]").get_by_text("percent").count() == 0
    page.evaluate("goOn()")
    expect(page.get_by_role("status").get_by_text("Sending photo 2 of 2.")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Photos sent")).to_have_attribute("value", "1.5")
    page.evaluate("goOn()")
    expect(page.get_by_text("2 photos are safe on the server.")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    assert phone.violations() == []


def test_a_refused_camera_says_how_to_allow_it_and_takes_files(phone: Phone, photographed: str) -> None:
    page = phone.page
    page.get_by_role("link", name="Take photos").click()
    expect(page.get_by_text("You can choose a photo instead.")).to_be_visible()
    choose(page, width=800, height=600)
    # Before the next test counts what the server was sent.
    wait_until(lambda: len(photos_of(phone)) == 1, "the photo to be safe")
