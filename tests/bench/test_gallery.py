"""What a gallery of many photos costs a slow phone, in a real Chromium."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests import budgets
from tests.journeys.aftercare import begin, ten_in_the_morning
from tests.journeys.app import App
from tests.journeys.chromium import Phone, driver, executable, phone_alone
from tests.journeys.drawn_faces import face, send_photo

GALLERY = 200
LONGEST_TASK_MS = 100
POSES = ("front", "left_45", "right_45", "left_side", "right_side")
SCREENFUL = 12
TRIES = 4

_NOTE_TASKS = """
window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({duration}) => duration)))
  .observe({type: "longtask", buffered: true});
"""

# Tasks that nobody notes would be short, too.
_BE_BUSY = "setTimeout(() => { const end = performance.now() + 150; while (performance.now() < end); })"


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
    phone.context.add_init_script(_NOTE_TASKS)
    phone.devtools().send("Emulation.setCPUThrottlingRate", {"rate": budgets.SLOWER_TIMES})
    phone.open("/#/photos/gallery")
    phone.page.wait_for_load_state("networkidle")
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url.removeprefix(clinic.url)))
    longest = math.inf
    # Whatever else the machine does can make a task look longer, never shorter.
    for _ in range(TRIES):
        asked.clear()
        phone.page.reload()
        phone.page.locator(".tile img").first.wait_for()
        phone.page.wait_for_load_state("networkidle")
        lists, first = asked.count("/api/photos"), _thumbs(asked)
        _scroll_to_the_end(phone)
        phone.wait_for(f"document.querySelectorAll('.tile img').length > {first}", "the last photos")
        longest = min(longest, max([*phone.page.evaluate("window.tasks"), 0]))
        if longest <= LONGEST_TASK_MS:
            break
    print(
        f"\ngallery of {GALLERY} at {budgets.SLOWER_TIMES}x: {lists} list, {first} thumbnails first", end=""
    )
    print(f", {_thumbs(asked)} after scrolling   longest task {longest:.0f} ms")
    phone.page.evaluate(_BE_BUSY)
    phone.wait_for("window.tasks.some((ms) => ms >= 150)", "a task that is too long to be noted")
    assert lists == 1
    assert 0 < first <= 2 * SCREENFUL
    assert longest <= LONGEST_TASK_MS


def _thumbs(asked: list[str]) -> int:
    return sum(address.endswith("/thumb") for address in asked)


def _scroll_to_the_end(phone: Phone) -> None:
    height = phone.page.evaluate("document.documentElement.scrollHeight")
    for top in range(0, height, 600):
        phone.page.evaluate(f"scrollTo(0, {top}); new Promise((done) => requestAnimationFrame(done))")
    phone.page.wait_for_load_state("networkidle")
