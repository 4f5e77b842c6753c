"""Knows how to begin with reminders that are on and proven in Firefox, and how the next one rings."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from tests.journeys.app import App
from tests.journeys.deadlines import wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.notifications import Notification, NotificationDaemon
from tests.journeys.patient import Patient
from tests.journeys.push_service import PushService


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


def begin_course(alice: Patient) -> None:
    """Sign up and describe a course, up to the page that offers reminders."""
    alice.sign_up()
    alice.describe_course((datetime.now(UTC) + timedelta(days=12)).date(), time(13, 45))
    alice.page.click("Continue", role="link")
