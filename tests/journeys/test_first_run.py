"""The first run, counted: from the first open to reminders that are on and proven, in taps and in seconds.

How it is counted. One for every tap: links, keys, answers, and the browser's own "Allow" (Firefox without a
screen asks nothing, so it is added). One for every field that is filled: the tap that puts the cursor there;
the letters count as time, not as taps. Our usual number of sessions stands, and place and phone of the clinic
stay empty, as they may. The last tap is the one on the first reminder.

The seconds are the time this machine took, from the first request to the screen after that tap, plus what a
hand needs: 1.1 s for each tap and 0.28 s for each letter, the times of the keystroke-level model (Card, Moran
and Newell, 1980). Time to read and to choose is not in it.
"""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from tests.journeys.app import App
from tests.journeys.firefox import Firefox
from tests.journeys.notifications import NotificationDaemon
from tests.journeys.page import Page
from tests.journeys.patient import FACE_WITH_RETINOL, Patient

MOST_TAPS = 15
MOST_SECONDS = 60

SECONDS_A_TAP = 1.1
SECONDS_A_LETTER = 0.28


@dataclass
class Thumb:
    """A thumb on the page that counts what it does."""

    page: Page
    taps: int = 0
    letters: int = 0
    began: float = field(default_factory=time.monotonic)

    def tap(self, words: str, *, begins: bool = False) -> None:
        """Tap these words."""
        self.page.tap(words, begins=begins)
        self.taps += 1

    def fill(self, label: str, text: str) -> None:
        """Tap into a field and type."""
        self.page.fill(label, text)
        self._typed(text)

    def pick(self, label: str, value: str) -> None:
        """Tap into a date or time and give it."""
        self.page.pick(label, value)
        self._typed(value)

    @property
    def seconds(self) -> float:
        """How long it has taken so far, for this machine and a hand."""
        hand = self.taps * SECONDS_A_TAP + self.letters * SECONDS_A_LETTER
        return time.monotonic() - self.began + hand

    def _typed(self, text: str) -> None:
        self.taps += 1
        self.letters += len(text)


@pytest.fixture
def alice(app: App, firefox: Firefox) -> Patient:
    return Patient(firefox, app.url)


def make_account(thumb: Thumb, alice: Patient) -> None:
    thumb.tap("Begin", begins=True)
    thumb.fill("Name", alice.name)
    thumb.fill("Passphrase", alice.passphrase)
    thumb.tap("Continue")
    alice.page.wait_for_text("Your recovery code")
    thumb.tap("I have kept it")


def describe_course(thumb: Thumb, alice: Patient, first_on: date) -> None:
    for question, answer in FACE_WITH_RETINOL:
        alice.page.wait_for_text(question)
        thumb.tap(answer)
    alice.page.wait_for_text("When is your first session?")
    thumb.pick("Day", first_on.isoformat())
    thumb.pick("Time", "13:45")
    thumb.tap("Show my dates")
    alice.page.wait_for_text("Your dates")


def prove_reminders(thumb: Thumb, alice: Patient, desktop: NotificationDaemon) -> None:
    thumb.tap("Continue")
    thumb.tap("Turn reminders on")
    thumb.taps += 1  # "Allow", in the browser's own prompt
    reminder = desktop.wait_for_next(after=0, seconds=20)
    alice.page.wait_for_text("The first reminder was seen on this device.", seconds=20)
    desktop.click_body(reminder)
    thumb.taps += 1
    alice.page.find("navigation", "Stipple")


def test_reminders_are_on_and_proven_within_15_taps_and_a_minute(
    alice: Patient, app: App, firefox: Firefox, desktop: NotificationDaemon
) -> None:
    thumb = Thumb(firefox.start())
    alice.page.open(alice.app_url)
    make_account(thumb, alice)
    describe_course(thumb, alice, app.now.date() + timedelta(days=21))
    prove_reminders(thumb, alice, desktop)
    seconds = thumb.seconds

    print(f"{thumb.taps} taps, {seconds:.1f} s")
    assert [device["state"] for device in alice.devices()] == ["active"]
    assert alice.plan()["courses"][0]["facts"]["retinoid"] == "cosmetic"
    assert thumb.taps <= MOST_TAPS
    assert seconds <= MOST_SECONDS
