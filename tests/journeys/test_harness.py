"""Proves the harness itself, with a page of its own: what it reports about the product can be believed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from tests.journeys.deadlines import wait_until
from tests.journeys.firefox import Firefox
from tests.journeys.harness_page import HarnessSite, harness_site
from tests.journeys.notifications import NotificationDaemon
from tests.journeys.page import Page
from tests.journeys.push_service import PushService
from tests.journeys.signing import public_key_of

PAGE_STATE = "document.getElementById('state').textContent"
ACTIONS = [{"action": "done", "title": "Done"}, {"action": "later", "title": "Later"}]


@pytest.fixture
def site() -> Iterator[HarnessSite]:
    with harness_site() as served:
        yield served


@pytest.fixture
def key() -> Vapid02:
    made = Vapid02()
    made.generate_keys()
    return made


def subscribe(page: Page, site: HarnessSite, key: Vapid02) -> dict[str, Any]:
    """Turn pushes on as a person would; return the subscription as the page sees it."""
    page.open(f"{site.url}?key={public_key_of(key.private_key)}")
    page.fill("Your name", "Alice")
    page.click("Turn on")
    page.wait_for(f"{PAGE_STATE} === 'on for Alice'", "the subscription")
    return dict(page.evaluate("subscription.toJSON()"))


def push(subscription: dict[str, Any], key: Vapid02, title: str, *, ttl: int = 60, topic: str = "t") -> int:
    """Send one encrypted push; return the push service's answer."""
    said = {"title": title, "body": "Tom & Jerry <3", "actions": ACTIONS}
    try:
        answer = webpush(
            subscription,
            json.dumps(said),
            vapid_private_key=key,
            vapid_claims={"sub": "mailto:harness@example.org"},
            ttl=ttl,
            headers={"Topic": topic},
            timeout=5,
        )
    except WebPushException as error:
        return int(error.response.status_code)
    return int(answer.status_code)


def test_a_push_is_decrypted_and_shown_with_its_buttons(
    firefox: Firefox, push_service: PushService, desktop: NotificationDaemon, site: HarnessSite, key: Vapid02
) -> None:
    subscription = subscribe(firefox.start(), site, key)

    assert push(subscription, key, "First") == 201

    shown = desktop.wait_for_next(after=0)
    assert (shown.title, shown.body) == ("First", "Tom & Jerry <3")
    assert shown.labels[:2] == ("Done", "Later")
    assert shown.stays
    assert push_service.wait_for_acks(1)[0].code == 100
    assert push_service.accepted[0].ttl == 60


def test_a_pressed_button_reaches_the_service_worker(
    firefox: Firefox, desktop: NotificationDaemon, site: HarnessSite, key: Vapid02
) -> None:
    subscription = subscribe(firefox.start(), site, key)
    push(subscription, key, "First")

    desktop.click(desktop.wait_for_next(after=0), "Later")

    pressed = {"clicked": "later", "title": "First"}
    wait_until(lambda: pressed in site.reports, "the service worker's report")


def test_tapping_and_dismissing_are_told_apart(
    firefox: Firefox, desktop: NotificationDaemon, site: HarnessSite, key: Vapid02
) -> None:
    subscription = subscribe(firefox.start(), site, key)
    push(subscription, key, "First")
    desktop.click_body(desktop.wait_for_next(after=0))
    tapped = {"clicked": "", "title": "First"}
    wait_until(lambda: tapped in site.reports, "the report of the tap")

    push(subscription, key, "Second")
    desktop.close(desktop.wait_for_next(after=1))

    wait_until(lambda: {"closed": "Second"} in site.reports, "the report of the dismissal")


def is_on_disk(firefox: Firefox, site: HarnessSite) -> bool:
    """Whether a browser that ends now comes back as who subscribed: Firefox writes that a moment later."""
    known = {"prefs.js": "dom.push.userAgentID", "serviceworker.txt": site.url}
    files = {firefox.profile / name: words for name, words in known.items()}
    return all(file.exists() and words in file.read_text() for file, words in files.items())


@pytest.mark.parametrize("leave", [Firefox.stop, Firefox.kill], ids=["closed", "killed"])
def test_a_push_sent_while_the_browser_is_away_is_shown_when_it_returns(
    firefox: Firefox,
    push_service: PushService,
    desktop: NotificationDaemon,
    site: HarnessSite,
    key: Vapid02,
    leave: Any,
) -> None:
    subscription = subscribe(firefox.start(), site, key)
    wait_until(lambda: is_on_disk(firefox, site), "the profile to be written")
    leave(firefox)
    push_service.wait_until_away()

    assert push(subscription, key, "Dropped", ttl=0, topic="other") == 201
    assert push(subscription, key, "Replaced") == 201
    assert push(subscription, key, "Kept") == 201
    assert push_service.waiting_count() == 1
    assert desktop.shown == []

    firefox.start()
    desktop.wait_for(lambda n: n.title == "Kept", "the kept push")
    push_service.wait_for_acks(1)
    assert [notification.title for notification in desktop.shown] == ["Kept"]
    assert push_service.waiting_count() == 0


def test_a_subscription_that_has_ended_answers_410(
    firefox: Firefox, push_service: PushService, site: HarnessSite, key: Vapid02
) -> None:
    page = firefox.start()
    subscription = subscribe(page, site, key)
    assert push_service.endpoint_is_live(subscription["endpoint"])

    assert page.evaluate("subscription.unsubscribe()") is True

    wait_until(lambda: push(subscription, key, "Late") == 410, "the end of the subscription")
    assert not push_service.endpoint_is_live(subscription["endpoint"])
