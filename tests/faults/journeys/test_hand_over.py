"""A new version, or the end of the browser, comes between two reminders: none is lost, none is said twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.aftercare import account_of, course_begun, ten_in_the_morning
from tests.journeys.app import App
from tests.journeys.deadlines import wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.notifications import Notification, NotificationDaemon
from tests.journeys.patient import ZONE, Patient
from tests.journeys.push_service import ACK_DELIVERED, PushService
from tests.journeys.release import Release

SUNSCREEN = "A12"
AFTER_MORNING_BUNDLE = time(8, 5)
SCRIPT = "document.scripts.length > 0 && new URL(document.scripts[0].src).pathname"
LOOK_FOR_NEW_VERSION = (
    "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)"
)
QUEUED = """
new Promise((resolve, reject) => {
  const opened = indexedDB.open("stipple");
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const counted = opened.result.transaction("outbox").objectStore("outbox").count();
    counted.onsuccess = () => { opened.result.close(); resolve(counted.result); };
  };
})
"""


@pytest.fixture
def release(browser_machine: None, tmp_path: Path) -> Release:
    """What the server serves; a test may put out the next version of it."""
    return Release(tmp_path / "release")


@pytest.fixture
def app(release: Release, push_service: PushService, tmp_path: Path) -> Iterator[App]:
    """The product at ten in the morning."""
    product = App(tmp_path / "app", push_origin=push_service.origin, release=release.folder)
    product.move_clock_to(ten_in_the_morning())
    yield product
    product.stop()


@dataclass(frozen=True)
class Reminded:
    """Alice, two days after her first session, with reminders on, and all that lies between."""

    alice: Patient
    app: App
    release: Release
    firefox: Firefox
    push_service: PushService
    desktop: NotificationDaemon

    def new_version_is_put_out(self) -> None:
        """Deploy, as a host does."""
        self.app.stop()
        self.release.put_out_next_version()
        self.app.start()

    def page_is_of_this_version(self) -> bool:
        """Whether the page on the screen was started from what the server serves."""
        return bool(self.alice.page.evaluate(SCRIPT) == self.release.script)

    def browser_is_closed(self) -> None:
        """Close Firefox as a person would."""
        self.firefox.stop()
        self.push_service.wait_until_away()

    def browser_dies(self) -> None:
        """End Firefox as an emptied battery does."""
        self.firefox.kill()
        self.push_service.wait_until_away()

    def next_morning_comes(self) -> None:
        """Let the night pass."""
        today = self.app.now.astimezone(ZoneInfo(ZONE)).date()
        morning = datetime.combine(today + timedelta(days=1), AFTER_MORNING_BUNDLE, ZoneInfo(ZONE))
        self.app.move_clock_to(morning)

    def reminder_is_sent(self) -> None:
        """Let the app send what is due: one push, which the push service takes."""
        before = len(self.push_service.requests)
        self.app.tick()
        assert [request.status for request in self.push_service.requests[before:]] == [201]

    def all_but_sunscreen_is_done(self) -> None:
        """Settle what else is open: the reminder is about one plain task then, and has the button Done."""
        for item in self.alice.plan()["today"]["outstanding"]:
            if item["step"] != SUNSCREEN:
                action = {"id": str(uuid4()), "key": item["key"], "action": "done"}
                self.alice.post("/api/actions", {**action, "at": self.app.now.isoformat()})

    def is_shown(self, after: int) -> Notification:
        """Wait until one reminder more than `after` is on the screen; none was refused."""
        shown = self.desktop.wait_for_next(after=after)
        assert len(self.desktop.shown) == after + 1
        assert all(ack.code == ACK_DELIVERED for ack in self.push_service.acks)
        return shown


@pytest.fixture
def reminded(
    app: App, release: Release, firefox: Firefox, push_service: PushService, desktop: NotificationDaemon
) -> Reminded:
    alice = Patient(firefox, app.url)
    page = firefox.start()
    page.open(app.url)
    alice.post("/api/account", account_of(alice.name))
    alice.post("/api/courses", course_begun(app.now))
    page.open("about:blank")
    page.open(f"{app.url}/#/settings/reminders")
    page.click("Turn reminders on")
    page.wait_for_text("On and proven", seconds=20)
    desktop.close(desktop.wait_for_next(after=0))
    alice.open_today()
    return Reminded(alice, app, release, firefox, push_service, desktop)


def test_the_first_reminder_after_a_new_version_is_shown_when_the_browser_starts(reminded: Reminded) -> None:
    reminded.new_version_is_put_out()
    reminded.alice.page.evaluate(LOOK_FOR_NEW_VERSION)
    wait_until(reminded.page_is_of_this_version, "the page to be of the new version")
    reminded.browser_is_closed()
    reminded.next_morning_comes()
    reminded.reminder_is_sent()
    reminded.firefox.start()
    reminded.is_shown(after=1)

    reminded.alice.open_today()
    reminded.browser_is_closed()
    reminded.new_version_is_put_out()
    reminded.next_morning_comes()
    reminded.firefox.start()
    reminded.push_service.wait_until_back()
    reminded.reminder_is_sent()
    reminded.is_shown(after=2)

    reminded.alice.open_today()
    wait_until(reminded.page_is_of_this_version, "the page to be of the newest version")


def test_a_tap_after_the_browser_died_may_go_nowhere_and_the_app_says_what_is_open(
    reminded: Reminded,
) -> None:
    alice, desktop = reminded.alice, reminded.desktop
    reminded.next_morning_comes()
    reminded.all_but_sunscreen_is_done()
    reminded.reminder_is_sent()
    reminder = reminded.is_shown(after=1)

    reminded.browser_dies()
    reminded.firefox.start()
    desktop.click(reminder, "Done")  # it was the dead one's: Firefox hands on no event

    alice.open_today()
    alice.page.find("heading", "Sunscreen: SPF 30+ today")
    assert alice.states_today()[SUNSCREEN] == "open"
    alice.page.click("Done")
    wait_until(lambda: alice.states_today()[SUNSCREEN] == "done", "the app's own Done to be known")
    sent = len(reminded.push_service.requests)
    reminded.app.tick()
    assert len(reminded.push_service.requests) == sent, "What was said once is not said again."
    assert (len(desktop.shown), reminded.push_service.waiting_count()) == (2, 0)


def test_a_tap_without_a_line_outlives_the_browser_and_counts_once(reminded: Reminded) -> None:
    alice, app = reminded.alice, reminded.app
    reminded.next_morning_comes()
    reminded.all_but_sunscreen_is_done()
    reminded.reminder_is_sent()
    reminder = reminded.is_shown(after=1)
    wait_until(lambda: alice.page.evaluate(QUEUED) == 0, "the reminder to be acknowledged")
    app.stop()
    reminded.desktop.click(reminder, "Done")
    wait_until(lambda: alice.page.evaluate(QUEUED) == 1, "the tap to be kept on this device")

    reminded.browser_dies()
    app.start()
    reminded.firefox.start()

    alice.open_today()
    wait_until(lambda: alice.states_today()[SUNSCREEN] == "done", "the tap to reach the server")
    wait_until(lambda: alice.page.evaluate(QUEUED) == 0, "nothing to be left to send")
    assert app.last_words(500).count("route=/api/push/act ") == 1
    assert len(reminded.desktop.shown) == 2
