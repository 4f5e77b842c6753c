"""Knows what may have happened to a patient before a screen is looked at, and writes it into her past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from backend.accounts import store as accounts
from backend.care.course import Answer, Visit, VisitKind, VisitState
from backend.care.load import standard_text
from backend.courses import records
from backend.courses import store as courses
from backend.db import new_id
from backend.push import store as devices
from backend.push.models import Device
from backend.reminders import shapes
from backend.reminders.act import Act, act_on_key
from backend.reminders.models import Delivery
from backend.reminders.settle import changing
from backend.reminders.today import plan_shown
from backend.symptoms import store as diary
from backend.symptoms.store import Told
from tests.journeys.aftercare import PHONE_NUMBER
from tests.journeys.chromium import Phone
from tests.journeys.patient import ZONE
from tests.reminders.stage import Stage, session_on

# A browser whose push service cannot be reached has no subscription; this one has.
_SUBSCRIBED = """
PushManager.prototype.getSubscription = async () => ({
  endpoint: "ENDPOINT", options: {applicationServerKey: null},
  getKey: () => new ArrayBuffer(16), unsubscribe: async () => true,
});
"""
_BLOCKED = "Object.defineProperty(Notification, 'permission', {get: () => 'denied'});"


_AN_IPHONE = """
Object.defineProperty(navigator, "userAgent", {get: () =>
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
  "Version/26.1 Mobile/15E148 Safari/604.1"});
delete window.PushManager;
"""


@dataclass
class Scene:
    """One patient of the clinic: what is told here happened to them, in their past, on their days."""

    stage: Stage
    phone: Phone
    patient_id: str
    now: datetime
    key_id: str
    # How reminders stand on the phone: on, off, blocked, silent, or to be installed first.
    reminders: str = "on"
    # When this morning's reminder rang.
    rang_at: time = time(8)

    def today_at(self, clock: time, days: int = 0) -> datetime:
        """A local time of today, or of another day."""
        on = self.now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=days)
        return datetime.combine(on, clock, ZoneInfo(ZONE))

    def course(
        self,
        *days: int,
        sessions: int = 4,
        start: time = time(13, 45),
        place: str = "Harbour Street 3",
        text: str | None = None,
        **facts: Any,
    ) -> str:
        """A course with sessions this many days from today (negative: in the past), booked or ended."""
        made_at = self.today_at(time(9), min([*days, 0]) - 21)
        visits = [self._session(day, start, place, made_at) for day in days]
        words = text or standard_text()
        made = self.stage.course(self.patient_id, made_at, *visits, sessions=sessions, text=words, **facts)
        with changing(self.stage.database, self.patient_id, made_at) as session:
            courses.set_sessions(session, self.patient_id, made, sessions, made_at)
        for visit in visits:
            end_at = visit.end_at
            if end_at <= self.now:
                ended = {"state": VisitState.ENDED, "ended_at": end_at}
                self.stage.change_visit(self.patient_id, visit.id, end_at, **ended)
        return made

    def _session(self, day: int, start: time, place: str, made_at: datetime) -> Visit:
        begins = f"{self.today_at(start, day):%Y-%m-%dT%H:%M}"
        return session_on(begins, made_at, ZONE, place=place, phone=PHONE_NUMBER)

    def add_visit(
        self,
        course_id: str,
        day: int,
        kind: VisitKind = VisitKind.SESSION,
        state: VisitState = VisitState.BOOKED,
    ) -> None:
        """One more visit this many days from today, at half past nine."""
        made_at = self.today_at(time(9), min(day, 0) - 14)
        begins = f"{self.today_at(time(9, 30), day):%Y-%m-%dT%H:%M}"
        visit = session_on(begins, made_at, ZONE, kind=kind, state=state, place="Harbour Street 3")
        with changing(self.stage.database, self.patient_id, made_at) as session:
            courses.add_visit(session, self.patient_id, course_id, visit, self.now)

    def course_is(self, course_id: str, **state: bool) -> None:
        """Pause, finish or close a course just now."""
        with changing(self.stage.database, self.patient_id, self.now) as session:
            courses.set_course_state(session, self.patient_id, course_id, self.now, **state)

    def tell(self, course_id: str, day: int, symptom: str, score: int, change: str | None = None) -> None:
        """Write one thing into the diary, this many days from today at nine."""
        at = self.today_at(time(9), day)
        told = Told(new_id(), course_id, symptom, score, change, "", at)
        with changing(self.stage.database, self.patient_id, at) as session:
            diary.tell(session, self.patient_id, told, True, at)

    def answer(
        self, course_id: str, day: int, question: str, value: str | bool, to: str | None = None
    ) -> None:
        """Answer a question of a reminder this many days from today at ten, about the visit named `to`."""
        at = self.today_at(time(10), day)
        with changing(self.stage.database, self.patient_id, at) as session:
            said = Answer(new_id(), question, value, at, to)
            courses.record_answer(session, self.patient_id, course_id, said, at)

    def score(self, course_id: str, day: int, value: int) -> None:
        """Score the goal this many days from today at eight in the evening."""
        at = self.today_at(time(20), day)
        with changing(self.stage.database, self.patient_id, at) as session:
            said = Answer(new_id(), "goal_score", value, at)
            courses.record_answer(session, self.patient_id, course_id, said, at)

    def session_of(self, course_id: str, day: int) -> str:
        """The id of the course's session that many days from today."""
        with self.stage.database.read() as session:
            found = courses.load_course(session, course_id)
        return next(visit.id for visit in found.sessions if visit.on == self.today_at(time(9), day).date())

    def call_off(self, course_id: str) -> None:
        """Cancel the course's next session."""
        with self.stage.database.read() as session:
            found = records.load_course(session, course_id)
        ahead = next(visit for visit in found.sessions if visit.starts_at > self.now)
        self.stage.change_visit(self.patient_id, ahead.id, self.now, state=VisitState.CANCELLED)

    def items(self) -> list[shapes.Item]:
        """Everything that asks for something until midnight."""
        with self.stage.database.read() as session:
            plan = plan_shown(session, accounts.patient(session, self.patient_id), self.now)
        midnight = self.today_at(time(0), 1)
        coming = [item for item in plan.coming if item.due_at < midnight]
        return list({item.key: item for item in [*plan.today.outstanding, *coming]}.values())

    def say(self, does: str, *steps: str, until: str = "hour") -> None:
        """Done, later or skip for today's items of these steps; for all of them when none is named."""
        for item in self.items():
            if not steps or item.step in steps:
                act = Act(new_id(), does, self.now - timedelta(minutes=5), until)
                with changing(self.stage.database, self.patient_id, self.now) as session:
                    act_on_key(session, accounts.patient(session, self.patient_id), item.key, act, self.now)

    def turn_reminders_on(self) -> None:
        """Give the phone a device that has shown a reminder, unless the state wants it otherwise."""
        if self.reminders == "blocked":
            self.phone.context.add_init_script(_BLOCKED)
        if self.reminders == "install first":
            self.phone.context.add_init_script(_AN_IPHONE)
        if self.reminders in ("off", "blocked", "install first"):
            return
        endpoint = f"https://push.example/{self.patient_id}"
        self.phone.context.add_init_script(_SUBSCRIBED.replace("ENDPOINT", endpoint))
        began_at = self.today_at(time(7, 30))
        with changing(self.stage.database, self.patient_id, began_at) as session:
            wanted = devices.Subscription(endpoint, "p", "a", self.key_id, "This phone")
            made_at = began_at - timedelta(days=9) if self.reminders == "silent" else began_at
            device = devices.register(session, self.patient_id, wanted, made_at)
            devices.mark_shown(session, device.id, began_at - timedelta(days=4))
            if self.reminders == "silent":
                session.add_all(self._unseen(device, day) for day in (-3, -2, -1))

    def _unseen(self, device: Device, day: int) -> Delivery:
        at = self.today_at(time(8), day)
        return Delivery(
            id=new_id(), patient_id=self.patient_id, device_id=device.id, purpose="digest", attempts=1,
            made_at=at, next_attempt_at=at, accepted_at=at, state="accepted", is_minimal=False, listed=[],
            doable=[],
        )  # fmt: skip

    def ring(self) -> None:
        """Let this morning's reminder ring."""
        rang_at = self.today_at(self.rang_at)
        with changing(self.stage.database, self.patient_id, rang_at):
            pass
        shown = update(Delivery).where(Delivery.patient_id == self.patient_id)
        with self.stage.database.transaction() as session:
            if self.reminders == "on":
                session.execute(shown.values(shown_at=rang_at, state="accepted"))
