"""What a gallery of many photos costs a slow phone, in a real Chromium."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests import budgets
from tests.journeys.aftercare import begin, ten_in_the_morning
from tests.journeys.app import App
from tests.journeys.chromium import Phone, driver, executable, phone_alone
from tests.journeys.drawn_faces import face, send_photo
from tests.journeys.tasks import busy_ms

GALLERY = 200
LONGEST_TASK_MS = 100
POSES = ("front", "left_45", "right_45", "left_side", "right_side")
SCREENFUL = 12
TRIES = 4

# Tasks that nobody notes would be short, too.
_BE_BUSY = """new Promise((done) => setTimeout(() => {
  for (const end = performance.now() + 300; performance.now() < end; );
  done();
}))"""


@pytest.fixture(scope="module")
def chromium_driver() -> Iterator[Playwright]:
    if executable() is None:
        pytest.skip("The gallery is measured in Chromium; on Debian: apt-get install chromium")
    with driver() as playwright:
        yield playwright


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[App]:
    product = App(tmp_path / "clinic", push_origin="http://127.0.0.1:9")
    product.move_clock_to(ten_in_the_morning())
    yield product
    product.stop()


@pytest.fixture
def phone(chromium_driver: Playwright, clinic: App, tmp_path: Path) -> Iterator[Phone]:
    browser = phone_alone(chromium_driver, tmp_path / "phone", clinic.url)
    yield browser
    browser.close()


def test_a_gallery_of_two_hundred_photos_is_one_list_and_no_task_keeps_a_slow_phone_busy(
    phone: Phone, clinic: App
) -> None:
    alice = begin(phone, "Alice", clinic.now)
    picture = face()
    for number in range(GALLERY):
        taken_at = clinic.now - timedelta(days=3 + number)
        send_photo(phone, alice.course_id, picture, taken_at, Photo_Pose=POSES[number % len(POSES)])
    phone.open("/#/photos/gallery")
    phone.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url.removeprefix(clinic.url)))
    longest, found = math.inf, Loaded(0, 0, 0)
    # Whatever else the machine does can make a task look longer, never shorter.
    for _ in range(TRIES):
        asked.clear()
        tasks = busy_ms(phone, lambda: _open_and_scroll(phone, asked, found))
        longest = min(longest, budgets.SLOWER_TIMES * max(tasks))
        if longest <= LONGEST_TASK_MS:
            break
    print(
        f"\ngallery of {GALLERY}: {found.lists} list, {found.first} thumbnails first, {found.all} after",
        end="",
    )
    print(f" scrolling   longest task, {budgets.SLOWER_TIMES} times slower: {longest:.0f} ms")
    busy = busy_ms(phone, lambda: _be_busy(phone))
    assert budgets.SLOWER_TIMES * max(busy) > LONGEST_TASK_MS, "a task that is too long is noted"
    assert found.lists == 1
    assert 0 < found.first <= 2 * SCREENFUL
    assert longest <= LONGEST_TASK_MS


@dataclass
class Loaded:
    """How often the list was asked for, and how many thumbnails, before and after scrolling."""

    lists: int
    first: int
    all: int


def _open_and_scroll(phone: Phone, asked: list[str], found: Loaded) -> None:
    phone.page.reload()
    phone.page.locator(".tile img").first.wait_for()
    phone.page.wait_for_load_state("networkidle")
    found.lists, found.first = asked.count("/api/photos"), _thumbs(asked)
    _scroll_to_the_end(phone)
    phone.wait_for(f"document.querySelectorAll('.tile img').length > {found.first}", "the last photos")
    found.all = _thumbs(asked)


def _be_busy(phone: Phone) -> None:
    phone.page.reload()
    phone.page.evaluate(_BE_BUSY)


def _thumbs(asked: list[str]) -> int:
    return sum(address.endswith("/thumb") for address in asked)


def _scroll_to_the_end(phone: Phone) -> None:
    height = phone.page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 600):
        phone.page.evaluate(f"scrollTo(0, {top}); new Promise((done) => requestAnimationFrame(done))")
    phone.page.wait_for_load_state("networkidle")
