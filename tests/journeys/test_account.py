"""The account in a real Chromium: code, passkey, step-up, recovery, e-mail, leaving."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.fakes.mail_server import Letterbox, mail_server
from tests.journeys.app import App
from tests.journeys.chromium import SWITCHES, executable

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("chromium_machine")]

NOWHERE = "http://127.0.0.1:9"
FIRST, SECOND, THIRD = "four plain words work", "seven quiet blue doors", "nine brave red birds"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def mail() -> Iterator[tuple[Letterbox, int]]:
    with mail_server() as running:
        yield running


@pytest.fixture
def app(tmp_path: Path, mail: tuple[Letterbox, int]) -> Iterator[App]:
    app = App(tmp_path, push_origin=NOWHERE, smtp_url=f"smtp://127.0.0.1:{mail[1]}")
    app.start()
    yield app
    app.stop()


@pytest.fixture
def page() -> Iterator[Any]:
    """A phone-sized Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(SWITCHES))
        context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
        page = context.new_page()
        page.set_default_timeout(15_000)
        yield page
        browser.close()


class Owner:
    """Whoever holds the phone, and says yes to every passkey prompt until told to let it wait."""

    def __init__(self, page: Any) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("WebAuthn.enable")
        added = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self._authenticator = added["authenticatorId"]

    def answers(self, *, prompts: bool) -> None:
        """Say yes to prompts, or leave them on the screen."""
        how = {"authenticatorId": self._authenticator, "enabled": prompts}
        self._devtools.send("WebAuthn.setAutomaticPresenceSimulation", how)


@pytest.fixture
def owner(page: Any) -> Owner:
    return Owner(page)


def _press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _follow(page: Any, name: str) -> None:
    page.get_by_role("link", name=name).click()


def _fill(page: Any, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).fill(words)


def _sees(page: Any, title: str) -> None:
    page.get_by_role("heading", name=title).wait_for()


def _sign_up(page: Any, app: App) -> str:
    page.goto(app.url)
    _follow(page, "Begin")
    _fill(page, "Name", "Alice")
    _fill(page, "Passphrase", FIRST)
    _press(page, "Continue")
    _sees(page, "Your recovery code")
    code: str = page.locator(".recovery-code").inner_text()
    _press(page, "I have kept it")
    _sees(page, "Which area is treated?")
    return code


def _settings(page: Any, app: App, name: str = "") -> None:
    page.goto(f"{app.url}/#/settings{name}")


def _sign_out(page: Any, app: App) -> None:
    _settings(page, app)
    with _wiped(page):
        _press(page, "Sign out")
    _sees(page, "The right step on the right day")


@contextmanager
def _wiped(page: Any) -> Iterator[None]:
    """Whoever left sees the first screen at once; the page is loaded anew when the phone is wiped."""
    with page.expect_event("load"):
        yield


def _have_a_passkey_and_sign_out(page: Any, app: App) -> None:
    _sign_up(page, app)
    _settings(page, app, "/passkeys")
    _press(page, "Add a passkey")
    page.get_by_text("Not used yet").wait_for()
    _sign_out(page, app)


def test_a_passkey_signs_in_and_confirms_and_the_passphrase_changes(
    app: App, page: Any, owner: Owner
) -> None:
    _have_a_passkey_and_sign_out(page, app)
    # A screen that is asked for signed out shows once she is in.
    _settings(page, app, "/sessions")
    _follow(page, "Sign in")
    _press(page, "Use a passkey")
    _sees(page, "Where you are signed in")
    app.move_clock_to(app.now + timedelta(minutes=11))
    _settings(page, app, "/passphrase")
    _fill(page, "New passphrase", SECOND)
    _press(page, "Save")
    _sees(page, "Is it you?")
    _fill(page, "Passphrase", "not mine at all")
    _press(page, "Go on")
    page.get_by_text("This is not right").first.wait_for()
    _press(page, "Use a passkey")
    page.get_by_text("Your new passphrase is set.").wait_for()


def test_a_prompt_for_a_passkey_that_waits_does_not_keep_the_passphrase_out(
    app: App, page: Any, owner: Owner
) -> None:
    _have_a_passkey_and_sign_out(page, app)
    owner.answers(prompts=False)
    _follow(page, "Sign in")
    _press(page, "Use a passkey")
    page.locator("button[aria-disabled]", has_text="Use a passkey").wait_for()
    _fill(page, "Name", "Alice")
    _fill(page, "Passphrase", FIRST)
    _press(page, "Sign in")
    _sees(page, "No course yet")


def test_a_forgotten_passphrase_is_replaced_by_the_code(app: App, page: Any) -> None:
    code = _sign_up(page, app)
    _sign_out(page, app)
    _follow(page, "Sign in")
    _follow(page, "I forgot my passphrase")
    _fill(page, "Name", "alice")
    _fill(page, "Recovery code", code.lower().replace("-", " "))
    _fill(page, "New passphrase", THIRD)
    _press(page, "Use the new passphrase")
    _sees(page, "Your new passphrase is set")
    assert page.locator(".recovery-code").inner_text() != code
    _press(page, "I have kept it")
    _fill(page, "Name", "Alice")
    _fill(page, "Passphrase", THIRD)
    _press(page, "Sign in")
    _sees(page, "No course yet")
    app.move_clock_to(app.now + timedelta(minutes=11))
    _settings(page, app, "/leaving")
    _press(page, "Save everything as a file")
    _sees(page, "Is it you?")
    assert page.get_by_role("button", name="Use a passkey").count() == 0


def test_an_address_is_proved_by_its_code_and_can_be_turned_off_again(
    app: App, page: Any, mail: tuple[Letterbox, int]
) -> None:
    _sign_up(page, app)
    _settings(page, app, "/mail")
    _fill(page, "Your e-mail address", "alice@home.org")
    _press(page, "Send me a code")
    _sees(page, "Check your e-mail")
    app.tick()
    (letter,) = mail[0].letters
    _fill(page, "The six digits from the e-mail", letter.get_content()[:6])
    _press(page, "Turn e-mail on")
    _sees(page, "E-mail is on")
    page.get_by_text("We write to alice@home.org.").wait_for()
    _press(page, "Turn e-mail off")
    _sees(page, "E-mail is off")


def test_a_patient_takes_everything_and_leaves(app: App, page: Any) -> None:
    _sign_up(page, app)
    _settings(page, app, "/leaving")
    with page.expect_download() as download:
        _press(page, "Save everything as a file")
    assert json.loads(Path(download.value.path()).read_text())["account"]["name"] == "Alice"
    _press(page, "Delete my account")
    with _wiped(page):
        _press(page, "Delete everything")
    _sees(page, "The right step on the right day")
    assert page.context.cookies() == []
    _follow(page, "Sign in")
    _fill(page, "Name", "Alice")
    _fill(page, "Passphrase", FIRST)
    _press(page, "Sign in")
    page.get_by_text("do not go together").first.wait_for()
