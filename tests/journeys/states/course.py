"""Knows the states of the course: its field, its list, and the pages it leads to."""

from __future__ import annotations

from backend.care.course import VisitKind, VisitState
from backend.care.load import standard_text
from tests.journeys.chromium import Phone
from tests.journeys.states.moves import lose_the_line, open_row, press, right_to_left, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _open_the_new_version(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Your plan has a new version").click()
    settle(phone)


@state("Course", "Day 2 of four sessions", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-72, -37, -2, 33)


@state("Course", "Proposals ahead", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-2, sessions=4)


@state(
    "Course",
    "A visit called off, one that did not happen",
    "/#/course",
    then=press("Behind you, or called off: 4"),
)
def _(scene: Scene) -> None:
    course_id = scene.course(-72, -37, -2, 33)
    scene.add_visit(course_id, 12, VisitKind.FOLLOW_UP, state=VisitState.CANCELLED)
    scene.add_visit(course_id, -44, VisitKind.PATCH_TEST, state=VisitState.DID_NOT_HAPPEN)


@state("Course", "All kinds of visits", "/#/course")
def _(scene: Scene) -> None:
    course_id = scene.course(-2, 33)
    scene.add_visit(course_id, -30, VisitKind.CONSULTATION, state=VisitState.ENDED)
    scene.add_visit(course_id, -16, VisitKind.PATCH_TEST, state=VisitState.ENDED)
    scene.add_visit(course_id, 61, VisitKind.FOLLOW_UP)


@state("Course", "One session", "/#/course")
def _(scene: Scene) -> None:
    scene.course(9, sessions=1)


@state("Course", "Your list", "/#/course", then=open_row("Your list for the clinic"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33, medicines="Warfarin 5 mg", conditions="diabetes", prescribed_medicine=False)


@state("Course", "Goal", "/#/course", then=open_row("Your goal"))
def _(scene: Scene) -> None:
    scene.course(-72, -37, -2, 33, goal="Feel like myself", goal_score=3)


@state("Course", "Costs", "/#/course", then=open_row("What you paid"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Course", "Two courses", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.course(-12, 23, area="neck", photos=False)


@state("Course", "Eight sessions", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-72, -37, -2, 33, sessions=8, area="abdomen")


@state("Course", "Paused", "/#/course")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-37, -2, 33), paused=True)


@state("Course", "All sessions are over", "/#/course")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-77, -42, sessions=2), done=True)


@state("Course", "Closed", "/#/course")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-77, -42, sessions=2), done=True, closed=True)


def _in_an_older_version() -> str:
    """The built-in protocol as it might have been: another number, other words, and no card B16."""
    text = standard_text().replace(
        "    default: 7\n    deep: 7\n    min: 0\n", "    default: 5\n    deep: 5\n    min: 0\n"
    )
    text = text.replace('title: "Tomorrow: pause your retinoid"', 'title: "Tomorrow: no retinoid"')
    head, tail = text.split("  - id: B16\n", 1)
    return head + "  - id: " + tail.split("\n  - id: ", 1)[1]


@state("Course", "A new version of the plan", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-2, 33, text=_in_an_older_version())


@state("Course", "What the new version changes", "/#/course", then=_open_the_new_version)
def _(scene: Scene) -> None:
    scene.course(-2, 33, text=_in_an_older_version())


@state("Course", "No date yet", "/#/course")
def _(scene: Scene) -> None:
    scene.course()


@state("Course", "No course yet", "/#/course")
def _(scene: Scene) -> None:
    pass


@state("Course", "Long names", "/#/course")
def _(scene: Scene) -> None:
    scene.course(
        -37, -2, 33, place="Facharztpraxisgemeinschaft Friedrichshain-Kreuzberg am Universitätsklinikum"
    )


@state("Course", "Right to left", "/#/course", then=right_to_left)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33, place="מרפאת עור, רחוב הנמל 3")


@state("Course", "Change this course", "/#/course", then=press("Change this course"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Course", "As a list", "/#/course/list")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Course", "No connection", "/#/course", then=lose_the_line)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
