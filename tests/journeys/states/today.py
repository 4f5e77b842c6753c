"""Knows the states of Today, and of the step it leads to."""

from __future__ import annotations

from datetime import time

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import lose_the_line, one_after_another, press, right_to_left, say
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state
from tests.journeys.states.wording import HEBREW, LONG_WORDS, in_other_words


def _open_tomorrow(phone: Phone) -> None:
    phone.page.locator(".strip button").nth(3).click()


@state("Today", "Day 2, in the morning", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Day 2, all done until the evening", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.say("done", *{item.step for item in scene.items() if item.due_at < scene.now})


@state("Today", "The end of the day", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.say("done")


@state("Today", "No course yet", "/#/today")
def _(scene: Scene) -> None:
    pass


@state("Today", "First day, no date yet", "/#/today")
def _(scene: Scene) -> None:
    scene.course()
    scene.say("done")


@state("Today", "First day, nothing to do", "/#/today")
def _(scene: Scene) -> None:
    scene.course(60)
    scene.say("done")


@state("Today", "Between sessions", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-18, 17)
    scene.say("done", "N01")


@state("Today", "The day before", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-34, 1)


@state("Today", "Session day, before", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-35, 0)


@state("Today", "Session day, after", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-35, 0, start=time(6))


@state("Today", "Everything at once", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-7, 3, retinoid="prescribed", cold_sores=True, photos=True)
    scene.course(-2, sessions=2)


@state("Today", "Late", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.rang_at = time(9, 40)


@state("Today", "Missed by us", "/#/today")
def _(scene: Scene) -> None:
    """Her phone was on for three days, and nothing was sent."""
    scene.course(-37, -2, 33)
    scene.stage.device(scene.patient_id, scene.today_at(time(7), -3))


@state("Today", "Missed by us, and which", "/#/today", then=press("See which"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.stage.device(scene.patient_id, scene.today_at(time(7), -3))


@state("Today", "Put off", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.say("later", "A12", until="evening")


@state("Today", "When is better?", "/#/today", then=press("Later"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Done, and undo in reach", "/#/today", then=press("Done"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "A session was called off", "/#/today")
def _(scene: Scene) -> None:
    course_id = scene.course(-30, 4)
    scene.call_off(course_id)


@state("Today", "Two courses", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.course(-12, 23, area="neck", photos=False)


@state("Today", "One session only", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-5, sessions=1)


@state("Today", "Week 6 after the last", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-77, -42, sessions=2)


@state("Today", "Course paused", "/#/today")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-18, 17), paused=True)


@state("Today", "Course paused, healing goes on", "/#/today")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-1, 34), paused=True)


@state("Today", "Course finished", "/#/today")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-77, -42, sessions=2), done=True, closed=True)


@state("Today", "No connection", "/#/today", then=lose_the_line)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Reminders off", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "off"


@state("Today", "Reminders blocked", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "blocked"


@state("Today", "Reminders silent", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "silent"


@state("Today", "Long words", "/#/today")
def _(scene: Scene) -> None:
    place = "Facharztpraxisgemeinschaft Friedrichshain-Kreuzberg"
    scene.course(-37, -2, 33, place=place, text=in_other_words(LONG_WORDS))


@state("Today", "Right to left", "/#/today", then=right_to_left)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33, text=in_other_words(HEBREW))


@state("Today", "A day of the week opened", "/#/today", then=_open_tomorrow)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Waiting for the clinic", "/#/today")
def _(scene: Scene) -> None:
    scene.tell(scene.course(-37, -2, 33), 0, "pus", 4)


@state("Step", "Why it matters", "/#/today", then=press("Why this matters"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Step", "How did it go?", "/#/today", then=press("Your session: a few notes", "Tell us"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


_CHECK_IN = press("Day 1: quick check-in", "Check in")
for _name, _then in {
    "Beside yesterday": _CHECK_IN,
    "No answer beside yesterday": one_after_another(_CHECK_IN, press("Save")),
    "Worse than yesterday": one_after_another(_CHECK_IN, say("Worse"), press("Save")),
}.items():

    @state("Step", _name, "/#/today", then=_then)
    def _(scene: Scene) -> None:
        scene.course(-36, -1, 34)


_YES = press("Open the check", "Something else is up")
for _name, _then in {
    "The check before a session": press("Open the check"),
    "A yes: call your clinic": _YES,
    "After a yes, on Today": one_after_another(_YES, press("Today")),
}.items():

    @state("Safety check", _name, "/#/today", then=_then)
    def _(scene: Scene) -> None:
        scene.course(-33, 2)
