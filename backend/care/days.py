"""The course as days: how much care each asks for, the phase of the skin, and what today is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backend.care.course import Course, Visit, VisitKind, VisitState
from backend.care.healing import phase_of
from backend.care.known import Known
from backend.care.protocol import SkinPhase
from backend.care.when import DAY, date_in

QUIET, SUN_CARE, PAUSES, CLOSE, FRESH, SESSION = range(6)
FRESH_DAYS, CLOSE_DAYS = 3, 7
DAYS_AFTER = 28
DAYS_AHEAD = 7
DAYS_WITHOUT_SESSION = 28
HIDDEN = (VisitState.CANCELLED, VisitState.DID_NOT_HAPPEN)


@dataclass(frozen=True)
class CourseDay:
    """One day: `level` 0 to 5 of care, its words, the visit on it, and the phase after a session."""

    on: date
    level: int
    label: str
    visit: Visit | None
    phase: SkinPhase | None


def days_of(known: Known, zone: str, now: datetime) -> tuple[CourseDay, ...]:
    """Every day of the course, from the first preparation to four weeks after the last visit.

    While the course is open the week to come is among them, however long ago the last visit was.
    """
    course = known.course
    dated = [visit for visit in course.visits if visit.state not in HIDDEN]
    sessions = _sessions(course)
    first = min([date_in(course.created_at, zone), *(v.on for v in dated)])
    if sessions:
        first = min(first, sessions[0].on - timedelta(days=known.number("sun_before")))
    last = max([visit.on for visit in dated], default=date_in(now, zone)) + DAYS_AFTER * DAY
    if not course.is_closed(now):
        last = max(last, date_in(now, zone) + DAYS_AHEAD * DAY)
    dates = (first + number * DAY for number in range((last - first).days + 1))
    return tuple(_day(on, known, sessions, dated) for on in dates)


def _sessions(course: Course) -> list[Visit]:
    """Proposed sessions too: the field shows the whole course before every date is booked."""
    found = [v for v in course.visits if v.kind is VisitKind.SESSION and v.state not in HIDDEN]
    return sorted(found, key=lambda v: v.on)


def _day(on: date, known: Known, sessions: Sequence[Visit], dated: Sequence[Visit]) -> CourseDay:
    visit = next((v for v in dated if v.on == on), None)
    past = [s for s in sessions if s.on <= on]
    since = (on - past[-1].on).days if past else None
    ahead = [s for s in sessions if s.on > on]
    until = (ahead[0].on - on).days if ahead else None
    phase = phase_of(known.protocol.healing, since)
    level = SESSION if since == 0 else max(_level_after(since), _level_before(until, known))
    return CourseDay(on, level, _label(visit, since, until, sessions, past, level, phase), visit, phase)


def _level_after(since: int | None) -> int:
    if since is None or since > CLOSE_DAYS:
        return QUIET
    return FRESH if since <= FRESH_DAYS else CLOSE


def _level_before(until: int | None, known: Known) -> int:
    if until is None:
        return QUIET
    if until == 1:
        return CLOSE
    if until <= max(known.number("retinoid_before"), known.number("acids_before")):
        return PAUSES
    return SUN_CARE if until <= known.number("sun_before") else QUIET


def _label(
    visit: Visit | None,
    since: int | None,
    until: int | None,
    sessions: Sequence[Visit],
    past: Sequence[Visit],
    level: int,
    phase: SkinPhase | None,
) -> str:
    if visit is not None:
        return visit_label(visit, sessions)
    after = f"Day {since} after session {len(past)}" + (f". {phase.name}" if phase else "")
    if since is not None and since <= CLOSE_DAYS:
        return after
    if until is not None and level in (SUN_CARE, PAUSES, CLOSE):
        care = {SUN_CARE: "Extra sun care", PAUSES: "Products paused", CLOSE: "The day before"}[level]
        return f"{days_until(until)} session {len(past) + 1}. {care}"
    if since is not None:
        return after
    return "Before your course" if until is None else f"{days_until(until)} session {len(past) + 1}"


def visit_label(visit: Visit, sessions: Sequence[Visit]) -> str:
    """A visit in a few words: Session 2, 13:45."""
    names = {VisitKind.CONSULTATION: "Consultation", VisitKind.PATCH_TEST: "Patch test"}
    if visit.kind is VisitKind.SESSION:
        name = f"Session {sessions.index(visit) + 1}" if visit in sessions else "Session"
    else:
        name = names.get(visit.kind, "Follow-up")
    proposed = ", proposed" if visit.state is VisitState.PROPOSED else ""
    return f"{name}, {visit.start_local:%H:%M}{proposed}"


def days_until(days: int) -> str:
    return "1 day to" if days == 1 else f"{days} days to"


@dataclass(frozen=True)
class Headline:
    """What today is called on the Today screen."""

    title: str
    label: str


def foremost(courses: Iterable[Course], zone: str, now: datetime) -> Course | None:
    """The course today is named after: whose session is nearest, behind or ahead; of equals the first."""
    today = date_in(now, zone)

    def distance(course: Course) -> int:
        return min((abs((s.on - today).days) for s in course.sessions), default=timedelta.max.days)

    return min(courses, key=distance, default=None)


def headline(course: Course | None, zone: str, now: datetime) -> Headline:
    """Today in the life of one course: Day 2, 12 days to session 3, Week 6."""
    if course is None:
        return Headline("Your plan", "No course is running")
    today, sessions = date_in(now, zone), list(course.sessions)
    past = [s for s in sessions if s.on <= today]
    ahead = [s for s in sessions if s.on > today]
    planned = max(course.sessions_planned, len(sessions))
    if not past:
        return _before_all(ahead, today, planned)
    since = (today - past[-1].on).days
    after = f"After session {len(past)} of {planned}"
    if since == 0:
        label = f"Session {len(past)} of {planned}, {past[-1].start_local:%H:%M}"
        return Headline("Session day", label)
    if ahead and since > CLOSE_DAYS:
        return Headline(_countdown(ahead[0], today), f"To session {len(past) + 1} of {planned}")
    if since > DAYS_WITHOUT_SESSION:
        return Headline(f"Week {since // 7}", after)
    return Headline(f"Day {since}", after)


def _before_all(ahead: Sequence[Visit], today: date, planned: int) -> Headline:
    if not ahead:
        return Headline("Your plan", "No session is booked yet")
    return Headline(_countdown(ahead[0], today), f"To session 1 of {planned}")


def _countdown(session: Visit, today: date) -> str:
    days = (session.on - today).days
    return "Tomorrow" if days == 1 else f"{days} days"
