"""Knows the states of the questions after the first run."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import say, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _further(*words: str) -> Callable[[Phone], None]:
    def further(phone: Phone) -> None:
        phone.page.get_by_role("link", name="A few more questions").click()
        settle(phone)
        say(*words)(phone)

    return further


_SKIP = "Skip, or I am not sure"


def _further_to_the_end(phone: Phone) -> None:
    _further()(phone)
    while phone.page.get_by_text(_SKIP, exact=True).count():
        say(_SKIP)(phone)


for _name, _then in {
    "The first of more": _further(),
    "Several fit": _further(_SKIP, _SKIP),
    "None chosen": _further(_SKIP, _SKIP, "Save"),
    "All asked": _further_to_the_end,
}.items():

    @state("More questions", _name, "/#/today", then=_then)
    def _(scene: Scene) -> None:
        scene.course(21)


@state("More questions", "Your answers", "/#/settings/answers")
def _(scene: Scene) -> None:
    scene.course(21)
    scene.course(40, area="hands")
