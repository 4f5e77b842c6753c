"""A small world for tests of reminders: patients, courses, phones, and a sender that only remembers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.care.course import Answer, Visit, VisitKind, VisitState
from backend.courses import store as courses
from backend.courses.store import CourseStart
from backend.db import Database, new_id
from backend.push.models import Device
from backend.push.sender import Answer as PushAnswer
from backend.push.sender import Push
from backend.push.store import live_devices
from backend.reminders.claim import claim_due
from backend.reminders.deliver import Postman
from backend.reminders.models import Delivery, Digest, LedgerRow, LedgerState
from backend.reminders.render import Office
from backend.reminders.settle import changing

FIRST_PROTOCOL = (Path(__file__).parents[1] / "protocols" / "first.yaml").read_text(encoding="utf-8")
BERLIN = "Europe/Berlin"
OFFICE = Office("a secret for tests", "https://stipple.clinic-by-the-sea.org")
FACE: Mapping[str, Any] = {"area": "face", "retinoid": "cosmetic", "tone": 2, "photos": True}


def at(text: str, zone: str = BERLIN) -> datetime:
    """An instant from wall time in a zone, such as 2026-11-02T20:00."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def session_on(start: str, made_at: datetime, zone: str = BERLIN, **fields: Any) -> Visit:
    """A booked session of an hour."""
    start_local = datetime.fromisoformat(start)
    return Visit(
        id=new_id(),
        kind=fields.pop("kind", VisitKind.SESSION),
        state=fields.pop("state", VisitState.BOOKED),
        start_local=start_local,
        zone=zone,
        minutes=60,
        epoch_start_local=start_local,
        epoch_began_at=made_at,
        moved_at=made_at,
        **fields,
    )


@dataclass
class RememberingSender:
    """Takes every push, remembers what it said, and answers as queued for its endpoint (201 by default)."""

    queue: dict[str, list[PushAnswer]] = field(default_factory=dict)
    sent: list[tuple[Push, dict[str, Any]]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def send(self, push: Push) -> PushAnswer:
        with self._lock:
            self.sent.append((push, json.loads(push.payload)))
            queued = self.queue.get(push.endpoint)
            return queued.pop(0) if queued else PushAnswer(201)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [payload["notification"] for _, payload in self.sent]

    @property
    def titles(self) -> list[str]:
        return [message["title"] for message in self.messages]


class Stage:
    """The database, the postman with its remembering sender, and what tests do to them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.sender = RememberingSender()
        self.postman = Postman(database, self.sender, OFFICE)  # type: ignore[arg-type]

    def patient(self, name: str, now: datetime, **wishes: Any) -> str:
        patient_id = new_id()
        with self.database.transaction() as session:
            patient = Patient(
                id=patient_id, name=name, name_key=name.casefold(), passphrase_hash="none", created_at=now,
                **{"zone": BERLIN, **wishes},
            )  # fmt: skip
            session.add(patient)
        return patient_id

    def device(self, patient_id: str, now: datetime, name: str = "phone", state: str = "active") -> str:
        device_id = new_id()
        with changing(self.database, patient_id, now) as session:
            session.add(
                Device(
                    id=device_id, patient_id=patient_id, endpoint=f"https://push.example/{device_id}",
                    endpoint_hash=device_id, p256dh="p", auth="a", key_id="k" * 16, label=name, state=state,
                    created_at=now, failures=0,
                )
            )  # fmt: skip
        return device_id

    def course(
        self,
        patient_id: str,
        now: datetime,
        *visits: Visit,
        sessions: int = 4,
        text: str | None = None,
        **facts: Any,
    ) -> str:
        """A course by the 22 steps of the first protocol, or by the `text` of another."""
        course_id = new_id()
        start = CourseStart(course_id, frozenset({"pen"}), {**FACE, **facts}, sessions=sessions)
        with changing(self.database, patient_id, now) as session:
            courses.create_course(session, patient_id, start, text or FIRST_PROTOCOL, now)
            for visit in visits:
                courses.add_visit(session, patient_id, course_id, visit, now)
        return course_id

    def change_visit(self, patient_id: str, visit_id: str, now: datetime, **edits: Any) -> None:
        with changing(self.database, patient_id, now) as session:
            courses.change_visit(session, patient_id, visit_id, edits, now)

    def answer(
        self,
        patient_id: str,
        course_id: str,
        question: str,
        value: Any,
        now: datetime,
        visit_id: str | None = None,
    ) -> None:
        with changing(self.database, patient_id, now) as session:
            answer = Answer(new_id(), question, value, now, visit_id)
            courses.record_answer(session, patient_id, course_id, answer, now)

    def tick(self, now: datetime) -> list[str]:
        """One tick of the worker; the titles of what went out."""
        before = len(self.sender.sent)
        self.claim(now)
        while self.postman.send_due(now):
            pass
        return self.sender.titles[before:]

    def claim(self, now: datetime) -> None:
        while claim_due(self.database, now):
            pass

    def mark(self, step: str, state: LedgerState) -> None:
        """Settle a step's rows as the patient would."""
        with self.database.transaction() as session:
            rows = LedgerRow.key.contains(f"/{step}/")
            session.execute(update(LedgerRow).where(rows).values(state=state))

    def live(self, session: Session, patient_id: str) -> Sequence[Device]:
        return live_devices(session, patient_id)

    def end_device(self, device_id: str) -> None:
        with self.database.transaction() as session:
            session.execute(update(Device).where(Device.id == device_id).values(state="gone"))

    def next_due(self, patient_id: str) -> datetime | None:
        with self.database.read() as session:
            return session.get_one(Patient, patient_id).next_due_at

    def rows(self, step: str | None = None) -> list[LedgerRow]:
        with self.database.read() as session:
            rows = session.scalars(select(LedgerRow).order_by(LedgerRow.due_at, LedgerRow.key))
            return [row for row in rows if step is None or f"/{step}/" in row.key]

    def states(self, step: str) -> list[str]:
        return [row.state for row in self.rows(step)]

    def deliveries(self) -> list[Delivery]:
        with self.database.read() as session:
            return list(session.scalars(select(Delivery).order_by(Delivery.made_at, Delivery.id)))

    def digests(self) -> list[Digest]:
        with self.database.read() as session:
            return list(session.scalars(select(Digest).order_by(Digest.rang_at)))

    def retry_now(self) -> None:
        """Let the back-off pass: what waits to be tried again may be tried at once."""
        self.retry_at(datetime(2020, 1, 1, tzinfo=UTC))

    def retry_at(self, instant: datetime) -> None:
        """Let what waits to be tried again wait until then, by the database's clock, which always goes on."""
        with self.database.transaction() as session:
            session.execute(update(Delivery).values(next_attempt_at=instant))
