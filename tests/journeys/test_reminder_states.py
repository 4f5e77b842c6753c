"""The states of reminders that a person can bring about, each by what really causes it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import requests
from playwright.sync_api import Playwright

from tests.journeys import aftercare
from tests.journeys.app import App
from tests.journeys.chromium import phone_alone
from tests.journeys.deadlines import wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.notifications import NotificationDaemon
from tests.journeys.patient import Patient
from tests.journeys.push_service import PushService
from tests.journeys.reminded import Reminded, begin_course

Picture = Callable[[str], None]

ALWAYS_ASK = ("permissions.default.desktop-notification", 0)
NO_PUSH = ("dom.push.enabled", False)
AS_AN_IPHONE = (
    "--user-agent=Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1"
)


def open_reminders(alice: Patient) -> None:
    """Load the app anew, at the page of Settings that says how reminders stand here."""
    alice.page.open("about:blank")
    alice.page.open(f"{alice.app_url}/#/settings/reminders")


def test_a_browser_that_was_never_asked_offers_to_and_one_without_push_says_what_else_helps(
    app: App, firefox: Firefox, picture: Picture
) -> None:
    firefox.prefer(*ALWAYS_ASK)
    firefox.start()
    alice = Patient(firefox, app.url)
    begin_course(alice, app.now)
    open_reminders(alice)
    alice.page.find("heading", "Off")
    alice.page.find("button", "Turn reminders on")
    picture("state-01-not-asked")

    firefox.stop()
    firefox.prefer(*NO_PUSH)
    firefox.start()

    open_reminders(alice)
    alice.page.find("heading", "Not possible here")
    alice.page.wait_for_text("Try another browser, or another device.")
    assert not alice.page.has("button", "Turn reminders on")
    picture("state-02-unsupported")


def test_reminders_are_not_called_proven_until_one_was_seen(
    app: App, firefox: Firefox, push_service: PushService, desktop: NotificationDaemon, picture: Picture
) -> None:
    push_service.loses_all = True
    firefox.start()
    alice = Patient(firefox, app.url)
    begin_course(alice, app.now)
    open_reminders(alice)
    alice.page.click("Turn reminders on")
    alice.page.find("heading", "On, not yet proven")
    picture("state-03-unproven")
    assert desktop.shown == []

    push_service.loses_all = False
    open_reminders(alice)
    alice.page.click("Send me one now")

    desktop.wait_for_next(after=0)
    alice.page.find("heading", "On and proven")


def test_reminders_turned_off_stay_off(reminded: Reminded) -> None:
    alice = reminded.alice
    open_reminders(alice)
    alice.page.click("Turn reminders off on this device")
    alice.page.find("heading", "Off")
    wait_until(lambda: alice.devices() == [], "the server to know no device")

    open_reminders(alice)

    alice.page.find("heading", "Off")
    alice.page.wait_for_text("This device is allowed to remind you, but reminders are off.")
    assert alice.devices() == []


def test_a_phone_removed_from_another_one_stays_off_until_one_tap_turns_it_on(
    reminded: Reminded, picture: Picture
) -> None:
    alice, page = reminded.alice, reminded.alice.page
    removed = f"/api/push/devices/{reminded.one_device()['id']}"
    elsewhere = requests.Session()
    elsewhere.headers["Origin"] = reminded.app.url
    elsewhere.cookies.update(reminded.firefox.cookies())
    assert elsewhere.delete(f"{reminded.app.url}{removed}", timeout=10).ok
    for _ in range(2):
        reminded.open_app()
        page.wait_for_text("Reminders are off on this device")
    assert alice.devices() == []
    page.tap("Reminders are off on this device")
    page.find("heading", "Off")
    page.wait_for_text("Reminders were turned off for this device today at")
    picture("state-05-removed")

    page.click("Turn reminders on")

    page.find("heading", "On and proven", seconds=20)
    reminded.one_device()
    assert reminded.is_reminded().title


def test_a_phone_signed_out_from_afar_is_reminded_again_once_signed_in_there(reminded: Reminded) -> None:
    alice, page, url = reminded.alice, reminded.alice.page, reminded.app.url
    reminded.one_device()
    elsewhere = requests.Session()
    elsewhere.headers["Origin"] = url
    who = {"name": alice.name, "passphrase": alice.passphrase}
    assert elsewhere.post(f"{url}/api/session", json=who, timeout=10).ok
    assert elsewhere.delete(f"{url}/api/sessions", timeout=10).ok
    coming = elsewhere.get(f"{url}/api/plan", timeout=10).json()["coming"]
    sent = len(reminded.push_service.requests)
    rings = min(item["due_at"] for item in coming if item["shows"] == "push")
    reminded.app.move_clock_to(datetime.fromisoformat(rings) + timedelta(minutes=5))
    reminded.app.tick()
    assert len(reminded.push_service.requests) == sent

    page.open("about:blank")
    page.open(f"{url}/")
    page.click("Sign in", role="link")
    page.fill("Name", alice.name)
    page.fill("Passphrase", alice.passphrase)
    page.click("Sign in")
    page.find("navigation", "Stipple")

    reminded.one_device()
    assert reminded.is_reminded().title


def test_a_browser_that_calls_itself_an_iphone_is_led_to_the_home_screen_first(
    chromium_driver: Playwright, clinic: App, tmp_path: Path
) -> None:
    phone = phone_alone(chromium_driver, tmp_path / "iphone", clinic.url, switches=[AS_AN_IPHONE])
    try:
        aftercare.begin(phone, "Alice with an iPhone", clinic.now)
        phone.open("/#/settings/reminders")
        phone.page.get_by_role("heading", name="Needs the Home Screen").wait_for()
        assert "Add to Home Screen" in phone.text()
        assert phone.page.get_by_role("button", name="Turn reminders on").count() == 0
    finally:
        phone.close()
