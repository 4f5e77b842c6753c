"""The camera of the app: the first photo as a ghost, hints, the timer, the lock and the marks."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright, expect

from tests.journeys.aftercare import PASSPHRASE
from tests.journeys.app import App
from tests.journeys.chromium import Phone, phone_alone
from tests.journeys.deadlines import wait_until
from tests.journeys.photographed import begin_baseline, blurred, film, film_runs, photos_of, portrait, to_list


class Scene:
    """What Chromium's fake camera films: a motion JPEG, read anew each time the camera is opened."""

    def __init__(self, path: Path) -> None:
        self.path = film(path, [portrait()])

    def shows(self, picture: Image.Image) -> None:
        film(self.path, [picture])


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path / "scene.mjpeg")


@pytest.fixture
def area() -> str:
    """Where Alice is treated; a test may say another one."""
    return "face"


TWO_CAMERAS = ("--use-fake-device-for-media-stream=device-count=2",)


@pytest.fixture
def cameras(scene: Scene) -> tuple[str, ...]:
    """What makes Chromium film the scene; a test may have it do otherwise."""
    return "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={scene.path}"


@pytest.fixture
def filming(
    chromium_driver: Playwright, clinic: App, tmp_path: Path, cameras: tuple[str, ...], area: str
) -> Iterator[Phone]:
    """Alice's phone with a camera that films the scene, her baseline due, on the list of photos."""
    browser = phone_alone(chromium_driver, tmp_path / "filming", clinic.url, switches=cameras)
    browser.context.grant_permissions(["camera", "notifications", "background-sync"], origin=clinic.url)
    begin_baseline(browser, f"Alice {uuid.uuid4()}", clinic.now, area)
    yield browser
    browser.close()


def open_camera(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Take photos|Take one again")).click()
    film_runs(page)


def take(page: Page) -> None:
    film_runs(page)
    page.get_by_role("button", name="Take photo").click()
    page.get_by_role("button", name="Keep it").click()


def take_again(page: Page, pose: str) -> None:
    page.get_by_text("Take another view").click()
    page.get_by_role("button", name=re.compile(f"^{pose}")).click()
    film_runs(page)


def test_the_second_photo_is_taken_over_the_first_as_a_ghost(filming: Phone) -> None:
    page = filming.page
    open_camera(page)
    expect(page.locator(".silhouette circle").first).to_be_visible()
    take(page)
    expect(page.get_by_role("heading", level=1, name="Left, half turned")).to_be_visible()
    take_again(page, "Front")
    ghost = page.locator("img.ghost")
    expect(ghost).to_have_css("opacity", "0.3")
    expect(page.locator(".silhouette")).to_have_count(0)
    slider = page.get_by_role("slider", name="Your first photo shows through")

    def shows_more() -> bool:
        slider.fill("35")  # again, where the camera started anew meanwhile
        return bool(ghost.evaluate("photo => photo.style.opacity === '0.35'"))

    wait_until(shows_more, "the first photo to show through more")
    take(page)
    expect(page.get_by_text("Kept: front.")).to_be_visible()
    wait_until(lambda: len(photos_of(filming)) == 2, "both photos to be safe")
    assert {photo["pose"] for photo in photos_of(filming)} == {"front"}
    assert filming.violations() == []


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (portrait(light=0.2), "It is too dark."),
        (blurred(portrait()), "It looks blurred."),
        (portrait(light=1.25), "It is brighter than in your first photo."),
    ],
    ids=["dark", "blurred", "brighter"],
)
def test_a_poor_frame_is_warned_of_and_may_be_kept(
    filming: Phone, scene: Scene, seen: Image.Image, said: str
) -> None:
    page = filming.page
    open_camera(page)
    take(page)
    expect(page.get_by_role("heading", level=1, name="Left, half turned")).to_be_visible()
    to_list(page)
    scene.shows(seen)
    page.get_by_role("link", name="Take photos").click()
    take_again(page, "Front")
    expect(page.get_by_role("status").get_by_text(said)).to_be_visible()
    page.get_by_role("button", name="Take photo").click()
    expect(page.get_by_role("status").get_by_text(said)).to_be_visible()
    page.get_by_role("button", name="Again").click()
    film_runs(page)
    take(page)
    expect(page.get_by_text("Kept: front.")).to_be_visible()


FILMED_BY = "document.querySelector('video')?.srcObject?.getVideoTracks()[0]?.label"


@pytest.mark.parametrize("cameras", [TWO_CAMERAS])
def test_the_camera_is_turned_and_the_timer_counts_and_then_takes_the_photo(filming: Phone) -> None:
    page = filming.page
    open_camera(page)
    for camera in ("fake_device_1", "fake_device_0"):
        page.get_by_role("button", name="Turn camera").click()
        wait_until(lambda camera=camera: page.evaluate(FILMED_BY) == camera, camera)  # type: ignore[misc]
    film_runs(page)
    page.get_by_label("3 seconds").check()
    page.get_by_role("button", name="Take photo").click()
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_count(0)
    expect(page.get_by_role("button", name="Keep it")).to_be_visible()


def test_locked_photos_are_unlocked_at_the_camera_which_goes_on(filming: Phone) -> None:
    page = filming.page
    open_camera(page)
    take(page)
    wait_until(lambda: len(photos_of(filming)) == 1, "the photo to be safe")
    filming.api("POST", "/api/photos/lock", {})
    to_list(page)
    page.get_by_role("link", name="Take photos").click()
    take_again(page, "Front")
    expect(page.locator("img.ghost")).to_have_count(0)
    page.get_by_role("button", name="Unlock my photos").click()
    dialog = page.get_by_role("dialog", name="Unlock your photos")
    dialog.get_by_label("Passphrase", exact=True).fill("not mine at all")
    dialog.get_by_role("button", name="Open", exact=True).click()
    expect(dialog.get_by_text("This is not right").first).to_be_visible()
    dialog.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    dialog.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Front")).to_be_visible()
    expect(page.locator("img.ghost")).to_be_visible()
    expect(page.get_by_text("Your photos are locked")).to_have_count(0)
    film_runs(page)
    assert filming.violations() == []


def mark(page: Page, number: int) -> tuple[int, int]:
    """Where a mark says that it lies: percent from the left and from the top."""
    name = page.locator(".mark-spot").nth(number - 1).get_attribute("aria-label") or ""
    found = re.match(rf"Mark {number}: (\d+) % from the left, (\d+) % from the top", name)
    assert found, name
    return int(found[1]), int(found[2])


def spot_in(page: Page, left: float, top: float) -> tuple[float, float]:
    box = page.locator(".frame").bounding_box()
    assert box
    return box["x"] + box["width"] * left, box["y"] + box["height"] * top


def lies(page: Page, number: int, wanted: tuple[int, int]) -> None:
    """Wait until a mark lies there, within a percent: a touch may be answered before the page has seen it."""

    def is_there() -> bool:
        return all(abs(here - there) <= 1 for here, there in zip(mark(page, number), wanted, strict=True))

    wait_until(is_there, f"mark {number} at {wanted}")


@pytest.mark.parametrize("area", ["hands"])
def test_the_two_marks_are_dragged_by_mouse_finger_and_keys_and_stay_for_the_next_photo(
    filming: Phone,
) -> None:
    page = filming.page
    open_camera(page)
    lies(page, 1, (35, 50))
    lies(page, 2, (65, 50))
    page.locator(".frame").scroll_into_view_if_needed()
    page.mouse.move(*spot_in(page, 0.35, 0.5))
    page.mouse.down()
    page.mouse.move(*spot_in(page, 0.3, 0.4), steps=3)
    page.mouse.move(*spot_in(page, 0.2, 0.3), steps=3)
    page.mouse.up()
    page.mouse.move(*spot_in(page, 0.9, 0.9))
    lies(page, 1, (20, 30))
    drag_by_finger(filming, spot_in(page, 0.65, 0.5), spot_in(page, 0.8, 0.6))
    lies(page, 2, (80, 60))
    page.locator(".mark-spot").first.focus()
    left, top = mark(page, 1)
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    wait_until(lambda: mark(page, 1) == (left + 4, top - 2), "the mark where the keys moved it")
    page.mouse.move(*spot_in(page, left / 100 + 0.04, top / 100 - 0.02))
    page.mouse.down()
    page.mouse.move(*spot_in(page, 1.4, -0.2), steps=3)
    page.mouse.up()
    wait_until(lambda: mark(page, 1) == (100, 0), "the mark at the edge: it never leaves the picture")
    kept = mark(page, 1), mark(page, 2)
    to_list(page)
    open_camera(page)
    wait_until(lambda: (mark(page, 1), mark(page, 2)) == kept, "the marks where they were left")
    assert filming.violations() == []


def drag_by_finger(phone: Phone, start: tuple[float, float], end: tuple[float, float]) -> None:
    tools = phone.devtools()
    way = [start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end]
    for kind, at in zip(("touchStart", "touchMove", "touchMove"), way, strict=True):
        points = [{"x": at[0], "y": at[1]}]
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
