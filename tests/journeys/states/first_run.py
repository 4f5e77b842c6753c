"""Knows the states of the first run, from the first open to reminders."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import nothing, say, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _as_a_stranger(path: str, *words: str) -> Callable[[Phone], None]:
    """Forget who was signed in, open the app as on the first day, and tap these words."""

    def look(phone: Phone) -> None:
        phone.context.clear_cookies()
        # By the browser's tools: the page itself would have to let go of it first.
        tools = phone.devtools()
        tools.send("Storage.clearDataForOrigin", {"origin": phone.url, "storageTypes": "indexeddb"})
        tools.detach()
        phone.open(path)
        settle(phone)
        say(*words)(phone)

    return look


def _nothing_yet(scene: Scene) -> None:
    scene.reminders = "off"


_TO_RETINOID = ("Face", "A pen")
_TO_FIRST = (*_TO_RETINOID, "Yes, prescribed")

for _name, _then in {
    "Welcome": _as_a_stranger("/#/welcome"),
    "Under 18": _as_a_stranger("/#/welcome", "I am under 18"),
    "Home Screen first": _as_a_stranger("/#/home-screen"),
    "Make your account": _as_a_stranger("/#/sign-up"),
    "An account that lacks everything": _as_a_stranger("/#/sign-up", "Continue"),
    "Which area?": nothing,
    "What the clinic uses": say("Face"),
    "More than one": say("Face", "More than one"),
    "Nothing ticked": say("Face", "More than one", "Continue"),
    "Retinoid": say(*_TO_RETINOID),
    "Back to an answer": say(*_TO_FIRST, "Back"),
    "First session": say(*_TO_FIRST),
    "No day, no time": say(*_TO_FIRST, "Show my dates"),
    "Place and phone": say(*_TO_FIRST, "Place and phone of the clinic, if you like"),
    "No date yet": say(*_TO_FIRST, "I have no date yet"),
}.items():
    state("First run", _name, "/#/start", then=_then)(_nothing_yet)


@state("First run", "Your dates", "/#/start/dates")
def _(scene: Scene) -> None:
    _nothing_yet(scene)
    scene.course(21, 56)


@state("First run", "Reminders", "/#/start/reminders")
def _(scene: Scene) -> None:
    _nothing_yet(scene)
    scene.course(21)


@state("First run", "Reminders blocked", "/#/start/reminders")
def _(scene: Scene) -> None:
    scene.course(21)
    scene.reminders = "blocked"


@state("First run", "Reminders on", "/#/start/reminders")
def _(scene: Scene) -> None:
    scene.course(21)


@state("First run", "Today, with questions left", "/#/today")
def _(scene: Scene) -> None:
    scene.course(21)
