"""Photos on a phone that is killed, deceived, full or signed out: exactly one of each, never none."""

import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright, Route, expect

from tests.journeys.app import App
from tests.journeys.chromium import Phone, phone_alone
from tests.journeys.deadlines import wait_until
from tests.journeys.photographed import answers_to_puts, as_jpeg, begin_baseline, choose, photos_of, portrait

PASSPHRASE = "four plain words work"
# What a browser says when its storage is full.
FULL = """() => {
  IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
TRIED_AGAIN = 40  # the app tries every half minute, should it miss that the line is back
PUTS = "**/api/photos/*"


class Pocket:
    """A phone whose browser may be killed and started again on the same profile."""

    def __init__(self, playwright: Playwright, folder: Path, clinic: App) -> None:
        self._playwright, self._folder, self._clinic = playwright, folder, clinic
        self.name = f"Alice {uuid.uuid4()}"
        self.phone = phone_alone(playwright, folder, clinic.url)
        begin_baseline(self.phone, self.name, clinic.now)

    def kill(self) -> None:
        """End the browser as a phone without memory does: at once, without a word."""
        os.kill(self._process(), signal.SIGKILL)
        with suppress(Error):
            self.phone.close()

    def start_again(self) -> Phone:
        """Start the browser again; cookies it had not written down yet are gone, so sign in again."""
        self.phone = phone_alone(self._playwright, self._folder, self._clinic.url)
        self.phone.open("/")
        self.sign_in()
        self.phone.open("/#/photos")
        return self.phone

    def sign_in(self) -> None:
        self.phone.api("POST", "/api/session", {"name": self.name, "passphrase": PASSPHRASE})

    def _process(self) -> int:
        wanted = f"--user-data-dir={self._folder / 'profile'}".encode()
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = path.read_bytes().split(b"\0")
                if wanted in words and not any(word.startswith(b"--type=") for word in words):
                    return int(path.parent.name)
        raise AssertionError("the browser does not run")


@pytest.fixture
def pocket(chromium_driver: Playwright, clinic: App, tmp_path: Path) -> Iterator[Pocket]:
    pocket = Pocket(chromium_driver, tmp_path, clinic)
    yield pocket
    with suppress(Error):
        pocket.phone.close()


def to_camera(phone: Phone) -> None:
    phone.page.get_by_role("link", name="Take photos").click()
    expect(phone.page.get_by_role("heading", level=1, name="Front")).to_be_visible()


def choose_two(phone: Phone) -> None:
    """Keep two photos, and wait until the app says of the second too that it has it."""
    for pose in ("front", "left, half turned"):
        choose(phone.page, width=800, height=600)
        expect(phone.page.get_by_text(f"Kept: {pose}.")).to_be_visible()


def taken(clinic: App, before: int) -> list[int]:
    """How the server answered since, but for asking who is there."""
    return [status for status in answers_to_puts(clinic)[before:] if status != 401]


def all_safe(phone: Phone, count: int) -> None:
    expect(
        phone.page.get_by_text(f"{count} photo{'s are' if count > 1 else ' is'} safe on the server.")
    ).to_be_visible(timeout=TRIED_AGAIN * 1000)
    expect(phone.page.get_by_text("still on this phone")).to_have_count(0)
    assert len(photos_of(phone)) == count


def test_a_browser_killed_with_photos_waiting_sends_each_once_at_the_next_start(
    pocket: Pocket, clinic: App
) -> None:
    before = len(answers_to_puts(clinic))
    to_camera(pocket.phone)
    pocket.phone.offline()
    choose_two(pocket.phone)
    pocket.kill()
    all_safe(pocket.start_again(), 2)
    assert taken(clinic, before).count(201) == 2, "loading the page again may cost an answer, and no photo"


def test_a_browser_killed_before_the_answer_came_asks_again_and_there_is_one_photo(
    pocket: Pocket, clinic: App
) -> None:
    before = len(answers_to_puts(clinic))

    def never_answer(route: Route) -> None:
        if route.request.method != "PUT":
            return route.fallback()
        route.fetch()

    pocket.phone.page.context.route(PUTS, never_answer)
    to_camera(pocket.phone)
    choose(pocket.phone.page, width=800, height=600)
    page = pocket.phone.page
    page.get_by_role("link", name="Photos", exact=True).click()
    # Only while Playwright is asked something does it let requests pass through a route.
    wait_until(lambda: page.title() and len(answers_to_puts(clinic)) > before, "the server to have the photo")
    pocket.kill()
    all_safe(pocket.start_again(), 1)
    first, *again = taken(clinic, before)
    assert (first, set(again)) == (201, {200})


@pytest.mark.parametrize("status", [200, 403, 413])
def test_a_page_that_comes_instead_of_the_servers_answer_takes_no_photo_off_the_phone(
    pocket: Pocket, status: int
) -> None:
    page = pocket.phone.page
    page.context.route(
        PUTS,
        lambda route: (
            route.fulfill(status=status, body="<h1>Back soon</h1>", content_type="text/html")
            if route.request.method == "PUT"
            else route.fallback()
        ),
    )
    to_camera(pocket.phone)
    choose(page, width=800, height=600)
    page.get_by_role("link", name="Photos", exact=True).click()
    expect(page.get_by_text("1 photo is still on this phone only")).to_be_visible()
    page.context.unroute_all()
    pocket.phone.open("/#/photos")
    all_safe(pocket.phone, 1)


def test_a_session_that_ends_between_two_photos_keeps_the_second_for_the_next_sign_in(
    pocket: Pocket, clinic: App
) -> None:
    phone, before = pocket.phone, len(answers_to_puts(clinic))

    def end_after_the_first(route: Route) -> None:
        if route.request.method == "PUT" and taken(clinic, before):
            return route.fulfill(
                status=401, json={"code": "signed_out"}, content_type="application/problem+json"
            )
        return route.fallback()

    to_camera(phone)
    phone.offline()
    choose_two(phone)
    phone.page.context.route(PUTS, end_after_the_first)
    phone.page.get_by_role("link", name="Photos", exact=True).click()
    phone.online()
    expect(phone.page.get_by_text("1 photo is still on this phone only")).to_be_visible(
        timeout=TRIED_AGAIN * 1000
    )
    phone.context.clear_cookies()
    phone.page.context.unroute_all()
    phone.open("/#/today")
    expect(phone.page.get_by_role("link", name="Sign in")).to_be_visible()
    pocket.sign_in()
    phone.open("/#/photos")
    all_safe(phone, 2)
    assert taken(clinic, before).count(201) == 2, "loading the page again may cost an answer, and no photo"


def test_a_phone_that_is_full_sends_at_once_or_says_so_and_shows_the_photo_still(pocket: Pocket) -> None:
    phone = pocket.phone
    to_camera(phone)
    phone.page.evaluate(FULL)
    choose(phone.page, width=800, height=600)
    wait_until(lambda: len(photos_of(phone)) == 1, "the photo to be safe")
    phone.offline()
    file = phone.page.locator("input[type=file]")
    file.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": as_jpeg(portrait(800, 600))})
    phone.page.get_by_role("button", name="Keep it").click()
    expect(phone.page.get_by_role("alert").filter(has_text="connection")).to_be_visible()
    expect(phone.page.get_by_alt_text("The photo you just took")).to_be_visible()
    phone.online()
    phone.page.get_by_role("button", name="Keep it").click()
    wait_until(lambda: len(photos_of(phone)) == 2, "the second photo to be safe")


def test_of_photos_nothing_is_left_on_a_phone_that_signed_out(pocket: Pocket) -> None:
    phone = pocket.phone
    to_camera(phone)
    choose(phone.page, width=800, height=600)
    wait_until(lambda: len(photos_of(phone)) == 1, "the photo to be safe")
    phone.open("/#/settings")
    phone.page.get_by_role("button", name="Sign out").click()
    names = "indexedDB.databases().then(all => all.map(one => one.name).join())"
    expect(phone.page.get_by_role("link", name="Sign in")).to_be_visible()
    phone.wait_for(f"{names}.then(all => !all.includes('stipple-photos'))", "the photos' database to be gone")
