"""A film of photos where the browser is Firefox."""

from __future__ import annotations

import base64
import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.journeys.aftercare import account_of, course_begun
from tests.journeys.app import App
from tests.journeys.drawn_faces import Held, face
from tests.journeys.firefox import Firefox
from tests.journeys.page import Page
from tests.photos.pictures import headers_of

_STRAIGHT = {"scale": 1, "rotation": 0, "shift_x": 0, "shift_y": 0}

# What is saved, kept for the test instead of a download.
_KEEP_FILES = """(() => {
  const make = URL.createObjectURL;
  URL.createObjectURL = (file) => { window.saved = file; return make.call(URL, file); };
})()"""

_BEGINNING = """window.saved.slice(0, 4).arrayBuffer().then((found) =>
  ({type: window.saved.type, size: window.saved.size, begins: [...new Uint8Array(found)]}))"""


def _call(page: Page, method: str, path: str, body: dict[str, Any]) -> None:
    told = json.dumps(
        {"method": method, "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}
    )
    assert page.evaluate(f"fetch({path!r}, {told}).then(({{ok}}) => ok)"), path


def _send(page: Page, course_id: str, data: bytes, taken_at: datetime) -> str:
    photo_id = str(uuid.uuid4())
    headers = json.dumps(headers_of(data, course_id, Photo_Taken_At=taken_at.isoformat()))
    body = f"Uint8Array.from(atob({base64.b64encode(data).decode()!r}), (letter) => letter.charCodeAt(0))"
    sent = f"fetch('/api/photos/{photo_id}', {{method: 'PUT', headers: {headers}, body: {body}}})"
    assert page.evaluate(f"{sent}.then(({{ok}}) => ok)")
    return photo_id


@pytest.fixture
def lined_up(app: App, firefox: Firefox) -> str:
    """Two photos of Alice's that are lined up, in Firefox; the id of the first."""
    page, now = firefox.start(), app.now
    page.open(app.url)
    _call(page, "POST", "/api/account", account_of("Alice"))
    course = course_begun(now)
    _call(page, "POST", "/api/courses", course)
    first = _send(page, str(course["id"]), face(), now - timedelta(days=30))
    later = _send(page, str(course["id"]), face(held=Held(turned=4)), now - timedelta(days=10))
    for photo in (first, later):
        _call(page, "PATCH", f"/api/photos/{photo}", {"alignment": _STRAIGHT})
    page.open("about:blank")  # an address that differs behind its # only loads nothing
    return first


def test_firefox_makes_a_film_and_saves_it(app: App, firefox: Firefox, lined_up: str) -> None:
    page = firefox.page
    page.open(f"{app.url}/#/photos/gallery/film/{lined_up}")
    page.evaluate(_KEEP_FILES)
    page.click("Make the film")
    page.wait_for_text("Your film is ready.", seconds=30)
    page.click("Save the film")
    film = page.evaluate(_BEGINNING)
    assert (film["type"], film["begins"]) == ("video/webm", [0x1A, 0x45, 0xDF, 0xA3])
    assert film["size"] > 5_000
