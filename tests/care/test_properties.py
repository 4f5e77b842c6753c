"""What holds for any course, anywhere: plans that agree with themselves, and phones that ring rarely."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backend.care.agenda import (
    BUDGET_BY_SESSION_DAY,
    BUDGET_OF_OTHER_DAYS,
    Agenda,
    Ledger,
    Row,
    agenda,
    next_bundle,
)
from backend.care.course import Clocks, Course
from backend.care.occurrence import Occurrence
from backend.care.plan import session_day
from backend.care.when import DAY, date_in, time_in
from tests.care.any_course import SINCE, Case, cases, few

BEFORE = {"B03", "B10", "B11", "B14", "B15", "B19", "B20"}
FORTNIGHT = 14 * DAY


@few
@given(cases())
def test_every_occurrence_has_its_own_key_and_ends_after_it_is_due(case: Case) -> None:
    planned = case.plan()
    assert max(Counter(o.key for o in planned).values(), default=1) == 1
    assert all(o.due_at < o.valid_until for o in planned)
    assert all(a.due_at <= b.due_at for a, b in pairwise(planned))
    assert case.plan() == planned


@few
@given(cases(), st.integers(0, 400), st.integers(1, 60))
def test_a_window_shows_the_part_of_the_whole(case: Case, first: int, days: int) -> None:
    since = SINCE + timedelta(hours=7, minutes=30) + DAY * first
    until = since + DAY * days
    assert case.plan(since, until) == tuple(o for o in case.plan() if since <= o.due_at < until)


@few
@given(cases())
def test_nothing_that_prepares_a_visit_is_due_or_useful_once_it_starts(case: Case) -> None:
    for occurrence in case.plan():
        if occurrence.step.id in BEFORE and occurrence.visit:
            assert occurrence.due_at < occurrence.valid_until <= occurrence.visit.starts_at


@few
@given(cases())
def test_what_prepares_a_visit_comes_on_its_date_at_the_clinic(case: Case) -> None:
    for occurrence in case.plan():
        if occurrence.step.id in ("B10", "B19") and occurrence.visit:
            days = (occurrence.visit.on - occurrence.on).days
            assert days == (1 if occurrence.step.id == "B19" else 8)
            assert date_in(occurrence.due_at, occurrence.visit.zone) == occurrence.on


@few
@given(cases())
def test_sunscreen_is_never_asked_for_between_a_session_and_a_day_after_its_end(case: Case) -> None:
    for occurrence in case.plan():
        if occurrence.step.id in ("A12", "A13"):
            for session in case.course.sessions:
                end = session.permitted_end_at + DAY
                assert occurrence.valid_until <= session.starts_at or end <= occurrence.due_at


@few
@given(cases())
def test_a_prescribed_retinoid_is_never_paused_without_the_prescriber(case: Case) -> None:
    allowed = {a.visit_id for a in case.answers if (a.question, a.value) == ("prescriber", "pause")}
    is_prescribed = any((a.question, a.value) == ("retinoid", "prescribed") for a in case.answers)
    for occurrence in case.plan():
        if is_prescribed and occurrence.step.id in ("B10", "B11"):
            assert occurrence.key.visit_id in allowed


class Phone:
    """A worker that is always on time and a phone that may never tell what it showed."""

    def __init__(self, case: Case, is_shown: bool, start: datetime) -> None:
        self.case, self.is_shown, self.now = case, is_shown, start
        self.planned = case.plan(start - 60 * DAY, start + 60 * DAY)
        self.rows: dict[object, Row] = {}
        self.counted: list[datetime] = []

    def agenda(self) -> Agenda:
        return agenda(self.planned, Ledger(self.rows, tuple(self.counted)), self.case.clocks, self.now)  # type: ignore[arg-type]

    def ring(self, found: Agenda) -> None:
        if found.counts:
            self.counted.append(self.now)
        for occurrence in (*found.new, *found.woken):
            row = self.rows.get(occurrence.key, Row(occurrence.key, rung=0))
            wake_at = next_bundle(self.case.clocks, self.now) if row.rung == 0 else None
            shown_at = self.now if self.is_shown else None
            self.rows[occurrence.key] = replace(row, rung=row.rung + 1, shown_at=shown_at, wake_at=wake_at)


def budget_on(course: Course, on: date) -> int:
    day = session_day(course, on)
    return BUDGET_OF_OTHER_DAYS if day is None else BUDGET_BY_SESSION_DAY.get(day, BUDGET_OF_OTHER_DAYS)


@few
@given(cases(), st.booleans(), st.integers(-20, 20))
def test_a_fortnight_of_rings_keeps_to_bundles_budget_and_quiet_hours(
    case: Case, is_shown: bool, days: int
) -> None:
    start = case.course.visits[0].starts_at + DAY * days
    phone, clocks = Phone(case, is_shown, start), case.clocks
    while (ring := phone.agenda().next_ring) is not None and ring.at < start + FORTNIGHT:
        assert ring.at > phone.now or (ring.at == phone.now == start)
        phone.now = ring.at
        found = phone.agenda()
        items = (*found.new, *found.woken)
        assert items and set(ring.items) <= set(items) and found.counts == ring.counts
        assert all(o.due_at <= ring.at < o.valid_until for o in items)
        assert _is_a_time_to_ring(ring.at, items, clocks, start)
        phone.ring(found)
    by_day = Counter(date_in(at, clocks.zone) for at in phone.counted)
    assert all(number <= budget_on(case.course, on) for on, number in by_day.items())
    assert all(row.rung <= 2 for row in phone.rows.values())


def _is_a_time_to_ring(at: datetime, items: tuple[Occurrence, ...], clocks: Clocks, start: datetime) -> bool:
    """A bundle, the end of quiet hours, its own due of a step with a clock of its own, or at once."""
    wall = time_in(at, clocks.zone)
    if any(o.clock == "clinic" and o.due_at == at for o in items):
        return True
    if clocks.is_quiet(wall):
        return False
    own = any((o.step.critical or o.clock == "elapsed") and o.due_at == at for o in items)
    return own or wall in (clocks.morning, clocks.evening, clocks.quiet_until) or at == start
