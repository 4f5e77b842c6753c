"""Knows the states of the gallery: photos that are on the server, and what is done with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from tests.journeys.chromium import Phone
from tests.journeys.drawn_faces import Held, face, send_photo
from tests.journeys.states.moves import lose_the_line, nothing, one_after_another, press, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state

_STRAIGHT = {"scale": 1, "rotation": 0, "shift_x": 0, "shift_y": 0}


def _photos(scene: Scene, *days: int, tone: int = 1) -> list[str]:
    """Drawn faces taken this many days from today; of the days after a session for the healing log."""
    course_id = scene.course(-37, -2, 33, tone=5)
    for day, score in ((-58, 2), (-30, 3), (-9, 5)):
        scene.score(course_id, day, score)
    held = (Held(), Held(turned=5, nearer=1.08, right=0.03), Held(turned=-3, nearer=0.96, down=0.03))
    sent = []
    for number, day in enumerate(days):
        data = face(tone, held[number % len(held)])
        sent.append(send_photo(scene.phone, course_id, data, scene.today_at(time(9), day), **_set_of(day)))
    return sent


def _set_of(day: int) -> dict[str, str]:
    """The check-in a photo of this day was taken for, where it is not one of progress."""
    found = {-35: "day-3", 0: "day-3", -27: "colour-10", -23: "colour-14"}.get(day)
    return {"Photo_Check_In": found} if found else {}


def _unveil(phone: Phone) -> None:
    phone.page.get_by_role("switch", name="Blur the pictures").click()
    settle(phone)


def _without_films(phone: Phone) -> None:
    phone.page.evaluate("delete window.MediaRecorder")
    press("Make a film")(phone)


def _lined_up(scene: Scene, *ids: str, turned: float = 0) -> None:
    for number, photo in enumerate(ids):
        lies = {**_STRAIGHT, "rotation": turned * number}
        scene.phone.api("PATCH", f"/api/photos/{photo}", {"alignment": lies})


def _open_first(selector: str) -> Callable[[Phone], None]:
    def open_it(phone: Phone) -> None:
        phone.page.locator(selector).first.click()
        settle(phone)

    return open_it


def _see_a_picture(phone: Phone) -> None:
    phone.page.locator(".board img").first.wait_for()


def _see_if_a_film_can_be_made(phone: Phone) -> None:
    phone.page.get_by_text(re.compile("A film needs two photos|will be in it")).wait_for()


def _see_other_light(phone: Phone) -> None:
    phone.page.get_by_role("heading", name="Other light").wait_for()
    phone.page.locator(".pair img").first.wait_for()
    settle(phone)


def _see_the_film(phone: Phone) -> None:
    phone.page.get_by_text("Your film is ready.").wait_for()


_TO_PAIR = one_after_another(press("Compare"), _open_first("a.pair"), _see_a_picture)

for _name, _then in {
    "Results and healing days": nothing,
    "Healing days opened": press("Healing days, to show your clinic: 2"),
    "Locked": press("Lock now"),
    "One photo": _open_first("a.tile"),
    "Delete it?": one_after_another(_open_first("a.tile"), press("Delete this photo")),
    "Pairs": press("Compare"),
    "Any two": press("Compare", "Choose any two"),
    "Not lined up yet": _TO_PAIR,
    "Line them up": one_after_another(_TO_PAIR, press("Line them up")),
    "A film needs two": one_after_another(press("Make a film"), _see_if_a_film_can_be_made),
    "Keep a copy": press("Keep a copy of all photos"),
}.items():

    @state("Gallery", _name, "/#/photos/gallery", then=_then)
    def _(scene: Scene) -> None:
        _photos(scene, -60, -35, -9, 0)


for _name, _then in {
    "Not blurred": _unveil,
    "Colour checks opened": press("Colour checks, to find darker or lighter spots: 2"),
}.items():

    @state("Gallery", _name, "/#/photos/gallery", then=_then)
    def _(scene: Scene) -> None:
        _photos(scene, -60, -27, -23, -9)


@state("Film", "None in this browser", "/#/photos/gallery", then=_without_films)
def _(scene: Scene) -> None:
    _photos(scene, -60, -9)


@state(
    "Gallery",
    "Pairs in other light",
    "/#/photos/gallery",
    then=one_after_another(press("Compare"), _see_other_light),
)
def _(scene: Scene) -> None:
    course_id = scene.course(-37, -2, 33, tone=5)
    for day, light in ((-60, 1.0), (-50, 0.95), (-9, 0.7)):
        send_photo(scene.phone, course_id, face(light=light), scene.today_at(time(9), day))


@state("Gallery", "No photo yet", "/#/photos/gallery")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Gallery", "No connection", "/#/photos/gallery", then=lose_the_line)
def _(scene: Scene) -> None:
    _photos(scene, -60)


for _name, _then in {
    "Slider": _TO_PAIR,
    "Side by side": one_after_another(_TO_PAIR, press("Side by side")),
    "In turns": one_after_another(_TO_PAIR, press("In turns")),
    "Closer": one_after_another(_TO_PAIR, press("Look closer")),
}.items():

    @state("Compare", _name, "/#/photos/gallery", then=_then)
    def _(scene: Scene) -> None:
        _lined_up(scene, *_photos(scene, -60, -9, tone=2), turned=-4)


@state("Compare", "Too unlike to lie on each other", "/#/photos/gallery", then=_TO_PAIR)
def _(scene: Scene) -> None:
    _lined_up(scene, *_photos(scene, -60, -9, tone=0), turned=20)


@state(
    "Compare",
    "Day 2 beside day 28",
    "/#/photos/gallery",
    then=press("Compare", "Choose any two", "Compare these two"),
)
def _(scene: Scene) -> None:
    _photos(scene, -35, -9)


_make_a_film = one_after_another(press("Make a film", "Make the film"), _see_the_film)


@state("Film", "Made", "/#/photos/gallery", then=_make_a_film)
def _(scene: Scene) -> None:
    _lined_up(scene, *_photos(scene, -60, -9), turned=-4)
