"""Which newer version of its protocol a course is offered, and what taking or declining it writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.care.agenda import Ledger
from backend.care.course import Clocks, Course
from backend.care.load import load_protocol, protocol_hash
from backend.care.protocol import Words
from backend.care.versions import (
    Differences,
    KeptNumber,
    NumberChange,
    Running,
    carried,
    differences,
    says_the_same,
)
from backend.courses import change_shapes, records, store
from backend.courses.models import CourseRow
from backend.courses.present import state_of
from backend.errors import Problem

# No news of a version: what was said before it, and what it would have said before it came.
UNTOLD = ("stays", "late")


@dataclass(frozen=True)
class Offer:
    """The installed version as one course would take it; `id` names its exact text."""

    id: str
    version: str
    title: str
    differences: Differences


@dataclass(frozen=True)
class Seen:
    """What differences are worked out from beside the course: the patient's past, clocks and time."""

    ledger: Ledger
    clocks: Clocks
    now: datetime


def offer_of(session: Session, course: Course, text: str, seen: Seen) -> Offer | None:
    """The installed version, when it is another than the course's and was not declined; none once closed."""
    row = session.get_one(CourseRow, course.id)
    installed = protocol_hash(text)
    if installed in (row.protocol_hash, row.declined_hash) or state_of(course, seen.now) == "closed":
        return None
    old, new = records.protocol_of(session, course.id), load_protocol(text, "the protocol")
    if says_the_same(old, new):
        return None
    running = Running(course, old, records.answers_of(session, course.id), seen.clocks)
    return Offer(installed, new.version, new.title, differences(running, new, seen.ledger, seen.now))


def take(session: Session, patient_id: str, course: Course, offer_id: str, text: str, now: datetime) -> None:
    """Pin the course to the installed version the patient saw; numbers that mean another thing now go.

    Raises Problem 409 when another version was installed meanwhile, or when the course is closed.
    """
    row = session.get_one(CourseRow, course.id)
    if row.protocol_hash == offer_id:
        return
    _refuse_other(offer_id, text)
    if state_of(course, now) == "closed":
        raise Problem(409, "closed", "This course is closed, so its plan stays as it is.")
    old, new = records.protocol_of(session, course.id), load_protocol(text, "the protocol")
    kept = {value.param for value in carried(course, old, new)}
    for value in course.values:
        if value.param not in kept:
            store.unset_value(session, patient_id, course.id, value.param)
    row.protocol_hash, row.declined_hash = store.pin(session, text, now), None
    session.flush()


def decline(session: Session, course: Course, offer_id: str, text: str) -> None:
    """Keep the course's own version; it is asked again only for the next one.

    Raises Problem 409 when another version was installed meanwhile.
    """
    _refuse_other(offer_id, text)
    session.get_one(CourseRow, course.id).declined_hash = offer_id
    session.flush()


def offer_shown(offer: Offer) -> change_shapes.NewVersion:
    """The offer as the patient sees it; reminders that come or go are told by their dates."""
    found = offer.differences
    return change_shapes.NewVersion(
        id=offer.id,
        version=offer.version,
        changes=[change_shapes.Change(**asdict(each)) for each in found.dates if each.what not in UNTOLD],
        numbers=[change_shapes.OtherNumber(**_without_param(each)) for each in found.numbers],
        kept=[change_shapes.KeptNumber(**_without_param(each)) for each in found.kept],
        words=[
            change_shapes.OtherWords(old=_said(each.old), new=_said(each.new))
            for each in found.words
            if each.old and each.new
        ],
        handling=list(found.handling),
        questions=list(found.questions),
        healing=found.healing,
        photos=found.photos,
    )


def _said(words: Words) -> change_shapes.ReminderWords:
    return change_shapes.ReminderWords(title=words.title, body=words.body, why=words.why)


def _without_param(number: NumberChange | KeptNumber) -> dict[str, Any]:
    return {name: value for name, value in asdict(number).items() if name != "param"}


def _refuse_other(offer_id: str, text: str) -> None:
    if offer_id != protocol_hash(text):
        raise Problem(409, "changed", "The plan was changed once more just now. Please look at it again.")
