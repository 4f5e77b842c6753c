"""Knows how a patient finds their way through the app: by the words on its screens, as a person would."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from tests.journeys.deadlines import TooLate, wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.page import Page

ZONE = "Europe/Berlin"

# What Today says under its first steps when there are others.
_MORE = re.compile(r"^(One|\d+) more$", re.MULTILINE)

# What Alice answers, question by question: the title of each page and the words she taps.
FACE_WITH_RETINOL = (
    ("Which area is treated?", "Face"),
    ("What does your clinic use?", "A pen"),
    ("Do you use a retinoid on the area?", "Yes, from a shop"),
)

# Of the questions after it; those in between she leaves out.
FURTHER = (
    ("Do you use acids, scrubs, vitamin C or benzoyl peroxide on the area?", "No"),
    ("Which words fit your skin?", "Light brown"),
    ("Has your skin ever kept dark marks or dark patches?", "No"),
    ("What would you like to work on?", None),
    ("Would you like reminders to take photos?", "Yes"),
)


@dataclass(frozen=True)
class Patient:
    """A person with a browser, a name and a passphrase."""

    firefox: Firefox
    app_url: str
    name: str = "Alice"
    passphrase: str = "four plain words work"

    @property
    def page(self) -> Page:
        """What is on the screen."""
        return self.firefox.page

    def sign_up(self) -> None:
        """From the first visit to the first question."""
        self.page.open(self.app_url)
        self.page.tap("Begin", begins=True)
        self.page.fill("Name", self.name)
        self.page.fill("Passphrase", self.passphrase)
        self.page.click("Continue")
        self.page.wait_for_text("Your recovery code")
        self.page.click("I have kept it")
        self.page.wait_for_text(FACE_WITH_RETINOL[0][0])

    def describe_course(self, first_on: date, first_at: time) -> None:
        """Answer the questions of the first run, up to the list of dates."""
        for question, answer in FACE_WITH_RETINOL:
            self.page.wait_for_text(question)
            self.page.tap(answer)
        self.page.wait_for_text("When is your first session?")
        self.page.pick("Day", first_on.isoformat())
        self.page.pick("Time", f"{first_at:%H:%M}")
        self.page.tap("Place and phone of the clinic, if you like")
        self.page.fill("Place", "Harbour Street 3")
        self.page.fill("Phone number of the clinic", "+49 30 5550 100")
        self.page.click("Show my dates")
        self.page.wait_for_text("Your dates")

    def answer_further(self) -> None:
        """From Today, answer the first of the further questions, and leave the others for another day."""
        self.page.tap("A few more questions")
        for question, answer in FURTHER:
            self.page.wait_for_text(question)
            self.page.tap(answer or "Skip, or I am not sure")
        self.page.wait_for(
            f"![null, {FURTHER[-1][0]!r}].includes(document.querySelector('h1')?.textContent ?? null)",
            "the next question",
        )
        self.page.click("Today", role="link")

    def turn_reminders_on(self) -> None:
        """Say yes to reminders, and wait for the first one, which proves that they arrive."""
        self.page.click("Turn reminders on")
        self.page.wait_for_text("The first reminder was seen on this device.", seconds=20)
        self.page.tap("Go to Today")

    def open_today(self) -> None:
        """Open the app, as from the home screen."""
        self.page.open(f"{self.app_url}/")
        self.page.find("navigation", "Stipple")

    def wait_for_app(self) -> None:
        """Wait until the app has come up, after a tap on a notification."""
        self.firefox.wait_for_page(self.app_url)
        self.page.find("navigation", "Stipple")

    def open_step(self, title: str) -> None:
        """On Today, make this step the one to do now."""
        self._see_every_step(title)
        if not self.page.has("heading", title):
            self.page.tap(title)
        self.page.find("heading", title)

    def _see_every_step(self, title: str) -> None:
        """Today shows a few steps; the others are one tap further, and their number may change meanwhile."""

        def is_seen() -> bool:
            text = self.page.text
            more = None if title in text else _MORE.search(text)
            if more:
                with suppress(TooLate):
                    self.page.tap(more.group(), seconds=0)
            return title in self.page.text

        wait_until(is_seen, f"the step {title!r}")

    def move_first_session(self, to: date) -> str:
        """Choose another day for session 1; return the words of the preview, before anything moved."""
        self.page.click("Course", role="link")
        self.page.tap("Session 1,", begins=True)
        self.page.click("Move it", role="link")
        self.page.pick("Day", to.isoformat())
        self.page.click("See what changes")
        self.page.wait_for_text("This changes your reminders only.")
        self.page.wait_for("!document.querySelector('dialog [aria-disabled]')", "the preview")
        return str(self.page.evaluate("document.querySelector('dialog').innerText"))

    def agree_to_move(self) -> None:
        """Make the change of the preview."""
        self.page.click("Move it")
        self.page.wait_for("!document.querySelector('dialog')", "the preview to close")

    def post(self, path: str, body: dict[str, Any]) -> None:
        """Tell the server something as the app does, with the patient's own sign-in."""
        how = {"method": "POST", "headers": {"Content-Type": "application/json"}, "body": json.dumps(body)}
        assert self.page.evaluate(f"fetch('{path}', {json.dumps(how)}).then(answer => answer.ok)"), path

    def plan(self) -> dict[str, Any]:
        """What the server says now, asked with the patient's own sign-in."""
        return dict(self.page.evaluate("fetch('/api/plan').then(answer => answer.json())"))

    def devices(self) -> list[dict[str, Any]]:
        """The phones and browsers that get reminders."""
        answer = self.page.evaluate("fetch('/api/push/devices').then(answer => answer.json())")
        return list(answer["devices"])

    def states_today(self) -> dict[str, str]:
        """The state of each step that Today shows: {"B10": "done"}."""
        today = self.plan()["today"]
        return {item["step"]: item["state"] for item in [*today["settled"], *today["outstanding"]]}
