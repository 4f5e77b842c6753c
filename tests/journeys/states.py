"""Knows the states each screen can be in, and how each is staged: real data in the past of a real server.

A state is three lines: `@state("Course", "Moved twice", "/#/course")`, and a function that tells the scene
what happened. `show` puts a phone in front of it; the contact sheets and the checks of all states use it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update

from backend.accounts import store as accounts
from backend.accounts.passphrases import Passphrases
from backend.care.course import Visit, VisitKind, VisitState
from backend.care.load import standard_text
from backend.courses import store as courses
from backend.db import Database, new_id
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
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.drawn_faces import Held, face, send_photo
from tests.journeys.patient import ZONE
from tests.reminders.stage import Stage, session_on

PASSPHRASE = "four plain words work"
_KEPT_PASSPHRASE = Passphrases(cheap=True).hash(PASSPHRASE)

# A browser whose push service cannot be reached has no subscription; this one has.
_SUBSCRIBED = """
PushManager.prototype.getSubscription = async () => ({
  endpoint: "ENDPOINT", options: {applicationServerKey: null},
  getKey: () => new ArrayBuffer(16), unsubscribe: async () => true,
});
"""
_BLOCKED = "Object.defineProperty(Notification, 'permission', {get: () => 'denied'});"


LONG_WORDS = {
    "Sunscreen: SPF 30+ today": "Sonnenschutzmittel mit Lichtschutzfaktor 30+",
    "Moisturiser: thin plain layer": "Feuchtigkeitspflegecreme hauchdünn auftragen",
    "Mineral, broad-spectrum": "Mineralisches Breitbandultraviolettschutzpräparat",
}
HEBREW = {
    "Sunscreen: SPF 30+ today": "קרם הגנה SPF 30+ היום",
    "Moisturiser: thin plain layer": "קרם לחות: שכבה דקה",
    "Mineral, broad-spectrum, on calm closed skin. Shade and a hat too.": "על עור רגוע וסגור. צל וכובע.",
}


def in_other_words(words: Mapping[str, str]) -> str:
    """The built-in protocol as a clinic in another language might word it."""
    text = standard_text()
    for ours, theirs in words.items():
        assert ours in text, f"The protocol no longer says {ours!r}: take words that it says."
        text = text.replace(ours, theirs)
    return text


@dataclass
class Scene:
    """One patient of the clinic: what is told here happened to them, in their past, on their days."""

    stage: Stage
    phone: Phone
    patient_id: str
    now: datetime
    key_id: str
    # How reminders stand on the phone: on, off, blocked or silent.
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

    def call_off(self, course_id: str) -> None:
        """Cancel the course's next session."""
        with self.stage.database.read() as session:
            found = courses.load_course(session, course_id)
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
        if self.reminders in ("off", "blocked"):
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


def _nothing(phone: Phone) -> None:
    """What a reader does before the picture, where a state needs no more than looking."""


@dataclass(frozen=True)
class State:
    """One state of one screen: what happened before, and what the reader does before it is looked at."""

    screen: str
    name: str
    path: str
    happened: Callable[[Scene], None]
    then: Callable[[Phone], None] = field(default=_nothing)


STATES: list[State] = []


def state(
    screen: str, name: str, path: str, then: Callable[[Phone], None] = _nothing
) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    """Add a state; the function below it tells the scene what happened."""

    def add(happened: Callable[[Scene], None]) -> Callable[[Scene], None]:
        STATES.append(State(screen, name, path, happened, then))
        return happened

    return add


def show(shown: State, phone: Phone, clinic: App) -> None:
    """Put a phone with an empty profile in front of the state, with a patient of its own."""
    phone.page.goto(phone.url)
    phone.wait_for_worker()
    database = Database(clinic.database_url)
    try:
        patient_id = _sign_in(phone, database, clinic.now - timedelta(days=90))
        key_id = phone.api("GET", "/api/push/key")["key_id"]
        scene = Scene(Stage(database), phone, patient_id, clinic.now, key_id)
        shown.happened(scene)
        scene.turn_reminders_on()
        scene.ring()
    finally:
        database.close()
    phone.open(shown.path)
    settle(phone)
    shown.then(phone)


def _sign_in(phone: Phone, database: Database, joined_at: datetime) -> str:
    name = f"Alice {uuid.uuid4()}"
    with database.transaction() as session:
        patient = accounts.create_patient(
            session, name=name, passphrase_hash=_KEPT_PASSPHRASE, zone=ZONE, now=joined_at
        )
    phone.api("POST", "/api/session", {"name": name, "passphrase": PASSPHRASE})
    return patient.id


def settle(phone: Phone) -> None:
    """Wait until the screen stands: its heading, its letters, and whatever it fetched for itself."""
    phone.wait_for("document.querySelector('h1') && !document.querySelector('[aria-busy]')", "the screen")
    phone.page.wait_for_load_state("networkidle")
    phone.page.evaluate("document.fonts.ready.then(() => new Promise(requestIdleCallback))")


# Today: between two sessions, most days


def _press(*names: str) -> Callable[[Phone], None]:
    """Press the keys or links of these names, one after the other."""

    def press(phone: Phone) -> None:
        for name in names:
            keys = phone.page.locator("button, a, summary").filter(visible=True)
            keys.filter(has_text=re.compile(rf"^{re.escape(name)}$")).first.click()
            settle(phone)

    return press


def _open_the_new_version(phone: Phone) -> None:
    phone.page.get_by_role("button", name="Your plan has a new version").click()
    settle(phone)


def _open_row(name: str) -> Callable[[Phone], None]:
    """Follow the row of this name; a line under the name may say more."""

    def follow(phone: Phone) -> None:
        phone.page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}")).first.click()
        settle(phone)

    return follow


def _right_to_left(phone: Phone) -> None:
    phone.page.evaluate("document.documentElement.dir = 'rtl'")


def _open_tomorrow(phone: Phone) -> None:
    phone.page.locator(".strip button").nth(3).click()


def _open_answer(phone: Phone) -> None:
    phone.page.locator("summary").filter(has_text="Exercise").click()


def _search(words: str) -> Callable[[Phone], None]:
    def search(phone: Phone) -> None:
        phone.page.get_by_label("Find a guide").fill(words)

    return search


def _lose_the_line(phone: Phone) -> None:
    phone.offline()
    phone.open()
    phone.wait_for("document.body?.innerText.includes('No connection now.')", "the age of the plan")
    settle(phone)


@state("Today", "Day 2, in the morning", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Day 2, all done until the evening", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.say("done", *{item.step for item in scene.items() if item.due_at < scene.now})


@state("Today", "The end of the day", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.say("done")


@state("Today", "No course yet", "/#/today")
def _(scene: Scene) -> None:
    pass


@state("Today", "First day, no date yet", "/#/today")
def _(scene: Scene) -> None:
    scene.course()
    scene.say("done")


@state("Today", "First day, nothing to do", "/#/today")
def _(scene: Scene) -> None:
    scene.course(60)
    scene.say("done")


@state("Today", "Between sessions", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-18, 17)
    scene.say("done", "N01")


@state("Today", "The day before", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-34, 1)


@state("Today", "Session day, before", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-35, 0)


@state("Today", "Session day, after", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-35, 0, start=time(6))


@state("Today", "Everything at once", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-7, 3, retinoid="prescribed", cold_sores=True, photos=True)
    scene.course(-2, sessions=2)


@state("Today", "Late", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.rang_at = time(9, 40)


@state("Today", "Put off", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.say("later", "A12", until="evening")


@state("Today", "When is better?", "/#/today", then=_press("Later"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Done, and undo in reach", "/#/today", then=_press("Done"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "A session was called off", "/#/today")
def _(scene: Scene) -> None:
    course_id = scene.course(-30, 4)
    scene.call_off(course_id)


@state("Today", "Two courses", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.course(-12, 23, area="neck", photos=False)


@state("Today", "One session only", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-5, sessions=1)


@state("Today", "Week 6 after the last", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-77, -42, sessions=2)


@state("Today", "Course paused", "/#/today")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-18, 17), paused=True)


@state("Today", "Course paused, healing goes on", "/#/today")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-1, 34), paused=True)


@state("Today", "Course finished", "/#/today")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-77, -42, sessions=2), done=True, closed=True)


@state("Today", "No connection", "/#/today", then=_lose_the_line)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Reminders off", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "off"


@state("Today", "Reminders blocked", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "blocked"


@state("Today", "Reminders silent", "/#/today")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "silent"


@state("Today", "Long words", "/#/today")
def _(scene: Scene) -> None:
    place = "Facharztpraxisgemeinschaft Friedrichshain-Kreuzberg"
    scene.course(-37, -2, 33, place=place, text=in_other_words(LONG_WORDS))


@state("Today", "Right to left", "/#/today", then=_right_to_left)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33, text=in_other_words(HEBREW))


@state("Today", "A day of the week opened", "/#/today", then=_open_tomorrow)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


# What Today leads to


@state("Worry", "Something worries me", "/#/worry")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


def _worry(*keys: str) -> Callable[[Phone], None]:
    """Tap what is seen, how strong, and how it was the day before."""

    def worry(phone: Phone) -> None:
        for key in keys:
            phone.page.get_by_role("button", name=key, exact=True).click()
            settle(phone)

    return worry


_PUS = "Pus, a yellow crust, a bad smell or oozing"
_BRUISE = "A bruise that does not grow"


def _worry_without_a_line(phone: Phone) -> None:
    phone.offline()
    _worry(_PUS, "4", "Worse")(phone)
    phone.wait_for("document.body?.innerText.includes('Not sent yet')", "the answer to be missing")


for _name, _then in {
    "How strong?": _worry(_PUS),
    "Compared with yesterday": _worry(_PUS, "4"),
    "Contact your clinic": _worry(_PUS, "4", "Worse"),
    "Often seen": _worry(_BRUISE, "2", "The same"),
    "Not sent yet": _worry_without_a_line,
}.items():

    @state("Worry", _name, "/#/worry", then=_then)
    def _(scene: Scene) -> None:
        scene.course(-37, -2, 33)


@state("Diary", "Three days of it", "/#/diary")
def _(scene: Scene) -> None:
    made = scene.course(-37, -2, 33)
    scene.tell(made, -2, "redness", 3)
    scene.tell(made, -1, "redness", 2, "better")
    scene.tell(made, -1, "bruise", 2)
    scene.tell(made, 0, "pus", 4, "worse")


@state("Diary", "Nothing written yet", "/#/diary")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Today", "Waiting for the clinic", "/#/today")
def _(scene: Scene) -> None:
    scene.tell(scene.course(-37, -2, 33), 0, "pus", 4)


@state("Step", "Why it matters", "/#/today", then=_press("Why this matters"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


# Care: what may be done now, and the guides


@state("Care", "Two days after", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "Session day, before", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-35, 0, retinoid="prescribed")


@state("Care", "Before a session, two courses", "/#/care")
def _(scene: Scene) -> None:
    scene.course(-33, 2, 37)
    scene.course(-12, 23, area="neck")


@state("Care", "No course yet", "/#/care")
def _(scene: Scene) -> None:
    pass


@state("Care", "The rule behind an answer", "/#/care", then=_open_answer)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "A search", "/#/care", then=_search("peels"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "A search that finds nothing", "/#/care", then=_search("zebra"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "A guide", "/#/care/guide/13")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "What we do not say", "/#/care/guide/12", then=_press("Where this comes from"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Care", "No such guide", "/#/care/guide/99")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


# Course: its field, its visits, and what a change of it would do


def _fill(field: str, value: str) -> Callable[[Phone], None]:
    def fill(phone: Phone) -> None:
        phone.page.locator(f"#{field}").fill(value)

    return fill


def _one_after_another(*steps: Callable[[Phone], None]) -> Callable[[Phone], None]:
    def all_of_them(phone: Phone) -> None:
        for step in steps:
            step(phone)

    return all_of_them


def _open_visit(name: str) -> Callable[[Phone], None]:
    """Tap the visit whose row begins with this name."""

    def open_it(phone: Phone) -> None:
        phone.page.locator("a.row").filter(has_text=re.compile(rf"^{re.escape(name)}")).first.click()
        settle(phone)

    return open_it


def _move_by(days: int) -> Callable[[Phone], None]:
    """On the form of a visit, choose another day and look at what changes."""

    def move(phone: Phone) -> None:
        day = phone.page.locator("#date")
        now = date.fromisoformat(day.input_value())
        day.fill(f"{now + timedelta(days=days)}")
        _press("See what changes")(phone)

    return move


def _rings_until_now(scene: Scene) -> None:
    """What came due before today has rung, as on a phone that was on all the time."""
    scene.stage.device(scene.patient_id, scene.today_at(time(7), -40))
    for days in range(-40, 1):
        scene.stage.claim(scene.today_at(time(8), days))
        if days < 0:
            scene.stage.claim(scene.today_at(time(20), days))


@state("Course", "Day 2 of four sessions", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-72, -37, -2, 33)


@state("Course", "Proposals ahead", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-2, sessions=4)


@state(
    "Course",
    "A visit called off, one that did not happen",
    "/#/course",
    then=_press("Behind you, or called off: 4"),
)
def _(scene: Scene) -> None:
    course_id = scene.course(-72, -37, -2, 33)
    scene.add_visit(course_id, 12, VisitKind.FOLLOW_UP, state=VisitState.CANCELLED)
    scene.add_visit(course_id, -44, VisitKind.PATCH_TEST, state=VisitState.DID_NOT_HAPPEN)


@state("Course", "All kinds of visits", "/#/course")
def _(scene: Scene) -> None:
    course_id = scene.course(-2, 33)
    scene.add_visit(course_id, -30, VisitKind.CONSULTATION, state=VisitState.ENDED)
    scene.add_visit(course_id, -16, VisitKind.PATCH_TEST, state=VisitState.ENDED)
    scene.add_visit(course_id, 61, VisitKind.FOLLOW_UP)


@state("Course", "One session", "/#/course")
def _(scene: Scene) -> None:
    scene.course(9, sessions=1)


@state("Course", "Your list", "/#/course", then=_open_row("Your list for the clinic"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33, medicines="Warfarin 5 mg", conditions="diabetes", prescribed_medicine=False)


@state("Course", "Goal", "/#/course", then=_open_row("Your goal"))
def _(scene: Scene) -> None:
    scene.course(-72, -37, -2, 33, goal="Feel like myself", goal_score=3)


@state("Course", "Costs", "/#/course", then=_open_row("What you paid"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Course", "Two courses", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.course(-12, 23, area="neck", photos=False)


@state("Course", "Eight sessions", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-72, -37, -2, 33, sessions=8, area="abdomen")


@state("Course", "Paused", "/#/course")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-37, -2, 33), paused=True)


@state("Course", "All sessions are over", "/#/course")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-77, -42, sessions=2), done=True)


@state("Course", "Closed", "/#/course")
def _(scene: Scene) -> None:
    scene.course_is(scene.course(-77, -42, sessions=2), done=True, closed=True)


def _in_an_older_version() -> str:
    """The built-in protocol as it might have been: another number, other words, and no card B16."""
    text = standard_text().replace(
        "    default: 7\n    deep: 7\n    min: 0\n", "    default: 5\n    deep: 5\n    min: 0\n"
    )
    text = text.replace('title: "Tomorrow: pause your retinoid"', 'title: "Tomorrow: no retinoid"')
    head, tail = text.split("  - id: B16\n", 1)
    return head + "  - id: " + tail.split("\n  - id: ", 1)[1]


@state("Course", "A new version of the plan", "/#/course")
def _(scene: Scene) -> None:
    scene.course(-2, 33, text=_in_an_older_version())


@state("Course", "What the new version changes", "/#/course", then=_open_the_new_version)
def _(scene: Scene) -> None:
    scene.course(-2, 33, text=_in_an_older_version())


@state("Course", "No date yet", "/#/course")
def _(scene: Scene) -> None:
    scene.course()


@state("Course", "No course yet", "/#/course")
def _(scene: Scene) -> None:
    pass


@state("Course", "Long names", "/#/course")
def _(scene: Scene) -> None:
    scene.course(
        -37, -2, 33, place="Facharztpraxisgemeinschaft Friedrichshain-Kreuzberg am Universitätsklinikum"
    )


@state("Course", "Right to left", "/#/course", then=_right_to_left)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33, place="מרפאת עור, רחוב הנמל 3")


@state("Course", "Change this course", "/#/course", then=_press("Change this course"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Course", "As a list", "/#/course/list")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Course", "No connection", "/#/course", then=_lose_the_line)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Visit", "Booked", "/#/course", then=_open_visit("Session 3"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Visit", "Proposed", "/#/course", then=_open_visit("Session 3"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, sessions=3)


@state("Visit", "Ended", "/#/course", then=_open_visit("Session 2"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Visit", "Add a visit", "/#/course", then=_open_visit("Add a visit"))
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


_CHANGE_SESSION_3 = (_open_visit("Session 3"), _press("Move it"))


@state(
    "Preview",
    "Two weeks later, nothing said yet",
    "/#/course",
    _one_after_another(*_CHANGE_SESSION_3, _move_by(14)),
)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state(
    "Preview",
    "A week later, the pause was said",
    "/#/course",
    _one_after_another(*_CHANGE_SESSION_3, _move_by(7)),
)
def _(scene: Scene) -> None:
    scene.course(-72, -37, 5)
    _rings_until_now(scene)


@state(
    "Preview", "Too soon after the last", "/#/course", _one_after_another(*_CHANGE_SESSION_3, _move_by(-12))
)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Preview", "Proposals move along", "/#/course",
       _one_after_another(_open_visit("Session 2"), _press("Move it"), _move_by(7)))  # fmt: skip
def _(scene: Scene) -> None:
    scene.course(-12, 23, sessions=4)


@state(
    "Preview", "Called off", "/#/course", _one_after_another(_open_visit("Session 3"), _press("Cancel it"))
)
def _(scene: Scene) -> None:
    scene.course(-72, -37, 5)
    _rings_until_now(scene)


@state("Preview", "It did not happen", "/#/course",
       _one_after_another(_open_visit("Session 2"), _press("It did not happen")))  # fmt: skip
def _(scene: Scene) -> None:
    scene.add_visit(scene.course(-37, sessions=1), -1)


@state("Preview", "A later end", "/#/course",
       _one_after_another(_open_visit("Session 2"), _press("Correct the end"), _fill("ended_at", "17:10"),
                          _press("See what changes")))  # fmt: skip
def _(scene: Scene) -> None:
    scene.course(-37, -1, 33, start=time(15, 30))


# Settings: each with what it is set to now


for _name, _path in (
    ("Settings", ""),
    ("Reminders", "/reminders"),
    ("Times", "/times"),
    ("Words on the lock screen", "/lock-screen"),
    ("Time zone", "/zone"),
    ("Emergency number", "/emergency"),
    ("The clinic's sheet", "/sheet"),
    ("Your answers", "/answers"),
    ("Account", "/account"),
    ("Passphrase", "/passphrase"),
    ("Passkeys", "/passkeys"),
    ("Recovery code", "/recovery"),
    ("Where you are signed in", "/sessions"),
    ("Your data", "/leaving"),
):

    @state("Settings", _name, f"/#/settings{_path}")
    def _(scene: Scene) -> None:
        scene.course(-37, -2, 33)


@state("Settings", "Reminders blocked", "/#/settings/reminders")
def _(scene: Scene) -> None:
    scene.reminders = "blocked"


@state("Settings", "Reminders silent", "/#/settings/reminders")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)
    scene.reminders = "silent"


@state("Settings", "Plain words: asked again", "/#/settings/lock-screen", then=_press("Plain"))
def _(scene: Scene) -> None:
    pass


@state("Settings", "No connection", "/#/settings", then=_lose_the_line)
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


# The first run, and the questions after it


def _say(*words: str) -> Callable[[Phone], None]:
    """Tap these words wherever they stand, one after the other: answers have hints below their words."""

    def say(phone: Phone) -> None:
        for each in words:
            phone.page.get_by_text(each, exact=True).first.click()
            settle(phone)

    return say


def _as_a_stranger(path: str, *words: str) -> Callable[[Phone], None]:
    """Forget who was signed in, open the app as on the first day, and tap these words."""

    def look(phone: Phone) -> None:
        phone.context.clear_cookies()
        phone.page.evaluate("indexedDB.deleteDatabase('stipple')")
        phone.open(path)
        settle(phone)
        _say(*words)(phone)

    return look


def _nothing_yet(scene: Scene) -> None:
    scene.reminders = "off"


_TO_RETINOID = ("Face", "A pen")
_TO_FIRST = (*_TO_RETINOID, "Yes, prescribed")

for _name, _then in {
    "Welcome": _as_a_stranger("/#/welcome"),
    "Under 18": _as_a_stranger("/#/welcome", "I am under 18"),
    "Home Screen first": _as_a_stranger("/#/home-screen"),
    "Make your account": _as_a_stranger("/#/sign-up"),
    "An account that lacks everything": _as_a_stranger("/#/sign-up", "Continue"),
    "Which area?": _nothing,
    "What the clinic uses": _say("Face"),
    "More than one": _say("Face", "More than one"),
    "Nothing ticked": _say("Face", "More than one", "Continue"),
    "Retinoid": _say(*_TO_RETINOID),
    "Back to an answer": _say(*_TO_FIRST, "Back"),
    "First session": _say(*_TO_FIRST),
    "No day, no time": _say(*_TO_FIRST, "Show my dates"),
    "Place and phone": _say(*_TO_FIRST, "Place and phone of the clinic, if you like"),
    "No date yet": _say(*_TO_FIRST, "I have no date yet"),
}.items():
    state("First run", _name, "/#/start", then=_then)(_nothing_yet)


@state("First run", "Your dates", "/#/start/dates")
def _(scene: Scene) -> None:
    _nothing_yet(scene)
    scene.course(21, 56)


@state("First run", "Reminders", "/#/start/reminders")
def _(scene: Scene) -> None:
    _nothing_yet(scene)
    scene.course(21)


@state("First run", "Reminders blocked", "/#/start/reminders")
def _(scene: Scene) -> None:
    scene.course(21)
    scene.reminders = "blocked"


@state("First run", "Reminders on", "/#/start/reminders")
def _(scene: Scene) -> None:
    scene.course(21)


@state("First run", "Today, with questions left", "/#/today")
def _(scene: Scene) -> None:
    scene.course(21)


def _further(*words: str) -> Callable[[Phone], None]:
    def further(phone: Phone) -> None:
        phone.page.get_by_role("link", name="A few more questions").click()
        settle(phone)
        _say(*words)(phone)

    return further


_SKIP = "Skip, or I am not sure"


def _further_to_the_end(phone: Phone) -> None:
    _further()(phone)
    while phone.page.get_by_text(_SKIP, exact=True).count():
        _say(_SKIP)(phone)


for _name, _then in {
    "The first of more": _further(),
    "Several fit": _further(_SKIP, _SKIP),
    "None chosen": _further(_SKIP, _SKIP, "Save"),
    "All asked": _further_to_the_end,
}.items():

    @state("More questions", _name, "/#/today", then=_then)
    def _(scene: Scene) -> None:
        scene.course(21)


@state("More questions", "Your answers", "/#/settings/answers")
def _(scene: Scene) -> None:
    scene.course(21)
    scene.course(40, area="hands")


# Photos


def _give_camera(phone: Phone) -> None:
    """A camera that shows grey with a light oval, for a browser that has none."""
    phone.page.evaluate(_CAMERA)
    _press_link("Take photos")(phone)


_CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [480, 640];
  const brush = canvas.getContext("2d");
  const draw = () => {
    brush.fillStyle = "rgb(122 124 126)";
    brush.fillRect(0, 0, 480, 640);
    brush.fillStyle = "rgb(150 110 90)";
    brush.beginPath();
    brush.ellipse(240, 290, 120, 180, 0, 0, 7);
    brush.fill();
  };
  draw();
  setInterval(draw, 100);
  return canvas.captureStream(10);
};
"""


def _press_link(name: str) -> Callable[[Phone], None]:
    def press(phone: Phone) -> None:
        phone.page.get_by_role("link", name=name).click()
        settle(phone)

    return press


def _shoot(phone: Phone) -> None:
    _give_camera(phone)
    phone.wait_for("document.querySelector('video')?.videoWidth > 0", "the camera's picture")
    phone.page.get_by_role("button", name="Take photo").click()
    phone.page.get_by_role("button", name="Keep it").wait_for()


def _over_the_first(phone: Phone) -> None:
    _shoot(phone)
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.get_by_role("heading", level=1, name="Left, half turned").wait_for()
    phone.page.get_by_text("Take another one").click()
    phone.page.get_by_role("button", name=re.compile("^Front")).click()
    phone.page.locator("img.ghost").wait_for()
    settle(phone)


def _shoot_without_a_line(phone: Phone) -> None:
    _give_camera(phone)
    phone.offline()
    phone.wait_for("document.querySelector('video')?.videoWidth > 0", "the camera's picture")
    phone.page.get_by_role("button", name="Take photo").click()
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.get_by_role("heading", level=1, name="Left, half turned").wait_for()
    phone.page.get_by_role("link", name="Photos", exact=True).click()
    phone.page.get_by_text("still on this phone only").wait_for()
    settle(phone)


for _name, _then in {
    "Due now": _nothing,
    "No camera": _press_link("Take photos"),
    "Aim": _give_camera,
    "Look": _shoot,
    "Over the first": _over_the_first,
    "On this phone only": _shoot_without_a_line,
}.items():

    @state("Photos", _name, "/#/photos", then=_then)
    def _(scene: Scene) -> None:
        scene.course(7, 42)


@state("Photos", "Hands, with marks", "/#/photos", then=_give_camera)
def _(scene: Scene) -> None:
    scene.course(7, area="hands")


@state("Photos", "Nothing due", "/#/photos")
def _(scene: Scene) -> None:
    scene.course(-20, 21)


@state("Photos", "No course", "/#/photos")
def _(scene: Scene) -> None:
    _nothing_yet(scene)


@state("Photos", "Intimate area", "/#/photos")
def _(scene: Scene) -> None:
    scene.course(7, area="breast")


# The gallery: photos that are on the server, and what is done with them

_STRAIGHT = {"scale": 1, "rotation": 0, "shift_x": 0, "shift_y": 0}


def _photos(scene: Scene, *days: int, tone: int = 1) -> list[str]:
    """Drawn faces taken this many days from today; of the days after a session for the healing log."""
    course_id = scene.course(-37, -2, 33)
    held = (Held(), Held(turned=5, nearer=1.08, right=0.03), Held(turned=-3, nearer=0.96, down=0.03))
    sent = []
    for number, day in enumerate(days):
        data = face(tone, held[number % len(held)])
        check_in = {"Photo_Check_In": "day-2"} if day in (-35, 0) else {}
        sent.append(send_photo(scene.phone, course_id, data, scene.today_at(time(9), day), **check_in))
    return sent


def _lined_up(scene: Scene, *ids: str, turned: float = 0) -> None:
    for number, photo in enumerate(ids):
        lies = {**_STRAIGHT, "rotation": turned * number}
        scene.phone.api("PATCH", f"/api/photos/{photo}", {"alignment": lies})


def _open_first(selector: str) -> Callable[[Phone], None]:
    def open_it(phone: Phone) -> None:
        phone.page.locator(selector).first.click()
        settle(phone)

    return open_it


_TO_PAIR = _one_after_another(_press("Compare"), _open_first("a.pair"))

for _name, _then in {
    "Results and healing days": _nothing,
    "Healing days opened": _press("Healing days, to show your clinic: 2"),
    "Locked": _press("Lock now"),
    "One photo": _open_first("a.tile"),
    "Delete it?": _one_after_another(_open_first("a.tile"), _press("Delete this photo")),
    "Pairs": _press("Compare"),
    "Any two": _press("Compare", "Choose any two"),
    "Not lined up yet": _TO_PAIR,
    "Line them up": _one_after_another(_TO_PAIR, _press("Line them up")),
    "A film needs two": _press("Make a film"),
    "Keep a copy": _press("Keep a copy of all photos"),
}.items():

    @state("Gallery", _name, "/#/photos/gallery", then=_then)
    def _(scene: Scene) -> None:
        _photos(scene, -60, -35, -9, 0)


@state("Gallery", "No photo yet", "/#/photos/gallery")
def _(scene: Scene) -> None:
    scene.course(-37, -2, 33)


@state("Gallery", "No connection", "/#/photos/gallery", then=_lose_the_line)
def _(scene: Scene) -> None:
    _photos(scene, -60)


for _name, _then in {
    "Slider": _TO_PAIR,
    "Side by side": _one_after_another(_TO_PAIR, _press("Side by side")),
    "In turns": _one_after_another(_TO_PAIR, _press("In turns")),
    "Closer": _one_after_another(_TO_PAIR, _press("Look closer")),
}.items():

    @state("Compare", _name, "/#/photos/gallery", then=_then)
    def _(scene: Scene) -> None:
        _lined_up(scene, *_photos(scene, -60, -9, tone=2), turned=-4)


@state("Compare", "Too unlike to lie on each other", "/#/photos/gallery", then=_TO_PAIR)
def _(scene: Scene) -> None:
    _lined_up(scene, *_photos(scene, -60, -9, tone=0), turned=20)


@state(
    "Compare",
    "Day 2 beside day 28",
    "/#/photos/gallery",
    then=_press("Compare", "Choose any two", "Compare these two"),
)
def _(scene: Scene) -> None:
    _photos(scene, -35, -9)


@state("Film", "Made", "/#/photos/gallery", then=_press("Make a film", "Make the film"))
def _(scene: Scene) -> None:
    _lined_up(scene, *_photos(scene, -60, -9), turned=-4)
