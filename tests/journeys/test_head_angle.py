"""How the head is held: said in the camera, and asked of two photos before they are laid over each other."""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from tests.journeys.aftercare import InAftercare
from tests.journeys.app import App
from tests.journeys.chromium import Phone, phone_alone
from tests.journeys.deadlines import wait_until
from tests.journeys.drawn_faces import send_photo
from tests.journeys.photographed import as_jpeg, begin_baseline, film, film_runs
from tests.real_faces import ALIKE, STRAIGHT, TURNED, portrait

TO_THE_LEFT = "Turn your head a little to your left, as in your first photo."
# A face is looked for in plain arithmetic; beside other tests that takes a while.
PATIENCE_MS = 60_000


def nearer(picture: Image.Image) -> Image.Image:
    """The same head a tenth nearer and a little aside."""
    width, height = picture.size
    large = picture.resize((width * 11 // 10, height * 11 // 10))
    left, top = (large.width - width) // 2 + 12, (large.height - height) // 2 - 6
    return large.crop((left, top, left + width, top + height))


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """What Chromium's fake camera films, read anew each time it is opened."""
    return film(tmp_path / "scene.mjpeg", [portrait(STRAIGHT)])


@pytest.fixture
def filming(chromium_driver: Playwright, clinic: App, tmp_path: Path, scene: Path) -> Iterator[Phone]:
    """Alice's phone with a camera that films the scene, her baseline due, on the list of photos."""
    switches = ("--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={scene}")
    browser = phone_alone(chromium_driver, tmp_path / "filming", clinic.url, switches=switches)
    browser.context.grant_permissions(["camera", "notifications", "background-sync"], origin=clinic.url)
    begin_baseline(browser, f"Alice {uuid.uuid4()}", clinic.now)
    yield browser
    browser.close()


def take_front(page: Page) -> None:
    """Take the first photo, keep it, and go back to the list."""
    page.get_by_role("link", name="Take photos").click()
    film_runs(page)
    page.get_by_role("button", name="Take photo").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", level=1, name="Left, half turned")).to_be_visible()
    page.get_by_role("link", name="Photos", exact=True).click()


def front_again(page: Page) -> None:
    page.get_by_role("link", name="Take photos").click()
    page.get_by_text("Take another view").click()
    page.get_by_role("button", name=re.compile("^Front")).click()
    film_runs(page)


def test_a_head_turned_away_is_warned_of_also_without_a_line_and_may_be_kept(
    filming: Phone, scene: Path
) -> None:
    page = filming.page
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    filming.wait_for_worker()
    take_front(page)
    film(scene, [portrait(TURNED)])
    front_again(page)
    hint = page.get_by_role("status").get_by_text(TO_THE_LEFT)
    expect(hint).to_be_visible(timeout=PATIENCE_MS)
    filming.wait_for(
        "caches.open('stipple-later').then(s => s.keys()).then(all => all.length === 5)", "all kept"
    )
    page.get_by_role("link", name="Photos", exact=True).click()
    filming.offline()
    filming.open("/#/photos")
    front_again(page)
    page.get_by_role("button", name="Take photo").click()
    expect(page.get_by_alt_text("The photo you just took")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept: front.")).to_be_visible()
    assert all(url.startswith((filming.url, "blob:")) for url in asked)
    assert filming.violations() == []


def test_without_what_finds_a_face_the_camera_works_and_says_nothing_of_the_head(
    filming: Phone, scene: Path
) -> None:
    page = filming.page
    page.context.route("**/assets/later/**", lambda route: route.abort())
    take_front(page)
    film(scene, [portrait(TURNED)])
    front_again(page)
    wait_until(lambda: _gave_up(filming), "the camera to go on without")
    page.get_by_role("button", name="Take photo").click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept: front.")).to_be_visible()
    expect(page.get_by_text(TO_THE_LEFT)).to_have_count(0)


def _gave_up(phone: Phone) -> bool:
    phone.ask("true")  # what the page said is heard while it is asked
    return any(words.startswith("Faces: cannot be looked for now") for words in phone.complaints)


def _sent(alice: InAftercare, clinic: App, *pictures: Image.Image) -> list[str]:
    days = (30, 10, 9)
    return [
        send_photo(alice.phone, alice.course_id, as_jpeg(picture), clinic.now - timedelta(days=day))
        for picture, day in zip(pictures, days, strict=False)
    ]


def test_faces_lay_one_photo_over_the_other_and_only_four_numbers_are_kept(
    alice: InAftercare, clinic: App
) -> None:
    first, later = _sent(alice, clinic, portrait(STRAIGHT), nearer(portrait(STRAIGHT)))
    page = alice.phone.page
    alice.phone.open(f"/#/photos/gallery/compare/{first}/{later}")
    page.get_by_role("switch", name="Lined up").wait_for(timeout=PATIENCE_MS)
    expect(page.get_by_role("slider", name="Earlier or later photo")).to_be_visible()

    def kept() -> dict[str, dict[str, float] | None]:
        return {each["id"]: each["alignment"] for each in alice.phone.api("GET", "/api/photos")["photos"]}

    wait_until(lambda: kept()[later], "the numbers to be kept")
    assert kept()[first] == {"scale": 1, "rotation": 0, "shift_x": 0, "shift_y": 0}
    lies = kept()[later]
    assert lies and set(lies) == {"scale", "rotation", "shift_x", "shift_y"}
    assert abs(lies["scale"] * 1.1 - 1) < 0.03
    assert abs(lies["rotation"]) < 2
    assert alice.phone.violations() == []


def test_heads_held_otherwise_are_offered_apart_and_shown_side_by_side_only(
    alice: InAftercare, clinic: App
) -> None:
    first, later, turned = _sent(alice, clinic, *(portrait(name) for name in (STRAIGHT, ALIKE, TURNED)))
    page = alice.phone.page
    alice.phone.open(f"/#/photos/gallery/pairs/{first}")
    page.get_by_role("heading", name="Another head angle").wait_for(timeout=PATIENCE_MS)
    # It stands there once one head is known to be turned; the others, and the light, are still looked at.
    expect(page.get_by_text("Looking at the light in each")).to_have_count(0, timeout=PATIENCE_MS)
    alike, apart = page.locator("ul.rows").all()
    expect(alike.locator("a.pair")).to_have_count(1)
    expect(alike.locator(f"a.pair[href*='{later}']")).to_have_count(1)
    expect(apart.locator(f"a.pair[href*='{turned}']")).to_have_count(2)
    alice.phone.open(f"/#/photos/gallery/compare/{first}/{turned}")
    page.get_by_text(
        "The head is turned to a different angle. So they are shown side by side only."
    ).wait_for(timeout=PATIENCE_MS)
    expect(page.get_by_role("slider", name="Earlier or later photo")).to_have_count(0)


def test_a_film_takes_in_what_its_faces_line_up(alice: InAftercare, clinic: App) -> None:
    first, _, _ = _sent(alice, clinic, *(portrait(name) for name in (STRAIGHT, ALIKE, TURNED)))
    page = alice.phone.page
    alice.phone.open(f"/#/photos/gallery/film/{first}")
    expect(page.get_by_text("2 photos will be in it.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("button", name="Make the film")).to_be_visible()
