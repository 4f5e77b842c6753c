"""How a patient's plan is shown: today's items, what is coming, the days, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import cast

from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.care.days import days_of, foremost, headline
from backend.care.emergency import emergency_in
from backend.care.healing import healing_of
from backend.care.known import Known
from backend.care.occurrence import Key, Occurrence, by_importance
from backend.care.protocol import Action
from backend.care.rules import Window
from backend.care.standing import standings, switches
from backend.care.when import date_in, time_in
from backend.courses.present import course_shown
from backend.reminders import shapes
from backend.reminders.ledger import all_rows
from backend.reminders.models import LedgerRow
from backend.reminders.outlook import Outlook, outlook_of
from backend.reminders.permitted import permissions_shown

LATE_AFTER = timedelta(minutes=30)
NOTICES_KEPT = timedelta(days=2)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class _View:
    """What every part of the plan is shown from."""

    outlook: Outlook
    rows: dict[str, LedgerRow]
    ranks: dict[Key, int]
    now: datetime

    @property
    def zone(self) -> str:
        return self.outlook.clocks.zone

    @property
    def today(self) -> date:
        return date_in(self.now, self.zone)

    def row_for(self, occurrence: Occurrence) -> LedgerRow | None:
        standing = self.outlook.ledger.row_for(occurrence)
        return self.rows.get(str(standing.key)) if standing else None


def plan_shown(session: Session, patient: Patient, now: datetime) -> shapes.Plan:
    """The patient's plan from 60 days back to 60 days ahead, as of now."""
    rows = all_rows(session, patient.id)
    outlook = outlook_of(session, patient, now, rows)
    around = outlook.around(now)
    first = _foremost(outlook, now)
    ordered = by_importance(around, first.course.id if first else "")
    ranks = {occurrence.key: rank for rank, occurrence in enumerate(ordered)}
    view = _View(outlook, {row.key: row for row in rows}, ranks, now)
    coming = [o for o in around if o.due_at > now and _state(o, view.row_for(o), now) == "open"]
    emergency = emergency_in(view.zone)
    return shapes.Plan(
        now=now,
        zone=view.zone,
        emergency_number=patient.emergency_number or (emergency.number if emergency else None),
        emergency_place=emergency.place if emergency and not patient.emergency_number else None,
        courses=[course_shown(known, now) for known in outlook.courses],
        today=_today(view, first, around, coming),
        coming=[_item(o, view) for o in coming],
        days=[day for known in outlook.courses for day in _days(known, around, view)],
        permissions=permissions_shown(outlook, now),
    )


def _today(
    view: _View, first: Known | None, around: Sequence[Occurrence], coming: Sequence[Occurrence]
) -> shapes.Today:
    agenda = view.outlook.agenda(view.now)
    head = headline(first.course if first else None, view.zone, view.now)
    return shapes.Today(
        title=head.title,
        label=head.label,
        course_id=first.course.id if first else None,
        healing=_healing(first, view) if first else None,
        outstanding=sorted((_item(o, view) for o in agenda.outstanding), key=attrgetter("rank")),
        later=[_item(o, view) for o in agenda.later],
        settled=[_item(o, view) for o in around if _was_settled_today(o, view)],
        next=_item(coming[0], view) if coming else None,
        notices=[*_missed_notices(view, around), *_early_notices(view, around)],
        standing=_standing(view),
        switches=_switches(view),
    )


def _foremost(outlook: Outlook, now: datetime) -> Known | None:
    """The course today is named after, of those that are still open."""
    running = [known for known in outlook.courses if not known.course.is_closed(now)]
    course = foremost((known.course for known in running), outlook.clocks.zone, now)
    return next((known for known in running if known.course is course), None)


def _healing(known: Known, view: _View) -> shapes.Healing | None:
    found = healing_of(known, view.zone, view.now)
    if found is None:
        return None
    phases = [
        shapes.HealingPhase(
            id=dated.phase.id,
            name=dated.phase.name,
            what=dated.phase.what,
            first_on=dated.first_on,
            last_on=dated.last_on,
        )
        for dated in found.phases
    ]
    seen = [shapes.OftenSeen(first_on=each.on, says=each.says) for each in found.seen]
    return shapes.Healing(session_on=found.session_on, phases=phases, often_seen=seen)


def _item(occurrence: Occurrence, view: _View) -> shapes.Item:
    row, step, words = view.row_for(occurrence), occurrence.step, occurrence.words
    return shapes.Item(
        key=str(occurrence.key),
        course_id=occurrence.key.course_id,
        visit_id=occurrence.key.visit_id,
        step=step.id,
        shows=cast(shapes.Shows, step.shows),
        what=cast(shapes.What, step.what),
        title=words.title,
        body=words.body,
        why=words.why,
        guide=step.guide or None,
        rank=view.ranks[occurrence.key],
        critical=step.critical,
        quick_done=step.quick_done,
        on=occurrence.on,
        due_at=occurrence.due_at,
        valid_until=occurrence.valid_until,
        state=_state(occurrence, row, view.now),
        is_late=_is_late(occurrence, row),
        shown_at=row.shown_at if row else None,
        wake_at=row.wake_at if row and row.is_later else None,
        actions=[_action(action, occurrence, view.outlook) for action in occurrence.actions],
    )


def _state(occurrence: Occurrence, row: LedgerRow | None, now: datetime) -> shapes.ItemState:
    state: shapes.ItemState = row.state if row else "open"
    return "expired" if state == "open" and occurrence.valid_until <= now else state


def _is_late(occurrence: Occurrence, row: LedgerRow | None) -> bool:
    """Whether the phone could only say it well after it was due."""
    return row is not None and row.rang_at is not None and row.rang_at - occurrence.due_at > LATE_AFTER


def _action(action: Action, occurrence: Occurrence, outlook: Outlook) -> shapes.ItemAction:
    answers = [shapes.ItemAnswer(question=question, value=value) for question, value in action.answers]
    phone = _phone(occurrence, outlook) if action.does == "call" else None
    does = cast(shapes.Does | None, action.does)
    opens = cast(shapes.Opens | None, action.opens)
    return shapes.ItemAction(label=action.label, does=does, answers=answers, phone=phone, opens=opens)


def _phone(occurrence: Occurrence, outlook: Outlook) -> str | None:
    """The number given with the visit, else the last one given in the course."""
    if occurrence.visit and occurrence.visit.phone:
        return occurrence.visit.phone
    course = next(known.course for known in outlook.courses if known.course.id == occurrence.key.course_id)
    return next((v.phone for v in reversed(course.visits) if v.phone), None)


def _was_settled_today(occurrence: Occurrence, view: _View) -> bool:
    row = view.row_for(occurrence)
    if row is None or row.acted_at is None or row.state not in ("done", "skipped"):
        return False
    # What was done early, or by a phone whose clock is slow, still belongs to the day it was due.
    return view.today in (occurrence.on, date_in(row.acted_at, view.zone))


def _missed_notices(view: _View, around: Iterable[Occurrence]) -> list[shapes.Notice]:
    """What we failed to say in time is said now (R14), several things in one sentence."""
    missed = [occurrence for occurrence in around if _is_missed(view.row_for(occurrence), view.now)]
    if not missed:
        return []
    if len(missed) == 1:
        when = _moment(missed[0].due_at, view)
        text = f"We could not remind you in time on {when}: {missed[0].words.title}. We are sorry."
        return [shapes.Notice(id=str(missed[-1].key), text=text)]
    lines = [f"{_moment(each.due_at, view)}: {each.words.title}" for each in missed]
    text = f"We could not remind you in time of {len(missed)} things. We are sorry."
    return [shapes.Notice(id=str(missed[-1].key), text=text, lines=lines)]


def _is_missed(row: LedgerRow | None, now: datetime) -> bool:
    return row is not None and row.state == "missed" and row.valid_until > now - NOTICES_KEPT


def _early_notices(view: _View, around: Iterable[Occurrence]) -> list[shapes.Notice]:
    """A permission given before the end the patient told later is taken back in words (R11)."""
    found = []
    for occurrence in around:
        row = view.row_for(occurrence)
        if row and row.rang_at and row.rang_at < occurrence.due_at and view.now < occurrence.due_at:
            text = f"{occurrence.words.title}: please wait until {_moment(occurrence.due_at, view)}."
            found.append(shapes.Notice(id=row.id, text=f"{text} Your session ended later than we assumed."))
    return found


def _standing(view: _View) -> list[shapes.Notice]:
    """What holds for a while, so that who joined late learns of it too."""
    return [
        shapes.Notice(id=f"{each.step.id}/{each.visit.id}", text=each.text)
        for window in _windows(view)
        for each in standings(window, view.now)
    ]


def _switches(view: _View) -> list[shapes.Switch]:
    return [
        shapes.Switch(course_id=window.known.course.id, question=each.question, is_on=each.is_on)
        for window in _windows(view)
        for each in switches(window, view.now)
    ]


def _windows(view: _View) -> Iterator[Window]:
    for known in view.outlook.courses:
        if not known.course.is_closed(view.now):
            yield Window(known, view.outlook.clocks, view.now, view.now)


def _moment(instant: datetime, view: _View) -> str:
    on = date_in(instant, view.zone)
    return f"{WEEKDAYS[on.weekday()]} {on.day}, {time_in(instant, view.zone):%H:%M}"


def _days(known: Known, around: Sequence[Occurrence], view: _View) -> list[shapes.Day]:
    done = _share_done(known.course.id, around, view)
    return [
        shapes.Day(
            course_id=known.course.id,
            on=day.on,
            level=day.level,
            label=day.label,
            visit=shapes.DayVisit(id=day.visit.id, kind=day.visit.kind, state=day.visit.state)
            if day.visit
            else None,
            phase=day.phase.id if day.phase else None,
            done=done if day.on == view.today else None,
        )
        for day in days_of(known, view.zone, view.now)
    ]


def _share_done(course_id: str, around: Sequence[Occurrence], view: _View) -> float:
    """Which part of today's pushed steps is settled, from 0 to 1; a day that asks nothing is 1."""
    todays = [
        o
        for o in around
        if o.rings and o.key.course_id == course_id and date_in(o.due_at, view.zone) == view.today
    ]
    settled = [o for o in todays if (row := view.row_for(o)) and row.state in ("done", "skipped")]
    return len(settled) / len(todays) if todays else 1.0
