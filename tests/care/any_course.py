"""Any course there may be, drawn by hypothesis: visits, moves, answers and clocks, for what holds for all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from backend.care.course import Answer, Clocks, Course, Visit, VisitKind, VisitState
from backend.care.occurrence import Occurrence
from backend.care.plan import plan
from backend.care.when import DAY
from backend.courses.moves import moved
from tests.care.builders import STANDARD, make_answers, make_at, make_course, make_visit

ZONES = (
    "Europe/Berlin",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "America/Havana",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Africa/Casablanca",
    "Africa/Cairo",
)
SINCE, UNTIL = make_at("2026-09-01 00:00"), make_at("2027-12-01 00:00")
zones = st.sampled_from(ZONES)
hours = st.sampled_from(["08:00", "09:30", "13:45", "18:00"])


@st.composite
def visits(draw: st.DrawFn) -> tuple[Visit, ...]:
    """One to four visits, two to eight weeks apart, in winter and summer time, some of them moved."""
    zone, found = draw(zones), []
    on = date(2026, 10, 5) + DAY * draw(st.integers(0, 120))
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from([VisitKind.SESSION] * 4 + [VisitKind.FOLLOW_UP]))
        state = draw(st.sampled_from([VisitState.BOOKED] * 4 + [VisitState.PROPOSED, VisitState.CANCELLED]))
        place = draw(st.sampled_from(["", "Lindenweg 4"]))
        visit = make_visit(
            f"{on} {draw(hours)}", f"v{number}", zone=zone, kind=kind, state=state, place=place
        )
        for days in draw(st.lists(st.integers(-5, 5), max_size=2)):
            at = visit.starts_at - DAY * draw(st.integers(6, 20))
            visit = moved(visit, visit.start_local + DAY * days, zone, at)
        if visit.state is VisitState.BOOKED and draw(st.booleans()):
            minutes = draw(st.integers(-30, 120))
            visit = replace(
                visit, state=VisitState.ENDED, ended_at=visit.assumed_end_at + timedelta(minutes=minutes)
            )
        found.append(visit)
        on += DAY * draw(st.integers(14, 56))
    return tuple(found)


@st.composite
def answers_about(draw: st.DrawFn, course: Course) -> tuple[Answer, ...]:
    intake = make_answers(
        area=draw(st.sampled_from(["face", "back"])),
        retinoid=draw(st.sampled_from(["none", "cosmetic", "prescribed"])),
        actives=draw(st.booleans()),
        tone=draw(st.sampled_from([2, 5, "unknown"])),
        photos=draw(st.booleans()),
    )
    said: list[Answer] = []
    for visit in course.visits:
        asked = draw(st.lists(st.sampled_from(SAID), max_size=4))
        for number, (question, value, days) in enumerate(asked):
            at = visit.starts_at + DAY * days + timedelta(hours=number)
            visit_id = None if question == "outside" else visit.id
            said.append(Answer(f"{visit.id}-{number}", question, value, at, visit_id))
    return (*intake, *said)


SAID: tuple[tuple[str, str | bool, int], ...] = (
    ("prescriber", "pause", -12),
    ("prescriber", "keep", -9),
    ("calm", "not_calm", 7),
    ("calm", "calm", 9),
    ("outside", True, 2),
    ("outside", False, 2),
    ("photo", "taken", -1),
)


@dataclass(frozen=True)
class Case:
    """One patient: a course, what they said, and their clocks."""

    course: Course
    answers: tuple[Answer, ...]
    clocks: Clocks

    def plan(self, since: datetime = SINCE, until: datetime = UNTIL) -> tuple[Occurrence, ...]:
        return plan(self.course, STANDARD, self.answers, self.clocks, since, until)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    planned = draw(st.integers(1, 4))
    modalities = frozenset({draw(st.sampled_from(["pen", "rf"]))})
    course = make_course(*draw(visits()), sessions=planned, modalities=modalities)
    return Case(course, draw(answers_about(course)), Clocks(draw(zones)))


few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
