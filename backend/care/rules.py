"""How one rule of a step becomes dated moments for one course (R7, R9, R10, R14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend.care.course import Answer, Clocks, Visit, VisitKind, visit_named
from backend.care.known import Known, questions_of
from backend.care.protocol import ParamAmount, Rule, Step, slot_of
from backend.care.when import DAY, date_exists, date_in, instant_of, last_not_after, midnight_after, time_in

START = "start"
MARGIN = 2 * DAY
MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class Moment:
    """A step's rule at a date: its name `n` within the step and visit (R7) and when it falls due."""

    n: str
    on: date
    due_at: datetime
    anchor_on: date
    rule: Rule
    clock: str
    slot: str | None = None


@dataclass(frozen=True)
class Scene:
    """What a rule counts from: a visit of its own or none, an instant, and that instant's local date."""

    visit: Visit | None
    at: datetime
    on: date


@dataclass(frozen=True)
class Window:
    """The part of a course that is asked for, and the patient's clocks."""

    known: Known
    clocks: Clocks
    since: datetime
    until: datetime


def scenes_of(rule: Rule, window: Window) -> list[Scene]:
    """Every place in the course a rule starts from."""
    known, course = window.known, window.known.course
    match rule.anchor:
        case "course_made":
            return [Scene(None, course.created_at, date_in(course.created_at, window.clocks.zone))]
        case "first_session_end":
            first = known.sessions[:1]
            return [Scene(None, visit.permitted_end_at, visit.on) for visit in first]
        case "course_last":
            last = course.last_session
            owner = None if rule.form == "repeat" else last
            return [Scene(owner, last.end_at, last.on)] if last else []
        case "visit_start":
            return [Scene(visit, visit.starts_at, visit.on) for visit in course.visits if visit.anchors_steps]
    return [_session_scene(rule, session) for session in known.sessions]


def _session_scene(rule: Rule, session: Visit) -> Scene:
    return Scene(session, anchor_of(rule, session), session.on)


def anchor_of(rule: Rule, session: Visit) -> datetime:
    """The instant of a session a rule counts from."""
    instants = {"session_end": session.end_at, "permitted_end": session.permitted_end_at}
    return instants.get(rule.anchor or "", session.starts_at)


def moments_of(step: Step, index: int, window: Window) -> Iterator[tuple[Visit | None, Moment]]:
    """All moments of one rule of a step, with the visit each belongs to."""
    rule, known = step.rules[index], window.known
    for visit, moment in _all_moments(step, index, window):
        is_asked = known.holds(rule.condition, visit, step, moment.due_at)
        if is_asked and not is_too_soon(rule, moment.due_at, known):
            yield visit, moment


def _all_moments(step: Step, index: int, window: Window) -> Iterator[tuple[Visit | None, Moment]]:
    rule = step.rules[index]
    if rule.form in ("after_answer", "while_answer"):
        yield from _from_answers(step, rule, window)
        return
    is_once = rule.form == "once"
    for scene in scenes_of(rule, window):
        found = _once(step, index, scene, window) if is_once else _repeat(step, rule, scene, window)
        yield from ((scene.visit, moment) for moment in found)


def wall_due(
    step: Step, rule: Rule, on: date, at: time, visit: Visit | None, clocks: Clocks
) -> datetime | None:
    """The instant of a wall step: its bundle, or its own minute when critical or at midday (R12).

    Before a visit the date is the clinic's: the patient's last such time before that date ends there
    counts. So a pause is never late for someone far away (R10), and "tomorrow" is true for someone
    one zone to the west, for whom the clinic's own evening is an hour before theirs.
    """
    slot = slot_of(at)
    moment = at if step.critical or slot == "midday" else clocks.bundle(slot)
    if not (rule.is_before and visit):
        return instant_of(on, moment, clocks.zone)
    if not date_exists(on, visit.zone):
        return None
    return last_not_after(midnight_after(on, visit.zone) - MOMENT, moment, clocks.zone)


def _once(step: Step, index: int, scene: Scene, window: Window) -> Iterator[Moment]:
    rule = step.rules[index]
    length = window.known.length(rule.offset, scene.visit)
    if not rule.at:
        due_at = scene.at + length
        zone = scene.visit.zone if rule.clock == "clinic" and scene.visit else window.clocks.zone
        yield Moment(str(index), date_in(due_at, zone), due_at, scene.on, rule, rule.clock)
        return
    on = scene.on + length
    due = wall_due(step, rule, on, rule.at[0], scene.visit, window.clocks)
    if due is not None:
        slot = slot_of(rule.at[0])
        is_among_repeats = any(other.form == "repeat" for other in step.rules)
        n = dated(on, slot) if is_among_repeats else str(index)
        yield Moment(n, on, due, scene.on, rule, "patient", slot)


def dated(on: date, slot: str) -> str:
    """The name of a calendar repeat: its nominal date and slot, not its time (R7)."""
    return f"{on.isoformat()}.{slot}"


def _repeat(step: Step, rule: Rule, scene: Scene, window: Window) -> Iterator[Moment]:
    begin_at, first_on = _beginning(rule, scene, window)
    if rule.starts and begin_at is not None:
        yield Moment(START, date_in(begin_at, window.clocks.zone), begin_at, scene.on, rule, "elapsed")
    for on in _dates(rule, first_on, scene, window):
        for at in rule.at:
            due = wall_due(step, rule, on, at, scene.visit, window.clocks)
            if due is None or (begin_at is not None and due < begin_at):
                continue
            if _is_within(rule, due, on, scene, window):
                slot = slot_of(at)
                yield Moment(dated(on, slot), on, due, scene.on, rule, "patient", slot)


def _beginning(rule: Rule, scene: Scene, window: Window) -> tuple[datetime | None, date]:
    """The elapsed instant a repeat begins at, if it has one, and its first calendar date."""
    length = window.known.length(rule.offset, scene.visit)
    if window.known.is_in_days(rule.offset):
        return None, scene.on + length
    begin_at = scene.at + length
    first_on = date_in(begin_at, window.clocks.zone)
    return begin_at, first_on + DAY if rule.starts else first_on


def _dates(rule: Rule, first_on: date, scene: Scene, window: Window) -> Iterator[date]:
    step = 7 if rule.every == "week" else 1
    if rule.weekday is not None:
        first_on += ((rule.weekday - first_on.weekday()) % 7) * DAY
    zone = window.clocks.zone
    last_on = date_in(window.until + MARGIN, zone)
    if rule.is_before and scene.visit:
        last_on = min(last_on, scene.visit.on)
    on, number = first_on, 0
    if rule.count is None:
        behind = (date_in(window.since - MARGIN, zone) - first_on).days
        on += max(0, -(-behind // step)) * step * DAY
    while on <= last_on and (rule.count is None or number < rule.count):
        yield on
        on, number = on + step * DAY, number + 1


def _is_within(rule: Rule, due: datetime, on: date, scene: Scene, window: Window) -> bool:
    """Whether a date of a repeat lies before its end and, of a session's, before the next one."""
    if rule.until_offset and not _is_before_end(rule, due, on, scene, window):
        return False
    ends_at = next_session_of(rule, scene.visit, window.known)
    return ends_at is None or due < ends_at


def next_session_of(rule: Rule, visit: Visit | None, known: Known) -> datetime | None:
    """The start at which what follows a session, again and again, stops (R6); None where nothing stops it."""
    if rule.is_before or rule.form == "once" or visit is None or visit.kind is not VisitKind.SESSION:
        return None
    return known.next_session_at(visit.starts_at)


def _is_before_end(rule: Rule, due: datetime, on: date, scene: Scene, window: Window) -> bool:
    length = window.known.length(rule.until_offset, scene.visit)
    if window.known.is_in_days(rule.until_offset):
        return on <= scene.on + length
    return due <= scene.at + length


def is_too_soon(rule: Rule, due: datetime, known: Known) -> bool:
    """Whether a moment lies between a session's start and the wait the rule names after its end."""
    if rule.not_until_after_end is None:
        return False
    wait = known.length((ParamAmount(1, rule.not_until_after_end),), None)
    return any(session.starts_at <= due < session.permitted_end_at + wait for session in known.sessions)


def _from_answers(step: Step, rule: Rule, window: Window) -> Iterator[tuple[Visit | None, Moment]]:
    for answer in window.known.answers:
        if answer.question != rule.question or rule.value not in (None, answer.value):
            continue
        visit = visit_named(window.known.course.visits, answer.visit_id) if answer.visit_id else None
        if rule.form == "after_answer":
            found = _after_answer(step, rule, answer, visit, window)
        else:
            visit = session_before(answer.at, window.known)
            found = _while_answer(rule, answer, visit, window)
        yield from ((visit, moment) for moment in found)


def _after_answer(
    step: Step, rule: Rule, answer: Answer, visit: Visit | None, window: Window
) -> Iterator[Moment]:
    """A question asked again, some days after an answer or on the date the answer names (R14)."""
    known, clocks = window.known, window.clocks
    is_date = known.protocol.questions[answer.question].kind == "date"
    asked_on = date.fromisoformat(str(answer.value)) if is_date else date_in(answer.at, clocks.zone)
    on = asked_on + known.length(rule.offset, visit)
    due = wall_due(step, rule, on, rule.at[0], visit, clocks)
    if due is None or _is_replaced(step, answer, due, known) or (visit and not visit.anchors_steps):
        return
    ends_at = next_session_of(rule, visit, known)
    if ends_at is not None and due >= ends_at:
        return
    yield Moment(f"{answer.id}.0", on, due, asked_on, rule, "patient", slot_of(rule.at[0]))


def _is_replaced(step: Step, answer: Answer, due: datetime, known: Known) -> bool:
    questions = questions_of(step)
    return any(
        other.question in questions and other.visit_id == answer.visit_id and answer.at < other.at < due
        for other in known.answers
    )


def session_before(moment: datetime, known: Known) -> Visit | None:
    """The latest session that began by then."""
    return next((s for s in reversed(known.sessions) if s.starts_at <= moment), None)


def _while_answer(rule: Rule, answer: Answer, session: Visit | None, window: Window) -> Iterator[Moment]:
    """Repeats while an answer stands, that day only, within the hours and days the rule names (R14)."""
    known, zone = window.known, window.clocks.zone
    on = date_in(answer.at, zone)
    if session is None or rule.between is None or not is_day_within(rule, on, session, known):
        return
    ends_at = next((a.at for a in known.answers if a.question == answer.question and a.at > answer.at), None)
    first = known.length(rule.offset, session)
    every = known.length((ParamAmount(1, rule.every),), session) if rule.every else first
    for number in range(rule.count or 1):
        due_at = answer.at + first + every * number
        if date_in(due_at, zone) != on or (ends_at and due_at >= ends_at):
            return
        if rule.between[0] <= time_in(due_at, zone) <= rule.between[1]:
            yield Moment(f"{answer.id}.{number}", on, due_at, session.on, rule, "elapsed")


def is_day_within(rule: Rule, on: date, session: Visit, known: Known) -> bool:
    """Whether a date is one of the days after the session on which the rule repeats."""
    days = timedelta(days=(on - session.on).days)
    first = known.length((rule.days_from,), session) if rule.days_from else timedelta()
    last = known.length((rule.days_to,), session) if rule.days_to else days
    return first <= days <= last
