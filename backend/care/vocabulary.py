"""The words a care protocol may use, and how long its sentences may be: what every file of one is held to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

FactValue = str | int | bool

UNITS = ("minutes", "hours", "days", "weeks", "months", "count", "per_day")
"""Units of a parameter. Offsets know the first four; months, count and per_day are only shown or compared."""

PHASES = ("before", "day", "after", "between", "maintenance")
KINDS_OF_STEP = ("task", "question", "list", "photos", "appointment", "permission", "note")
ASKED = ("first_run", "later", "in_time")
"""When a question is asked: before the plan is made, in a few more questions after it, or by a step's key."""
ABOUT = ("course", "person")
"""What a question is about: what is true of the person is not asked again in their next course."""
SkinPhaseId = Literal["closing", "settling", "building"]
SKIN_PHASES: tuple[SkinPhaseId, ...] = ("closing", "settling", "building")
"""How the skin heals after a session, in this order; each is drawn at a density of its own."""
PhotoKind = Literal["progress", "healing", "colour"]
PHOTO_KINDS = ("progress", "healing", "colour")
"""What a set of photos is for: to see change, to show how skin heals, to find dark or light spots."""
PHOTO_ANCHORS = ("session", "first_session", "last_session", "symptom")
"""What a set of photos follows; `symptom` is the newest date on which the diary was told one."""
FORMS = ("once", "repeat", "after_answer", "while_answer")
CLOCKS = ("patient", "clinic", "elapsed")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DOES = ("done", "later", "skip", "call", "open")
OPENS = ("questions", "list", "visit", "costs", "goal", "diary", "photos")
"""The screens a key that opens the app may name; `list` and `diary` are the ones to show the clinic."""
COMPARISONS = ("<", "<=", "=", "!=", ">=", ">")

ANCHORS = (
    "course_made",  # the plan was made
    "session_start",
    "session_end",  # told, else assumed
    "permitted_end",  # the later of the assumed and the told end; "OK from" counts from here
    "visit_start",  # every kind of visit
    "first_session_end",  # permitted end of the course's first session; no visit of its own
    "course_last",  # end of the last session, once it has ended
)
BEFORE_ANCHORS = ("session_start", "visit_start")

NONE_OF_THEM = "none"
"""The answer to a question of kind `several` when no value applies."""
AREA = "area"
"""The question of the areas treated, a choice or several; some area always is."""

TRAVEL = "travel"
"""Amount that is no parameter: the visit's own travel time, in minutes (0 when unknown)."""

COMPUTED_FACTS: Mapping[str, tuple[FactValue, ...]] = MappingProxyType(
    {
        "modality": ("pen", "roller", "rf", "laser", "prp"),  # a set: `is` means contains
        "deep": (True, False),  # RF, laser, or 1.5 mm and deeper
        "visit_kind": ("consultation", "patch_test", "session", "follow_up"),
        "first_session": (True, False),
        "session_number": (),  # 1 for the first; any number
        "half_way": (True, False),  # session number is half of the planned, rounded up
        "sessions_left": (),
        "next_booked": (True, False),
        "has_place": (True, False),
        "unanswered": (True, False),  # no answer yet, for this visit, to any question of the step's actions
        "talk_first": (True, False),  # the clinic wants to hear something first, not told for this visit
        "session_today": (True, False),  # a session is on the date this falls due
        "weeks_after_last": (),  # whole weeks since the last session when this falls due; unknown: not dated
        "days_to_next": (),  # days from this session to the next one dated; unknown: none booked
        "actives_window": (),  # days from actives_after to the next retinoid pause; unknown: none booked
    }
)
"""Facts the plan works out itself, with their possible values (empty: any whole number)."""

PLACEHOLDERS: Mapping[str, int] = MappingProxyType(
    {"time": 5, "place": 24, "from": 6, "to": 6, "n": 2, "week": 2, "day": 2}
)
"""Words a sentence may leave open, with the most characters each may grow to (a longer place is cut).

Every parameter id is one too: it shows the parameter's number. `week` and `day` count from the anchor's date,
`n` is the next session's number, `from` and `to` are the next booking window ("12 Jan")."""

TITLE_LIMIT = 50
BODY_LIMIT = 110
