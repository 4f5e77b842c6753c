"""Knows the states of what worries a patient, and of the diary that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from tests.journeys.chromium import Phone
from tests.journeys.drawn_faces import face, send_photo
from tests.journeys.states.moves import press, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


@state("Worry", "Something worries me", "/#/worry")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


def _worry(*keys: str, until: str) -> Callable[[Phone], None]:
    """Tap what is seen, how strong, and how it was the day before, until this title is read."""

    def worry(phone: Phone) -> None:
        for key in keys:
            phone.page.get_by_role("button", name=key, exact=True).click()
        phone.page.get_by_role("heading", level=1, name=until).wait_for()
        settle(phone)

    return worry


_PUS = "Pus, a yellow crust, a bad smell or oozing"
_BRUISE = "A bruise that does not grow"


def _worry_without_a_line(phone: Phone) -> None:
    phone.offline()
    _worry(_PUS, "4", "Worse", until="Not sent yet")(phone)


for _name, _then in {
    "How strong?": _worry(_PUS, until="How strong is it now?"),
    "Compared with yesterday": _worry(_PUS, "4", until="Since yesterday?"),
    "Nothing to measure": _worry("I may be pregnant", until="Write it down"),
    "Contact your clinic": _worry(_PUS, "4", "Worse", until="Contact your clinic today"),
    "Often seen": _worry(_BRUISE, "2", "The same", until="Often seen"),
    "Not sent yet": _worry_without_a_line,
}.items():

    @state("Worry", _name, "/#/worry", then=_then)
    def _(scene: Scene) -> None:
        scene.course(-37, -2, 33)


@state("Diary", "Three days of it", "/#/diary")
def _(scene: Scene) -> None:
    made = scene.course(-37, -2, 33)
    scene.tell(made, -2, "redness", 3)
    scene.tell(made, -1, "redness", 2, "better")
    scene.tell(made, -1, "bruise", 2)
    scene.tell(made, 0, "pus", 4, "worse")


def _worry_then_diary(phone: Phone) -> None:
    _worry_without_a_line(phone)
    phone.page.get_by_role("link", name="Your diary, to show your clinic").click()
    phone.wait_for("document.body?.innerText.includes('not sent yet')", "what is on this phone only")


@state("Diary", "With check-ins, what was done, and one not sent yet", "/#/worry", then=_worry_then_diary)
def _(scene: Scene) -> None:
    made = scene.course(-37, -3, 33)
    last = scene.session_of(made, -3)
    scene.answer(made, -3, "device", "A pen with 12 needles", last)
    scene.answer(made, -3, "needle_depth", "1.0 mm", last)
    scene.answer(made, -2, "check_in", "better", last)
    scene.tell(made, -2, "redness", 3)
    scene.answer(made, -1, "check_in", "worse", last)


@state("Diary", "With its photos, for the clinic", "/#/diary", then=press("Show photos on this page"))
def _(scene: Scene) -> None:
    made = scene.course(-37, -2, 33)
    for day in (-60, -35, -9, 0):
        send_photo(scene.phone, made, face(), scene.today_at(time(9), day))
    scene.tell(made, -1, "redness", 3)
    told = {"param": "retinoid_before", "value": 5, "set_by": "clinic"}
    scene.phone.api("PUT", f"/api/courses/{made}/values", told)


@state("Diary", "Nothing written yet", "/#/diary")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
