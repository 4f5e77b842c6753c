"""The content security policy in a real browser: the app keeps within it, and nothing else gets in."""

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.aftercare import InAftercare
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until

# How a script would get in that somebody managed to smuggle into the page, and what the browser says to it.
BREAK_INS = {
    "text as HTML": "document.body.innerHTML = '<img src=x onerror=alert(1)>'",
    "text as an address of a script": "document.createElement('script').src = '/assets/x.js'",
    "another service worker": "navigator.serviceWorker.register('/api/openapi.json')",
    "a policy of its own": "trustedTypes.createPolicy('mine', {createHTML: text => text})",
    "our policy once more": "trustedTypes.createPolicy('stipple', {createScriptURL: text => text})",
}


def test_no_text_becomes_a_script_and_nothing_is_fetched_from_elsewhere(phone: Phone) -> None:
    phone.open()
    phone.wait_for_worker()
    for how, script in BREAK_INS.items():
        before = len(phone.violations())
        with pytest.raises(Error, match=r"TrustedHTML|TrustedScriptURL|Policy"):
            phone.page.evaluate(f"async () => {{ await ({script}); }}")
        wait_until(lambda before=before: len(heard(phone)) > before, f"the browser's words on {how}")
    for address in ("http://127.0.0.1:9/", "data:text/plain,x"):
        with pytest.raises(Error, match="Failed to fetch"):
            phone.page.evaluate(f"fetch('{address}')")
        # The policy refuses it, not the network.
        wait_until(
            lambda address=address: any(address in words for words in heard(phone)),
            f"the browser's words on {address}",
        )


def heard(phone: Phone) -> list[str]:
    """What the policy refused, told by the console, which is heard while the page is waited for."""
    phone.page.wait_for_timeout(10)
    return phone.violations()


def test_every_part_of_the_app_keeps_within_the_policy(alice: InAftercare) -> None:
    phone, page = alice.phone, alice.phone.page
    plan = alice.plan()
    visit = plan["courses"][0]["visits"][0]["id"]
    paths = (
        "",
        "course",
        "course/list",
        f"visit/{visit}",
        f"visit/{visit}/change",
        "start/reminders",
        "worry",
    )
    settings = (
        "",
        "/reminders",
        "/times",
        "/zone",
        "/sheet",
        "/answers",
        "/account",
        "/passkeys",
        "/leaving",
    )
    for path in [*paths, *(f"settings{name}" for name in settings)]:
        phone.open(f"/#/{path}")
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    phone.offline()
    phone.open()
    expect(page.get_by_text("No connection now.")).to_be_visible()
    assert phone.violations() == []
