"""One course's occurrences: every step of the protocol at its dates (R1, R6 to R11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import zip_longest

from backend.care.course import Answer, Clocks, Course, Visit, VisitKind
from backend.care.known import Known
from backend.care.occurrence import Key, Occurrence
from backend.care.overlap import asked_once
from backend.care.permissions import allowed_by, end_of, is_waiting, next_wait_at
from backend.care.protocol import Protocol, Rule, Step
from backend.care.rules import Moment, Window, anchor_of, moments_of, next_session_of
from backend.care.when import date_in, midnight_after
from backend.care.wording import words_of


def plan(
    course: Course,
    protocol: Protocol,
    answers: Sequence[Answer],
    clocks: Clocks,
    since: datetime,
    until: datetime,
) -> tuple[Occurrence, ...]:
    """What the course asks for, due from `since` to `until`, in order of due."""
    window = Window(Known(course, protocol, answers), clocks, since, until)
    found = [o for step in protocol.steps if _applies(step, course) for o in _occurrences(step, window)]
    return tuple(sorted(found, key=lambda o: (o.due_at, str(o.key))))


def _applies(step: Step, course: Course) -> bool:
    """A paused course keeps only the steps that say so (R11); a held one permits and books nothing."""
    if course.held_at is not None and step.waits_for_clinic:
        return False
    return course.paused_at is None or step.while_paused == "keep"


def _may_ring(step: Step, course: Course) -> bool:
    """While the clinic has to be asked first, only healing and critical steps ring; others can be seen."""
    return course.held_at is None or step.critical or step.while_paused == "keep"


def _occurrences(step: Step, window: Window) -> Iterable[Occurrence]:
    for visit, moments in asked_once(step, _by_visit(step, window), window).items():
        kept = _in_order(_bounded(moment, visit, window) for moment in moments.values())
        for moment, following in zip_longest(kept, kept[1:]):
            next_due = following.due_at if following else None
            if not window.since <= moment.due_at < window.until:
                continue
            valid_until = _valid_until(step, moment, visit, next_due, window)
            if valid_until > moment.due_at:
                yield _occurrence(step, moment, visit, valid_until, window)


def _by_visit(step: Step, window: Window) -> dict[Visit | None, dict[str, Moment]]:
    """The step's moments by visit and by their name; of two with one name the first rule's counts."""
    found: dict[Visit | None, dict[str, Moment]] = {}
    for index in range(len(step.rules)):
        for visit, moment in moments_of(step, index, window):
            if window.known.holds(step.condition, visit, step, moment.due_at):
                found.setdefault(visit, {}).setdefault(moment.n, moment)
    return found


def _bounded(moment: Moment, visit: Visit | None, window: Window) -> Moment | None:
    """Nothing before a visit is due at or after its start; what follows it waits for its end (R9)."""
    closes_at = window.known.course.closes_at
    if closes_at is not None and moment.due_at >= closes_at:
        return None
    if visit is None:
        return moment
    if moment.rule.is_before:
        return moment if moment.due_at < visit.starts_at else None
    if moment.due_at >= visit.end_at or moment.clock == "clinic":
        return moment
    return replace(moment, due_at=visit.end_at) if moment.rule.form == "once" else None


def _in_order(moments: Iterable[Moment | None]) -> list[Moment]:
    return sorted((m for m in moments if m is not None), key=lambda m: (m.due_at, m.n))


def _valid_until(
    step: Step, moment: Moment, visit: Visit | None, next_due: datetime | None, window: Window
) -> datetime:
    """The end of usefulness (R9): never past the next of its kind, the visit it prepares or the course.

    What must wait after a session's end, such as sunscreen, is not asked for once the session has begun.
    """
    known, rule = window.known, moment.rule
    limits = [
        next_due,
        known.course.closes_at,
        visit.starts_at if visit and rule.is_before else None,
        next_session_of(rule, visit, known),
        _end_by_the_hour(rule, visit, known),
        _next_refusal(step, moment, window),
        *_ends_of_refusal(step, visit, window),
        known.next_session_at(moment.due_at) if rule.not_until_after_end else None,
    ]
    return min([_own_end(step, moment, visit, window), *(limit for limit in limits if limit)])


def _end_by_the_hour(rule: Rule, visit: Visit | None, known: Known) -> datetime | None:
    """When a repeat that ends some hours after its session has passed: its last is not said for longer."""
    if visit is None or not rule.until_offset or known.is_in_days(rule.until_offset):
        return None
    return anchor_of(rule, visit) + known.length(rule.until_offset, visit)


def _next_refusal(step: Step, moment: Moment, window: Window) -> datetime | None:
    """What a step permits may pause for the next session already: it permits nothing from then on."""
    activity = allowed_by(step.id, window.known) if step.what == "permission" else None
    if activity is None:
        return None
    if is_waiting(activity, window, moment.due_at):
        return moment.due_at
    return next_wait_at(activity, window, moment.due_at)


def _ends_of_refusal(step: Step, visit: Visit | None, window: Window) -> Iterable[datetime]:
    """What a step refuses is allowed again once its numbers have passed."""
    return [end_of(param, visit, window)[0] for param in step.ends_with] if visit else []


def _own_end(step: Step, moment: Moment, visit: Visit | None, window: Window) -> datetime:
    match step.valid.kind:
        case "days":
            return moment.due_at + timedelta(days=step.valid.count)
        case "hours":
            return moment.due_at + timedelta(hours=step.valid.count)
        case "session_start" | "visit_start" if visit:
            return visit.starts_at
    zone = window.clocks.zone
    return midnight_after(date_in(moment.due_at, zone), zone)


def _occurrence(
    step: Step, moment: Moment, visit: Visit | None, valid_until: datetime, window: Window
) -> Occurrence:
    course = window.known.course
    epoch, renewed_at = _epoch(step, visit)
    return Occurrence(
        key=Key(course.id, step.id, visit.id if visit else None, epoch, moment.n),
        step=step,
        words=words_of(step, moment, visit, window.known),
        on=moment.on,
        due_at=moment.due_at,
        valid_until=valid_until,
        clock=moment.clock,
        rings=step.shows == "push" and moment.slot != "midday" and _may_ring(step, course),
        actions=tuple(a for a in step.actions if window.known.holds(a.condition, visit, step)),
        is_top_up=moment.rule.form == "while_answer",
        visit=visit,
        renewed_at=renewed_at,
        session_day=session_day(course, date_in(moment.due_at, window.clocks.zone)),
    )


def _epoch(step: Step, visit: Visit | None) -> tuple[int, datetime | None]:
    """Which count of moves is part of the identity, and since when it stands (R8)."""
    if visit is None or step.after_move == "keep":
        return 0, None
    if step.after_move == "any":
        return visit.starts, visit.moved_at if visit.starts else None
    return visit.epoch, visit.epoch_began_at if visit.epoch else None


def session_day(course: Course, on: date) -> int | None:
    """Local days since the latest session on or before a date; None before the first."""
    past = [s.on for s in course.visits if s.kind is VisitKind.SESSION and s.anchors_steps and s.on <= on]
    return (on - max(past)).days if past else None
