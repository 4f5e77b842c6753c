"""Knows how to make a small course, its visits and answers, and the built-in protocol, in one line each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from backend.care.agenda import Ledger, Row
from backend.care.course import Answer, Clocks, Course, Visit, VisitKind, VisitState
from backend.care.load import accepted_protocol, standard_text
from backend.care.occurrence import Key, Occurrence
from backend.care.permissions import ACTIVITIES, Permission, is_known, permission_for
from backend.care.plan import plan
from backend.care.protocol import Protocol, Step, Valid, Words
from backend.care.rules import Window

STANDARD = accepted_protocol(standard_text(), "standard.yaml")
STEPS = {step.id: step for step in STANDARD.steps}
ACTIVITY = {activity.id: activity for activity in ACTIVITIES}
BERLIN = "Europe/Berlin"
CREATED_AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
CLOCKS = Clocks(BERLIN)
WORDS = Words("Title", "Body", "Title", "Body", "Why")


def make_at(text: str) -> datetime:
    """A UTC instant from "2026-12-08 13:45"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def make_visit(start: str = "2026-12-08 13:45", visit_id: str = "s1", **fields: object) -> Visit:
    """A booked session of 60 minutes in Berlin, unless the fields say otherwise."""
    start_local = datetime.fromisoformat(start)
    visit = Visit(
        id=visit_id,
        kind=VisitKind.SESSION,
        state=VisitState.BOOKED,
        start_local=start_local,
        zone=BERLIN,
        minutes=60,
        epoch_start_local=start_local,
        epoch_began_at=CREATED_AT,
        moved_at=CREATED_AT,
    )
    return replace(visit, **fields)  # type: ignore[arg-type]


def make_course(*visits: Visit, course_id: str = "alice", sessions: int = 4, **fields: object) -> Course:
    """Alice's course with these visits; one session on 8 December when none is given."""
    course = Course(course_id, CREATED_AT, sessions, frozenset({"pen"}), visits or (make_visit(),))
    return replace(course, **fields)  # type: ignore[arg-type]


def make_answers(**facts: str | int | bool) -> tuple[Answer, ...]:
    """Intake answers, given when the course was made."""
    return tuple(Answer(f"intake-{name}", name, value, CREATED_AT) for name, value in facts.items())


def make_answer(
    question: str, value: str | int | bool, at: str, visit_id: str | None = "s1", answer_id: str = "a1"
) -> Answer:
    return Answer(answer_id, question, value, make_at(at), visit_id)


FACE = make_answers(area="face", retinoid="cosmetic", actives=True, tone=2, photos=True)


def make_plan(
    course: Course | None = None,
    answers: Iterable[Answer] = FACE,
    clocks: Clocks = CLOCKS,
    since: str = "2026-10-01 00:00",
    until: str = "2027-02-01 00:00",
    protocol: Protocol = STANDARD,
) -> tuple[Occurrence, ...]:
    return plan(course or make_course(), protocol, tuple(answers), clocks, make_at(since), make_at(until))


def make_permissions(window: Window, at: datetime) -> dict[str, Permission]:
    """What holds at a moment for each activity that can be asked about in this course."""
    return {each.id: permission_for(each, window, at) for each in ACTIVITIES if is_known(each, window.known)}


def make_protocol(*steps: Step) -> Protocol:
    """The built-in parameters and questions with only these steps."""
    return replace(STANDARD, steps=steps)


def only(step_id: str, planned: Iterable[Occurrence]) -> list[Occurrence]:
    """The occurrences of one step, in order of due."""
    return [occurrence for occurrence in planned if occurrence.step.id == step_id]


def dues(step_id: str, planned: Iterable[Occurrence]) -> list[str]:
    """When one step falls due, in UTC: "2026-12-08 13:45"."""
    return [f"{o.due_at:%Y-%m-%d %H:%M}" for o in only(step_id, planned)]


def ns(step_id: str, planned: Iterable[Occurrence]) -> list[str]:
    return [occurrence.key.n for occurrence in only(step_id, planned)]


def make_occurrence(
    due: str,
    name: str = "X",
    *,
    valid: str | timedelta = timedelta(hours=12),
    clock: str = "patient",
    priority: int = 2,
    is_critical: bool = False,
    session_day: int | None = None,
    **fields: object,
) -> Occurrence:
    """One occurrence as the plan would yield it, for the agenda alone; it rings once, by one `once` rule."""
    due_at = make_at(due)
    step = replace(
        STEPS["D06"], id=name, priority=priority, critical=is_critical, valid=Valid("midnight"), words=WORDS
    )
    occurrence = Occurrence(
        key=Key("alice", name, "s1", 0, "0"),
        step=step,
        words=WORDS,
        on=due_at.date(),
        due_at=due_at,
        valid_until=due_at + valid if isinstance(valid, timedelta) else make_at(valid),
        clock=clock,
        rings=True,
        session_day=session_day,
    )
    return replace(occurrence, **fields)  # type: ignore[arg-type]


def make_ledger(*rows: Row, rings: Iterable[str] = ()) -> Ledger:
    return Ledger({row.key: row for row in rows}, tuple(make_at(ring) for ring in rings))


def make_clocks(zone: str = "UTC", quiet: tuple[str, str] = ("22:00", "07:30")) -> Clocks:
    """Bundles at 08:00 and 20:00."""
    begin, end = (time.fromisoformat(each) for each in quiet)
    return Clocks(zone, quiet_from=begin, quiet_until=end)


def with_step(step_id: str, times: Iterable[str], valid: str, when: str = "") -> str:
    """The text of the built-in protocol with one more step, and one more question: `wears`."""
    step = f"""
  - id: {step_id}
    phase: after
    shows: card
    what: note
    priority: 3
    after_move: keep
    {f"when: {when}" if when else "while_paused: withdraw"}
    times: [{", ".join(times)}]
    valid: {valid}
    words: {{title: One, body: Two., discreet_title: Three, discreet_body: Four., why: Five.}}
    actions: [{{label: OK, does: done}}]
    source: "S1"
"""
    wears = '  wears: {asks: "Do you?", kind: bool, asked: later, why: "For you."}\n'
    return standard_text().replace("questions:\n", f"questions:\n{wears}") + step
