"""Knows the states of the first run, from the first open to reminders."""

from __future__ import annotations

from tests.journeys.states.moves import as_a_stranger, nothing, say
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _nothing_yet(scene: Scene) -> None:
    scene.reminders = "off"


_TO_RETINOID = ("Face", "A pen")
_TO_FIRST = (*_TO_RETINOID, "Yes, prescribed")

for _name, _then in {
    "Welcome": as_a_stranger("/#/welcome"),
    "Under 18": as_a_stranger("/#/welcome", "I am under 18"),
    "Make your account": as_a_stranger("/#/sign-up"),
    "An account that lacks everything": as_a_stranger("/#/sign-up", "Continue"),
    "Which area?": nothing,
    "Several areas": say("More than one area", "Face", "Neck"),
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


@state("First run", "Home Screen first", "/#/start", then=as_a_stranger("/#/home-screen"))
def _(scene: Scene) -> None:
    scene.reminders = "install first"


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
