"""Knows how to run Chromium for a journey: as a phone, on a profile of its own, speaking to nobody else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Error,
    Page,
    Playwright,
    expect,
    sync_playwright,
)

from tests.journeys.deadlines import wait_until
from tests.journeys.patient import ZONE

PHONE = {"width": 390, "height": 844}

# A claim about the page is given as long as a tap and `wait_until`.
_PATIENCE_MS = 10_000
expect.set_options(timeout=_PATIENCE_MS)

SWITCHES = (
    "--no-sandbox",  # as root there is none
    # Chromium talks to none of its own services; what it may reach is loopback.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)

# How a phone is held, and what its owner said yes to.
_HELD: dict[str, Any] = {
    "viewport": PHONE,
    "has_touch": True,
    "is_mobile": True,
    "timezone_id": ZONE,
    "locale": "en-GB",
    "permissions": ["notifications", "background-sync"],
}

# Headless Chromium has no icon to put a number on: what the page asks for is written down instead.
_BADGE_SPY = """
window.badges = [];
navigator.setAppBadge = async (count) => { window.badges.push(count); };
navigator.clearAppBadge = async () => { window.badges.push(0); };
"""

_DUMP = Path(__file__).with_name("dump.js")


def executable() -> str | None:
    """Path of the installed Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def driver() -> Iterator[Playwright]:
    """What drives every Chromium of a test run."""
    with sync_playwright() as playwright:
        yield playwright


def phone_alone(playwright: Playwright, folder: Path, url: str, *, switches: Sequence[str] = ()) -> Phone:
    """A phone that is a Chromium of its own, with its profile in the folder."""
    context = playwright.chromium.launch_persistent_context(
        folder / "profile", executable_path=executable(), args=[*SWITCHES, *switches], **_HELD
    )
    return Phone(context, url)


@contextmanager
def shared(playwright: Playwright, *, switches: Sequence[str] = ()) -> Iterator[Browser]:
    """One Chromium for many phones, one after the other."""
    browser = playwright.chromium.launch(executable_path=executable(), args=[*SWITCHES, *switches])
    try:
        yield browser
    finally:
        browser.close()


def phone_in(browser: Browser, url: str) -> Phone:
    """A phone in a shared Chromium: quick to come by, and as empty as a new one."""
    context = browser.new_context(**_HELD)
    context.new_page()
    return Phone(context, url)


class Phone:
    """A Chromium with one profile, at phone size, on one address; `offline()` takes its line away."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []
        self.context = context
        self.context.set_default_timeout(_PATIENCE_MS)
        self.context.add_init_script(_BADGE_SPY)
        self.context.on("console", lambda message: self.complaints.append(message.text))
        self.page: Page = self.context.pages[0]

    def close(self) -> None:
        """Close all its tabs, and the browser unless others share it."""
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
