"""Knows how to run Firefox for a journey: a quiet profile, push service, desktop and time zone of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from tests.journeys.bidi import BiDi
from tests.journeys.deadlines import wait_until
from tests.journeys.page import Page, unless_gone

PHONE = (390, 844)

_NOWHERE = "ws://127.0.0.1:9/"

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")

# Firefox tries none of its own services; what it may reach is loopback.
_QUIET: dict[str, object] = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.no_proxies_on": "127.0.0.1, localhost",
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "intl.accept_languages": "en-US, en",
    "signon.rememberSignons": False,
    # What pages and service workers write to the console goes to the browser's log, for failed tests.
    "devtools.console.stdout.content": True,
}

# Remote control switches push off (dom.push.connection.enabled); permission is the patient's "yes", given
# beforehand because headless Firefox has no prompt to press.
_PUSH: dict[str, object] = {
    "dom.push.testing.allowInsecureServerURL": True,
    "dom.push.connection.enabled": True,
    "dom.push.retryBaseInterval": 200,
    "permissions.default.desktop-notification": 1,
}


def executable() -> str | None:
    """Path of the installed Firefox, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def make_profile(folder: Path) -> Path:
    """A profile as Firefox's first start leaves it: without push, so that no push service knows it."""
    browser = Firefox(folder, push_url=_NOWHERE, bus_address="disabled:")
    browser.prefer("dom.push.connection.enabled", False)
    browser.start()
    browser.stop()
    return browser.profile


class Firefox:
    """One installed Firefox with one profile, which can be closed, killed and started again.

    `profile` is one to begin with, as make_profile leaves it; without it everything is new.
    """

    def __init__(
        self,
        folder: Path,
        *,
        push_url: str,
        bus_address: str,
        zone: str = "UTC",
        profile: Path | None = None,
    ) -> None:
        self._folder = folder
        self.profile = folder / "profile"
        if profile is None:
            self.profile.mkdir(parents=True)
        else:
            shutil.copytree(profile, self.profile, ignore=shutil.ignore_patterns("lock", ".parentlock"))
        self._preferences = {**_QUIET, **_PUSH, "dom.push.serverURL": push_url}
        self._environment = self._own_environment(bus_address, zone)
        self._process: subprocess.Popen[bytes] | None = None
        self._bidi: BiDi | None = None
        self._starts = 0

    def prefer(self, name: str, value: object) -> None:
        """Set one of the browser's preferences from its next start on."""
        self._preferences[name] = value

    @property
    def page(self) -> Page:
        """The newest open tab; the browser must be running."""
        return self.pages[-1]

    @property
    def pages(self) -> list[Page]:
        """Every open tab, the newest last."""
        assert self._bidi is not None, "Start the browser first."
        tree = self._bidi.command("browsingContext.getTree")["contexts"]
        return [Page(self._bidi, context["context"]) for context in tree]

    @property
    def complaints(self) -> list[str]:
        """The errors and warnings that pages have logged since the browser was started."""
        return self._bidi.complaints if self._bidi is not None else []

    def last_words(self, lines: int = 30) -> str:
        """The end of the browser's log: what pages and service workers wrote to the console."""
        text = self._log.read_text(errors="replace") if self._log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    @property
    def is_running(self) -> bool:
        """Whether the browser is open."""
        return self._process is not None

    def start(self) -> Page:
        """Open the browser on an empty tab of a phone's size, with whatever the profile remembers."""
        assert self._process is None, "The browser is already open."
        self._starts += 1
        self._write_preferences()
        command = [str(executable()), "--no-remote", "--profile", str(self.profile), "--headless"]
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                [*command, "--remote-debugging-port", "0", "about:blank"],
                env=self._environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._bidi = BiDi(self._remote_url())
        page = self.page
        page.set_viewport(*PHONE)
        return page

    def wait_for_page(self, address: str, seconds: float = 15) -> Page:
        """Wait until the newest tab shows an address that begins so, as after a tap on a notification."""

        def is_there() -> bool:
            return self.page.url.startswith(address)

        # A tab that was just opened is empty at first, and what is asked of it then may go unanswered.
        wait_until(lambda: unless_gone(is_there), f"a page at {address}", seconds)
        page = self.page
        page.set_viewport(*PHONE)
        return page

    def set_notifications(self, address: str, state: str) -> None:
        """Change the site's permission in the browser's own settings: "granted", "denied" or "prompt"."""
        assert self._bidi is not None, "Start the browser first."
        permission = {"descriptor": {"name": "notifications"}, "state": state, "origin": address}
        self._bidi.command("permissions.setPermission", **permission)

    def cookies(self) -> dict[str, str]:
        """Every cookie the browser keeps, as whoever copies its profile would have them."""
        assert self._bidi is not None, "Start the browser first."
        kept = self._bidi.command("storage.getCookies")["cookies"]
        return {cookie["name"]: cookie["value"]["value"] for cookie in kept}

    def stop(self) -> None:
        """Close the browser as a person would, and wait until it has gone."""
        if self._process is None:
            return
        assert self._bidi is not None
        self._bidi.command("browser.close")
        self._bidi.close()
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = self._bidi = None

    def kill(self) -> None:
        """End the browser without warning, as an emptied battery does."""
        if self._process is None:
            return
        # Our own process group only: the browser and its children.
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=20)
        if self._bidi is not None:
            self._bidi.close()
        self._process = self._bidi = None

    @property
    def _log(self) -> Path:
        return self._folder / f"firefox-{self._starts}.log"

    def _remote_url(self) -> str:
        found = wait_until(
            lambda: _LISTENING.search(self._log.read_text(errors="replace")),
            f"Firefox to listen; its words stand in {self._log}",
            seconds=40,
        )
        return found[1]

    def _write_preferences(self) -> None:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in self._preferences.items()]
        (self.profile / "user.js").write_text("\n".join(lines) + "\n")

    def _own_environment(self, bus_address: str, zone: str) -> dict[str, str]:
        home = self._folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "LANG": "C.UTF-8",
            "TZ": zone,
            "DBUS_SESSION_BUS_ADDRESS": bus_address,
            "MOZ_HEADLESS": "1",
        }
