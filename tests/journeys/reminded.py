"""Knows how to begin with reminders that are on and proven in Firefox, and how the next one rings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.journeys.aftercare import PHONE_NUMBER, account_of
from tests.journeys.app import App
from tests.journeys.deadlines import wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.notifications import Notification, NotificationDaemon
from tests.journeys.patient import ZONE, Patient
from tests.journeys.push_service import PushService

REMINDERS_PAGE = "/#/start/~cmVtaW5kZXJz"  # the last page of the first run


@dataclass(frozen=True)
class Reminded:
    """Alice, whose reminders are on and proven in Firefox, and all that lies between."""

    alice: Patient
    app: App
    firefox: Firefox
    push_service: PushService
    desktop: NotificationDaemon

    def let_time_pass_until_the_next_reminder(self) -> None:
        """Go to the next moment at which something rings, and let the app send it."""
        coming = [item["due_at"] for item in self.alice.plan()["coming"] if item["shows"] == "push"]
        self.app.move_clock_to(datetime.fromisoformat(min(coming)) + timedelta(minutes=5))
        self.app.tick()

    def is_reminded(self) -> Notification:
        """Let the next reminder ring: one push, accepted by the push service and shown."""
        for notification in self.desktop.open:
            self.desktop.close(notification)
        before, shown = len(self.push_service.requests), len(self.desktop.shown)
        self.let_time_pass_until_the_next_reminder()
        assert [request.status for request in self.push_service.requests[before:]] == [201]
        return self.desktop.wait_for_next(after=shown)

    def one_device(self) -> dict[str, Any]:
        """The one device there is, once it is proven; a second one would be told apart by nobody."""

        def proven() -> bool:
            return [device["state"] for device in self.alice.devices()] == ["active"]

        wait_until(proven, "one proven device, and no other")
        return self.alice.devices()[0]

    def open_app(self) -> None:
        """Load the app anew, as from the home screen."""
        self.alice.page.open("about:blank")
        self.alice.open_today()


def begin_course(alice: Patient, now: datetime) -> None:
    """Make her account and her course through the API, and open the page that offers reminders.

    `now` is the app's: near midnight, a date of the machine's own clock would be another one.

    The way there by the screens is walked in test_first_run.py and test_first_reminders.py.
    """
    alice.page.open(alice.app_url)
    alice.post("/api/account", account_of(alice.name))
    alice.post("/api/courses", _course_ahead(now))
    alice.page.open("about:blank")
    alice.page.open(f"{alice.app_url}{REMINDERS_PAGE}")


def _course_ahead(now: datetime) -> dict[str, Any]:
    """A course for her face with a pen, and a retinoid; its first session is in eleven days."""
    on = (now + timedelta(days=11)).date()
    first = {"start": f"{on}T13:45", "zone": ZONE, "place": "Harbour Street 3", "phone": PHONE_NUMBER}
    return {
        "id": str(uuid4()),
        "area": "face",
        "modalities": ["pen"],
        "retinoid": "cosmetic",
        "first": first,
    }
