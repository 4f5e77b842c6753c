"""What one patient's courses ask for around an instant: the rules, fed from the database."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sqlalchemy.orm import Session

from backend import __version__, care
from backend.accounts.models import Patient
from backend.care.agenda import Agenda, Ledger, agenda
from backend.care.course import Clocks
from backend.care.known import Known
from backend.care.occurrence import Occurrence
from backend.care.permissions import is_refused
from backend.care.plan import plan
from backend.care.rules import Window
from backend.care.spans import as_closed
from backend.courses.records import known_courses
from backend.reminders.ledger import ledger_of
from backend.reminders.models import LedgerRow

REACH = timedelta(days=60)
"""Actions on what the plan yields within 60 days either side are accepted (R14)."""

NEAR = timedelta(days=8)
FAR = timedelta(days=800)


@dataclass(frozen=True)
class Outlook:
    """All courses of one patient as the rules see them, with the past and the patient's clocks."""

    courses: tuple[Known, ...]
    ledger: Ledger
    clocks: Clocks
    _planned: dict[tuple[datetime, datetime], tuple[Occurrence, ...]] = field(default_factory=dict)

    def occurrences(self, since: datetime, until: datetime) -> tuple[Occurrence, ...]:
        """What falls due in between, over all courses; worked out once, whatever the ledger becomes."""
        for (first, last), planned in self._planned.items():
            if first <= since and until <= last:
                return tuple(o for o in planned if since <= o.due_at < until)
        self._planned[since, until] = tuple(
            occurrence
            for each in self.courses
            for occurrence in plan(each.course, each.protocol, each.answers, self.clocks, since, until)
            if not self._is_refused_elsewhere(occurrence)
        )
        return self._planned[since, until]

    def _is_refused_elsewhere(self, occurrence: Occurrence) -> bool:
        """Whether another course still waits for what this step permits: the stricter one holds."""
        if occurrence.step.what != "permission" or len(self.courses) == 1:
            return False
        others = (each for each in self.courses if each.course.id != occurrence.key.course_id)
        return any(is_refused(occurrence.step.id, self._window(each), occurrence.due_at) for each in others)

    def _window(self, known: Known) -> Window:
        return as_closed(Window(known, self.clocks, known.course.created_at, known.course.created_at))

    def planned_for(self, first: datetime, last: datetime) -> Outlook:
        """Work out at once what the agendas from the first to the last moment need."""
        self.occurrences(first - REACH, last + NEAR)
        return self

    def around(self, now: datetime) -> tuple[Occurrence, ...]:
        return self.occurrences(now - REACH, now + REACH)

    def agenda(self, now: datetime, ledger: Ledger | None = None) -> Agenda:
        """The agenda now: it looks a week ahead first, and to the courses' close when that is empty."""
        found = agenda(self.occurrences(now - REACH, now + NEAR), ledger or self.ledger, self.clocks, now)
        if found.next_ring is not None:
            return found
        return agenda(self.occurrences(now - REACH, now + FAR), ledger or self.ledger, self.clocks, now)


def outlook_of(
    session: Session, patient: Patient, now: datetime, rows: Sequence[LedgerRow] | None = None
) -> Outlook:
    """Read everything the rules need about one patient; `rows` are all of the ledger, if they are at hand."""
    courses = known_courses(session, patient.id)
    return Outlook(courses, ledger_of(session, patient.id, now, rows), clocks_of(patient))


def clocks_of(patient: Patient) -> Clocks:
    at = time.fromisoformat
    return Clocks(
        patient.zone,
        morning=at(patient.morning),
        evening=at(patient.evening),
        quiet_from=at(patient.quiet_from),
        quiet_until=at(patient.quiet_until),
    )


@cache
def stamp() -> str:
    """What next_due_at was computed with: a row with another stamp is computed again (R2)."""
    return f"{__version__} rules {rules_in(Path(care.__file__).parent)} tzdata {version('tzdata')}"


def rules_in(folder: Path) -> str:
    """The fingerprint of the rules in a folder: a host may take a change that has no version yet."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
