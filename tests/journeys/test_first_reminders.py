"""The first journey: reminders of each kind reach a closed browser, are answered, and the app agrees."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.app import App
from tests.journeys.deadlines import wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.notifications import Notification, NotificationDaemon
from tests.journeys.patient import ZONE, Patient
from tests.journeys.push_service import ACK_DELIVERED, PushService

Picture = Callable[[str], None]

MONDAY = 0
START = time(13, 45)
AFTER_MORNING_BUNDLE = time(8, 5)
AFTER_EVENING_BUNDLE = time(20, 5)
END = time(15, 10)
SHORTEST_TTL_SECONDS = 60

# Nothing on a lock screen may tell a bystander what this is about.
GIVES_AWAY = re.compile(
    r"needl|retin|skin|face|sunscreen|spf|cream|serum|acid|acne|scar|dermat|clinic|treatment|session|"
    r"medicine|prescri|moistur|redness|flak|photo",
    re.IGNORECASE,
)


def local(on: date, at: time) -> datetime:
    """An instant on the patient's wall clock."""
    return datetime.combine(on, at, ZoneInfo(ZONE))


def first_session_on(now: datetime) -> date:
    """Ten days ahead: what is said two weeks before is seen at once, and the pause eight evenings before.

    Not on a Monday, for then the pause would be said on a Sunday, beside the weekly reminder.
    """
    on = now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=10)
    return on + timedelta(days=1) if on.weekday() == MONDAY else on


def short_date(on: date) -> str:
    """As the app says it: 8 Dec."""
    return f"{on.day} {on:%b}"


@dataclass(frozen=True)
class Life:
    """A patient's days: the app goes on while the browser is closed, and time moves on."""

    app: App
    firefox: Firefox
    push_service: PushService
    desktop: NotificationDaemon

    def sleep_until(self, on: date, at: time) -> Notification:
        """Close the browser, let the app send what is due then, open the browser: what is on the screen."""
        pushes, shown = len(self.push_service.accepted), len(self.desktop.shown)
        self.firefox.stop()
        self.push_service.wait_until_away()
        self.app.move_clock_to(local(on, at))
        self.app.tick()
        assert_is_one_careful_push(self.push_service, pushes)
        assert len(self.desktop.shown) == shown, "A closed browser shows nothing."
        self.firefox.start()
        acks = self.push_service.wait_for_acks(pushes + 1)
        assert acks[-1].code == ACK_DELIVERED, "The browser could not use the push."
        notification = self.desktop.wait_for_next(after=shown)
        assert_tells_nobody(notification)
        return notification


def assert_is_one_careful_push(push_service: PushService, before: int) -> None:
    refused = [request.answer for request in push_service.requests if request.status != 201]
    assert not refused
    new = push_service.accepted[before:]
    assert len(new) == 1, "Each moment rings once, with all there is to say."
    assert new[0].ttl is not None and new[0].ttl >= SHORTEST_TTL_SECONDS
    assert new[0].topic is not None and len(new[0].topic) == 32
    assert new[0].urgency == "high"


def assert_tells_nobody(notification: Notification) -> None:
    found = GIVES_AWAY.search(notification.text)
    assert found is None, f"The lock screen says {found[0]!r}:\n{notification.text}"


@pytest.fixture
def life(app: App, firefox: Firefox, push_service: PushService, desktop: NotificationDaemon) -> Life:
    return Life(app, firefox, push_service, desktop)


@pytest.fixture
def alice(app: App, firefox: Firefox) -> Patient:
    return Patient(firefox, app.url)


def test_reminders_of_each_kind_reach_a_closed_browser_and_are_answered(
    life: Life, alice: Patient, picture: Picture
) -> None:
    planned = first_session_on(life.app.now)
    first = planned + timedelta(days=1)
    life.firefox.start()

    begins_and_turns_reminders_on(life, alice, planned, picture)
    looks_at_the_form_in_the_evening(life, alice)
    pauses_the_retinoid_with_done(life, alice, planned, picture)
    moves_the_session_by_a_day(alice, planned, first, picture)
    notes_how_the_session_went(life, alice, first, picture)
    checks_in_on_the_next_morning(life, alice, first)
    puts_sunscreen_on_with_done(life, alice, first, picture)
    checks_in_on_day_three(life, alice, first, picture)
    follows_up_on_day_seven(life, alice, first, picture)
    takes_the_progress_photos(life, alice, first, picture)


def begins_and_turns_reminders_on(life: Life, alice: Patient, planned: date, picture: Picture) -> None:
    alice.sign_up()
    alice.describe_course(planned, START)
    picture("01-dates")
    alice.page.click("Continue", role="link")

    alice.turn_reminders_on()

    first_reminder = life.desktop.wait_for_next(after=0)
    assert_tells_nobody(first_reminder)
    assert [device["state"] for device in alice.devices()] == ["active"]
    life.desktop.close(first_reminder)
    alice.answer_further()
    picture("02-today")


def looks_at_the_form_in_the_evening(life: Life, alice: Patient) -> None:
    """What cannot be done from a lock screen rings with Open; once seen, it takes Done from no later ring."""
    today = life.app.now.astimezone(ZoneInfo(ZONE)).date()
    reminder = life.sleep_until(today, AFTER_EVENING_BUNDLE)
    assert reminder.labels[:2] == ("Open", "Later")

    life.desktop.click(reminder, "Open")

    alice.wait_for_app()
    alice.open_step("A few more questions about you")


def pauses_the_retinoid_with_done(life: Life, alice: Patient, planned: date, picture: Picture) -> None:
    reminder = life.sleep_until(planned - timedelta(days=8), AFTER_EVENING_BUNDLE)
    assert reminder.labels[:2] == ("Done", "Later")

    life.desktop.click(reminder, "Done")

    alice.open_today()
    wait_until(lambda: alice.states_today().get("B10") == "done", "the ledger to say that it was done")
    alice.open_today()
    alice.page.wait_for_text("What is done today")
    # Until the server answers, the app shows the plan it kept.
    wait_until(lambda: "Tomorrow: pause your retinoid" not in alice.page.text, "the step to leave the screen")
    alice.page.tap("What is done today")
    alice.page.wait_for_text("Tomorrow: pause your retinoid")
    picture("03-pause-done")


def moves_the_session_by_a_day(alice: Patient, planned: date, first: date, picture: Picture) -> None:
    preview = alice.move_first_session(first)
    picture("04-move")
    assert f"{short_date(planned - timedelta(days=1))}" in preview
    assert f"{short_date(first - timedelta(days=1))}" in preview
    assert starts(alice)[0] == f"{planned}T13:45", "Nothing moves before the patient agrees."

    alice.agree_to_move()

    assert starts(alice)[0] == f"{first}T13:45"
    assert "B10" not in {item["step"] for item in alice.plan()["coming"] if item["on"] < str(first)}


def starts(alice: Patient) -> list[str]:
    """The starts of the sessions, as the server has them, in order."""
    visits = alice.plan()["courses"][0]["visits"]
    return sorted(visit["start"] for visit in visits if visit["kind"] == "session")


def notes_how_the_session_went(life: Life, alice: Patient, first: date, picture: Picture) -> None:
    reminder = life.sleep_until(first, time(16, 0))
    assert reminder.labels[:2] == ("Open", "Later")

    life.desktop.click(reminder, "Open")

    alice.wait_for_app()
    alice.open_step("Your session: a few notes")
    alice.page.tap("Tell us")
    alice.page.pick("When did it end?", f"{END:%H:%M}")
    picture("05-how-it-went")
    alice.page.click("Save")
    wait_until(lambda: alice.states_today().get("D06") == "done", "the notes to be kept")


def checks_in_on_the_next_morning(life: Life, alice: Patient, first: date) -> None:
    reminder = life.sleep_until(first + timedelta(days=1), AFTER_MORNING_BUNDLE)
    assert reminder.labels[:2] == ("Open", "Later")

    life.desktop.click(reminder, "Open")

    alice.wait_for_app()
    alice.open_step("Day 1: quick check-in")


def puts_sunscreen_on_with_done(life: Life, alice: Patient, first: date, picture: Picture) -> None:
    """A day after the session: cleanser, moisturiser and sunscreen begin together: one tap is all of them."""
    # By the sun, not by the clock on the wall: once a year that day has 23 hours, and once 25.
    a_day_later = local(first, END).astimezone(UTC) + timedelta(days=1, minutes=5)
    there = a_day_later.astimezone(ZoneInfo(ZONE))
    reminder = life.sleep_until(there.date(), there.time())
    assert reminder.labels[:2] == ("Done", "Later")

    life.desktop.click(reminder, "Done")

    alice.open_today()
    wait_until(lambda: alice.states_today().get("A12") == "done", "the ledger to say that it was done")
    alice.open_today()
    alice.page.wait_for_text("What is done today")
    picture("06-sunscreen-done")


def checks_in_on_day_three(life: Life, alice: Patient, first: date, picture: Picture) -> None:
    reminder = life.sleep_until(first + timedelta(days=3), AFTER_EVENING_BUNDLE)
    assert reminder.labels[:2] == ("Open", "Later")

    life.desktop.click_body(reminder)

    alice.wait_for_app()
    alice.open_step("Day 3: check-in and photo")
    alice.page.tap("Check in")
    alice.page.tap("Better")
    alice.page.tap("I took today's photo")
    picture("07-day-three")
    alice.page.click("Save")
    wait_until(lambda: alice.states_today().get("A19") == "done", "the check-in to be kept")


def follows_up_on_day_seven(life: Life, alice: Patient, first: date, picture: Picture) -> None:
    reminder = life.sleep_until(first + timedelta(days=7), AFTER_EVENING_BUNDLE)

    life.desktop.click(reminder, "Open")

    alice.wait_for_app()
    alice.open_step("Day 7: check-in and photo")
    alice.page.tap("Check in")
    alice.page.tap("The same")
    picture("08-day-seven")
    alice.page.click("Save")
    wait_until(lambda: alice.states_today().get("A22") == "done", "the follow-up to be kept")


def takes_the_progress_photos(life: Life, alice: Patient, first: date, picture: Picture) -> None:
    reminder = life.sleep_until(first + timedelta(days=28), AFTER_EVENING_BUNDLE)

    life.desktop.click(reminder, "Open")

    alice.wait_for_app()
    alice.open_step("Progress photo set")
    picture("09-photos")
    alice.page.click("Taken")
    wait_until(lambda: alice.states_today().get("N03") == "done", "the photos to be noted")
    alice.page.wait_for_text("What is done today")
