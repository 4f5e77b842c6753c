"""Knows how to run Chromium for a journey: as a phone, on a profile of its own, speaking to nobody else."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, Playwright, sync_playwright

from tests.journeys.deadlines import wait_until
from tests.journeys.patient import ZONE

PHONE = {"width": 390, "height": 844}

SWITCHES = (
    "--no-sandbox",  # as root there is none
    # Chromium talks to none of its own services; what it may reach is loopback.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

# Headless Chromium has no icon to put a number on: what the page asks for is written down instead.
_BADGE_SPY = """
window.badges = [];
navigator.setAppBadge = async (count) => { window.badges.push(count); };
navigator.clearAppBadge = async () => { window.badges.push(0); };
"""

# The same in the service worker, and whether each notification was silent.
_WORKER_SPY = """() => {
  self.badges = [];
  self.rings = [];
  navigator.setAppBadge = async (count) => { self.badges.push(count); };
  const show = self.registration.showNotification.bind(self.registration);
  self.registration.showNotification = async (title, options) => {
    await show(title, options);
    self.rings.push(!options.silent);
  };
}"""

_DUMP = Path(__file__).with_name("dump.js")


def executable() -> str | None:
    """Path of the installed Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def driver() -> Iterator[Playwright]:
    """What drives every Chromium of a test run."""
    with sync_playwright() as playwright:
        yield playwright


class Phone:
    """One Chromium with one profile, at phone size, on one address; `offline()` takes its line away."""

    def __init__(
        self, playwright: Playwright, folder: Path, url: str, *, switches: Sequence[str] = ()
    ) -> None:
        self.url = url
        self.profile = folder / "profile"
        self.complaints: list[str] = []
        self._folder = folder
        self.context: BrowserContext = playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=executable(),
            args=[*SWITCHES, *switches],
            viewport=PHONE,
            has_touch=True,
            is_mobile=True,
            timezone_id=ZONE,
            locale="en-GB",
            permissions=["notifications", "background-sync"],
        )
        self.context.set_default_timeout(10_000)
        self.context.add_init_script(_BADGE_SPY)
        self.context.on("console", lambda message: self.complaints.append(message.text))
        self.page: Page = self.context.pages[0]

    def close(self) -> None:
        """Close the browser, with all its tabs."""
        self.context.close()

    def open(self, path: str = "/") -> None:
        """Load the app at a path such as "/#/course", from the start."""
        was_here = self.page.url.startswith(self.url)
        self.page.goto(self.url + path)
        # An address that differs after # only is not loaded anew. By way of an empty page it would be, but
        # that starts a new process, which for a moment has its line back.
        if was_here:
            self.page.reload()

    def new_tab(self, path: str = "/") -> Page:
        """Open the app in another tab."""
        page = self.context.new_page()
        page.goto(self.url + path)
        return page

    def close_app(self) -> None:
        """Close every tab of the app; an empty one keeps the browser open."""
        open_tabs = self.context.pages
        self.page = self.context.new_page()
        for tab in open_tabs:
            tab.close()

    def offline(self) -> None:
        """Take the line away, from pages and service worker alike."""
        self.context.set_offline(True)

    def online(self) -> None:
        """Give the line back."""
        self.context.set_offline(False)

    def wait_for_worker(self) -> None:
        """Wait until the service worker has kept the app and answers for this page."""
        self.wait_for("navigator.serviceWorker.controller !== null", "the service worker")

    def wait_for(self, expression: str, what: str, page: Page | None = None) -> None:
        """Wait until a JavaScript expression is true, also across a page that is loaded again."""
        wait_until(lambda: self.ask(expression, page), what)

    def ask(self, expression: str, page: Page | None = None) -> Any:
        """The value of a JavaScript expression; None while the page is being loaded."""
        # Playwright's own waiting evaluates text inside the page, which the page's policy forbids.
        try:
            return (page or self.page).evaluate(expression)
        except Error as error:
            if "context was destroyed" in error.message:
                return None
            raise

    def api(self, method: str, path: str, body: object = None) -> Any:
        """Ask the server as the app does, with the patient's own sign-in."""
        asked = {"method": method, "path": path, "body": None if body is None else json.dumps(body)}
        return self.page.evaluate(
            """async ({method, path, body}) => {
                 const headers = {"Content-Type": "application/json"};
                 const answer = await fetch(path, {method, headers: body ? headers : {}, body});
                 if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
                 return answer.status === 204 ? null : answer.json();
               }""",
            asked,
        )

    def text(self, page: Page | None = None) -> str:
        """All visible words of the page."""
        return (page or self.page).locator("body").inner_text()

    def violations(self) -> list[str]:
        """What the content security policy refused so far, in the browser's own words."""
        # Trusted Types are part of the policy, and complain in words of their own.
        said = ("Content Security Policy", "Trusted")
        return [words for words in self.complaints if any(part in words for part in said)]

    def badges(self) -> list[int]:
        """The numbers this page put on the app's icon, the latest last."""
        return list(self.page.evaluate("window.badges"))

    def kept(self) -> str:
        """All that is readable of what this origin keeps: databases, caches, storages, cookies."""
        return str(self.page.evaluate(_DUMP.read_text()))

    def devtools(self) -> CDPSession:
        """A line to the browser's own tools, for this page."""
        return self.context.new_cdp_session(self.page)


class WorkerEvents:
    """WorkerEvents handed to the service worker by the browser's tools: no push service, no encryption."""

    def __init__(self, phone: Phone) -> None:
        self._page = phone.page
        self._origin = phone.url
        self._tools = phone.devtools()
        self._registration: str | None = None
        self._tools.on("ServiceWorker.workerRegistrationUpdated", self._note)
        self._tools.send("ServiceWorker.enable")
        (self._worker,) = phone.context.service_workers
        self._worker.evaluate(_WORKER_SPY)

    def deliver(self, data: str) -> None:
        """Deliver one push with this text; an empty text is a push without data."""
        wait_until(self._is_known, "the browser's tools to name the service worker")
        about = {"origin": self._origin, "registrationId": self._registration, "data": data}
        self._tools.send("ServiceWorker.deliverPushMessage", about)

    def sync(self, tag: str) -> None:
        """Say that there is a line again, as the browser does in its own time."""
        wait_until(self._is_known, "the browser's tools to name the service worker")
        about = {
            "origin": self._origin,
            "registrationId": self._registration,
            "tag": tag,
            "lastChance": False,
        }
        self._tools.send("ServiceWorker.dispatchSyncEvent", about)

    def shown(self) -> list[dict[str, str]]:
        """The notifications on the screen."""
        return list(
            self._page.evaluate(
                """navigator.serviceWorker.getRegistration().then(r => r.getNotifications())
                     .then(all => all.map(({title, body, tag}) => ({title, body, tag})))"""
            )
        )

    def rings(self) -> list[bool]:
        """For each notification the worker has shown, whether it made itself heard."""
        return list(self._worker.evaluate("self.rings"))

    def badges(self) -> list[int]:
        """The numbers the worker put on the app's icon, the latest last."""
        return list(self._worker.evaluate("self.badges"))

    def _is_known(self) -> bool:
        self._page.wait_for_timeout(10)  # events of the tools are heard while the page is waited for
        return self._registration is not None

    def _note(self, event: dict[str, Any]) -> None:
        for registration in event["registrations"]:
            if registration["scopeURL"].startswith(self._origin) and not registration["isDeleted"]:
                self._registration = registration["registrationId"]
