"""Reminders that stopped reaching a browser: the app notices, says so, and makes them arrive again."""

from collections.abc import Callable
from datetime import timedelta

from tests.journeys.reminded import Reminded

Picture = Callable[[str], None]

STOPPED = "Reminders had stopped on this device."
WORKS_AGAIN = f"{STOPPED} They work again."
SILENT_AFTER = timedelta(hours=48)


def test_notifications_blocked_in_the_browser_are_explained_and_one_tap_after_allowing_them_repairs(
    reminded: Reminded, picture: Picture
) -> None:
    page, alice = reminded.alice.page, reminded.alice
    before = reminded.one_device()

    reminded.firefox.set_notifications(reminded.app.url, "denied")
    reminded.open_app()
    page.tap("Reminders are blocked on this device")
    page.find("heading", "Blocked")
    page.wait_for_text("Next to Send notifications, click × beside Blocked.")
    assert not page.has("button", "Send me one now")
    assert not page.has("button", "Remove Firefox on Linux"), "This device is not one of the others."
    picture("repair-01-blocked")
    page.click("Look again")
    page.find("heading", "Blocked")

    reminded.firefox.set_notifications(reminded.app.url, "granted")
    page.click("Look again")
    page.find("heading", "On and proven", seconds=20)
    picture("repair-02-allowed-again")
    assert reminded.one_device()["id"] != before["id"], "The browser gave the former subscription up."
    assert reminded.is_reminded().title
    assert len(alice.devices()) == 1


def test_a_subscription_the_browser_gave_up_is_made_anew_at_the_next_opening(
    reminded: Reminded, picture: Picture
) -> None:
    page = reminded.alice.page
    held = "navigator.serviceWorker.ready.then(found => found.pushManager.getSubscription())"
    page.evaluate(f"{held}.then(subscription => subscription.unsubscribe())")

    reminded.open_app()

    page.wait_for_text(WORKS_AGAIN, seconds=20)
    picture("repair-03-works-again")
    reminded.one_device()
    assert reminded.is_reminded().title


def test_a_subscription_the_push_service_ended_is_noticed_at_the_410_and_made_anew_at_the_next_opening(
    reminded: Reminded,
) -> None:
    reminded.push_service.forget_browsers()
    sent = len(reminded.push_service.requests)
    reminded.let_time_pass_until_the_next_reminder()
    assert [request.status for request in reminded.push_service.requests[sent:]] == [410]
    assert reminded.alice.devices() == [], "A device that cannot be reached is not listed as one that is."

    reminded.open_app()

    reminded.alice.page.wait_for_text(WORKS_AGAIN, seconds=20)
    reminded.one_device()
    assert reminded.is_reminded().title


def test_a_browser_that_the_push_service_no_longer_knows_mends_itself_when_it_starts(
    reminded: Reminded,
) -> None:
    before = reminded.one_device()
    reminded.firefox.stop()
    reminded.push_service.wait_until_away()
    reminded.push_service.forget_browsers()

    reminded.firefox.start()

    reminded.alice.open_today()
    assert reminded.one_device()["id"] != before["id"]
    assert reminded.is_reminded().title


def test_after_the_server_lost_its_key_opening_the_app_brings_reminders_under_the_new_one(
    reminded: Reminded, picture: Picture
) -> None:
    app, page = reminded.app, reminded.alice.page
    app.stop()
    app.lose_vapid_key()
    refused = app.command("tick")
    assert refused.returncode == 1 and "change-vapid-key" in refused.stderr
    warned = app.command("change-vapid-key")
    assert warned.returncode == 1 and "1 device subscribed with a key that is not set." in warned.stdout
    assert app.command("change-vapid-key", "--yes").returncode == 0
    app.start()
    assert [device["state"] for device in reminded.alice.devices()] == ["broken"]

    reminded.open_app()

    page.wait_for_text(WORKS_AGAIN, seconds=20)
    page.tap(WORKS_AGAIN)
    page.find("heading", "On and proven")
    picture("repair-04-new-key")
    reminded.one_device()
    assert reminded.is_reminded().title


def test_a_device_on_which_nothing_was_seen_for_two_days_says_so_and_one_tap_repairs_it(
    reminded: Reminded, picture: Picture
) -> None:
    alice, page = reminded.alice, reminded.alice.page
    reminded.push_service.loses_all = True
    began, sent = reminded.app.now, len(reminded.push_service.accepted)
    while len(reminded.push_service.accepted) < sent + 3 or reminded.app.now < began + 2 * SILENT_AFTER:
        reminded.let_time_pass_until_the_next_reminder()
    reminded.push_service.loses_all = False

    reminded.open_app()
    page.tap("Reminders may not reach this device")
    page.find("heading", "On, but nothing was seen")
    picture("repair-05-silent")
    page.click("Repair")

    page.find("heading", "On and proven", seconds=20)
    reminded.one_device()
    assert reminded.is_reminded().title
    assert len(alice.devices()) == 1
