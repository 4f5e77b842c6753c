"""Knows all states the screens can be in: each is staged as real data in the past of a real server.

A state is three lines: `@state("Course", "Moved twice", "/#/course")`, and a function that tells the scene
what happened. `show` puts a phone in front of it; the contact sheets and the checks of all states use it.
"""

from tests.journeys.states import (
    care,
    course,
    first_run,
    gallery,
    photos,
    questions,
    settings,
    sign_in,
    today,
    visit,
    worry,
)
from tests.journeys.states.moves import settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import STATES, State, show

SCREENS = (first_run, sign_in, questions, today, worry, care, course, visit, photos, gallery, settings)

__all__ = ["SCREENS", "STATES", "Scene", "State", "settle", "show"]
