"""Knows the states of Care: what may be done now, and the guides."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import press
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _open_answer(phone: Phone) -> None:
    phone.page.locator("summary").filter(has_text="Exercise").click()


def _search(words: str) -> Callable[[Phone], None]:
    def search(phone: Phone) -> None:
        phone.page.get_by_label("Find a guide").fill(words)

    return search


@state("Care", "Two days after", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "Session day, before", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-35, 0, retinoid="prescribed")


@state("Care", "Before a session, two courses", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-33, 2, 37)
    scene.course(-12, 23, area="neck")


@state("Care", "After two sessions, of areas that differ", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-3, 33)
    scene.course(-1, 35, area="breast")


@state("Care", "No course yet", "/#/care")
def _(scene: Scene) -> None:
    pass


@state("Care", "The rule behind an answer", "/#/care", then=_open_answer)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "A search", "/#/care", then=_search("peels"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "A search that finds nothing", "/#/care", then=_search("zebra"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "A guide", "/#/care/guide/13")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "What we do not say", "/#/care/guide/12", then=press("Where this comes from"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "No such guide", "/#/care/guide/99")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
