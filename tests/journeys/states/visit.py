"""Knows the states of a visit, and of the preview of what a change of it would do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import fill, one_after_another, open_visit, press
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _move_by(days: int) -> Callable[[Phone], None]:
    """On the form of a visit, choose another day and look at what changes."""

    def move(phone: Phone) -> None:
        day = phone.page.locator("#date")
        now = date.fromisoformat(day.input_value())
        day.fill(f"{now + timedelta(days=days)}")
        press("See what changes")(phone)

    return move


def _rings_until_now(scene: Scene) -> None:
    """What came due before today has rung, as on a phone that was on all the time."""
    scene.stage.device(scene.patient_id, scene.today_at(time(7), -40))
    for days in range(-40, 1):
        scene.stage.claim(scene.today_at(time(8), days))
        if days < 0:
            scene.stage.claim(scene.today_at(time(20), days))


@state("Visit", "Booked", "/#/course", then=open_visit("Session 3"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Visit", "Proposed", "/#/course", then=open_visit("Session 3"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, sessions=3)


@state("Visit", "Ended", "/#/course", then=open_visit("Session 2"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


for _name, _key in {
    "What was done": "Note what was done",
    "What it cost": "Note what it cost",
    "When it ended": "Correct the end",
}.items():

    @state("Visit", _name, "/#/course", then=one_after_another(open_visit("Session 2"), press(_key)))
    def _(scene: Scene) -> None:
        scene.course(-37, -2, 33)


@state("Visit", "Add a visit", "/#/course", then=open_visit("Add a visit"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


_CHANGE_SESSION_3 = (open_visit("Session 3"), press("Move it"))


@state("Visit", "Another date", "/#/course", then=one_after_another(*_CHANGE_SESSION_3))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state(
    "Preview",
    "Two weeks later, nothing said yet",
    "/#/course",
    one_after_another(*_CHANGE_SESSION_3, _move_by(14)),
)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state(
    "Preview",
    "A week later, the pause was said",
    "/#/course",
    one_after_another(*_CHANGE_SESSION_3, _move_by(7)),
)
def _(scene: Scene) -> None:
    scene.course(-72, -37, 5)
    _rings_until_now(scene)


@state(
    "Preview", "Too soon after the last", "/#/course", one_after_another(*_CHANGE_SESSION_3, _move_by(-12))
)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Preview", "Proposals move along", "/#/course",
       one_after_another(open_visit("Session 2"), press("Move it"), _move_by(7)))  # fmt: skip
def _(scene: Scene) -> None:
    scene.course(-12, 23, sessions=4)


@state("Preview", "Called off", "/#/course", one_after_another(open_visit("Session 3"), press("Cancel it")))
def _(scene: Scene) -> None:
    scene.course(-72, -37, 5)
    _rings_until_now(scene)


@state("Preview", "It did not happen", "/#/course",
       one_after_another(open_visit("Session 2"), press("It did not happen")))  # fmt: skip
def _(scene: Scene) -> None:
    scene.add_visit(scene.course(-37, sessions=1), -1)


@state("Preview", "So soon that it is too late for some", "/#/course",
       one_after_another(open_visit("Session 1"), press("Move it"), _move_by(-13)))  # fmt: skip
def _(scene: Scene) -> None:
    scene.course(15, 50)


@state("Preview", "A later end", "/#/course",
       one_after_another(open_visit("Session 2"), press("Correct the end"), fill("ended_at", "17:10"),
                          press("See what changes")))  # fmt: skip
def _(scene: Scene) -> None:
    scene.course(-37, -1, 33, start=time(15, 30))
