"""Knows a patient a week before her first session, whose baseline is due, and pictures to show a camera."""

import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Page, expect

from tests.journeys.aftercare import account_of, course_begun
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until
from tests.journeys.patient import ZONE

PUTS = re.compile(r"method=PUT .*route=/api/photos/\S+ status=(\d+)")


def begin_baseline(phone: Phone, name: str, now: datetime, area: str = "face") -> str:
    """Sign up with a first session in a week, and open the list of photos; returns the course's id."""
    phone.page.goto(phone.url)
    phone.wait_for_worker()
    phone.api("POST", "/api/account", account_of(name))
    on = now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=7)
    course: dict[str, Any] = course_begun(now) | {"area": area}
    course["first"]["start"] = f"{on}T13:45"
    phone.api("POST", "/api/courses", course)
    phone.open("/#/photos")
    return str(course["id"])


def photos_of(phone: Phone) -> list[dict[str, object]]:
    """What the server keeps of her photos."""
    return list(phone.api("GET", "/api/photos")["photos"])


def answers_to_puts(clinic: App) -> list[int]:
    """How the server answered photos, told by its own log."""
    return [int(status) for status in PUTS.findall(clinic.log.read_text())]


def choose(page: Page, *, width: int = 2600, height: int = 1950) -> None:
    """Choose a photo file and keep it."""
    file = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": as_jpeg(portrait(width, height))}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(page.get_by_alt_text("The photo you just took")).to_be_visible()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text(re.compile("Kept: |All taken")).first.wait_for()


def to_list(page: Page) -> None:
    """Go back to the list of photos, without loading the page again."""
    page.get_by_role("link", name="Photos", exact=True).click()


def portrait(width: int = 640, height: int = 480, light: float = 1.0) -> Image.Image:
    """An oval head with eyes and mouth before a grey wall: enough for light, blur and place to be judged."""
    large = Image.new("RGB", (width * 2, height * 2), (122, 124, 126))
    draw = ImageDraw.Draw(large)
    w, h = large.size
    draw.ellipse((w * 0.34, h * 0.14, w * 0.66, h * 0.86), fill=(176, 128, 104))
    for x in (0.43, 0.57):
        draw.ellipse((w * x - 18, h * 0.42 - 10, w * x + 18, h * 0.42 + 10), fill=(30, 24, 22))
        draw.line((w * x - 34, h * 0.36, w * x + 34, h * 0.36), fill=(54, 40, 34), width=10)
    draw.line((w * 0.5, h * 0.44, w * 0.49, h * 0.58), fill=(140, 96, 80), width=8)
    draw.ellipse((w * 0.45, h * 0.68, w * 0.55, h * 0.72), fill=(150, 74, 70))
    for i in range(60):
        x, y = w * (0.38 + 0.24 * ((i * 37) % 60) / 60), h * (0.25 + 0.5 * ((i * 23) % 60) / 60)
        draw.ellipse((x, y, x + 5, y + 5), fill=(150, 104, 84))
    small = large.resize((width, height))
    return small.point([min(255, int(value * light)) for value in range(256)] * 3)


def blurred(picture: Image.Image, radius: float = 6) -> Image.Image:
    """The same picture as a hand that shook would take it."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def as_jpeg(picture: Image.Image, **options: Any) -> bytes:
    """The picture as a JPEG file."""
    held = io.BytesIO()
    picture.save(held, "JPEG", quality=92, **options)
    return held.getvalue()


def film(path: Path, pictures: Sequence[Image.Image]) -> Path:
    """A film for Chromium's fake camera: these pictures over and over, as motion JPEG."""
    # Written aside: a camera that is still closing reads the film before, and must not find it cut off.
    aside = path.with_suffix(".new")
    aside.write_bytes(b"".join(as_jpeg(picture) for picture in pictures))
    return aside.replace(path)


def film_runs(page: Page) -> None:
    """Wait until the camera of the app shows a picture, and its frame has the shape of it."""
    expect(page.get_by_role("button", name="Take photo")).to_be_visible()
    # The video knows its width before the app does, and a photo can be taken once the app does.
    shaped = "!!document.querySelector('.frame')?.style.getPropertyValue('--shape')"
    wait_until(lambda: page.evaluate(shaped), "the camera's picture")
