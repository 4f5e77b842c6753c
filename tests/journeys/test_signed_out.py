"""What a signed-out Firefox leaves behind: a dead cookie, and storage in which nothing can be read."""

from pathlib import Path

import pytest
import requests

from tests.journeys.deadlines import wait_until
from tests.journeys.reminded import Reminded

DUMP = (Path(__file__).parent / "dump.js").read_text()
WORDS = ("Harbour Street", "5550 100", "Alice", "retino", "needl", "sun care", "session 1")


def kept_once(reminded: Reminded, expression: str, what: str) -> str:
    """All that a reader of this browser's storage could make out, once the expression is true of it."""
    script = f"({DUMP.strip()}).then((kept) => ({expression}) && kept)"
    return str(reminded.alice.page.wait_for(script, what))


def is_signed_in(reminded: Reminded, cookies: dict[str, str]) -> bool:
    """Whether these cookies, copied to another machine, open the patient's data."""
    answer = requests.get(f"{reminded.app.url}/api/plan", cookies=cookies, timeout=10)
    assert answer.status_code in (200, 401)
    return answer.status_code == 200


def assert_says_nothing(text: str) -> None:
    assert [word for word in WORDS if word.lower() in text.lower()] == []


@pytest.mark.parametrize("how", ["by herself", "from elsewhere"])
def test_a_signed_out_firefox_keeps_nothing_and_its_copied_cookie_is_dead(
    reminded: Reminded, how: str
) -> None:
    page, copied = reminded.alice.page, reminded.firefox.cookies()
    assert is_signed_in(reminded, copied), "The copy works while she is signed in."
    before = kept_once(reminded, """kept.includes('"kept":[{')""", "something to hide")
    assert_says_nothing(before)

    if how == "by herself":
        page.click("Settings", role="link")
        page.click("Sign out")
    else:
        assert requests.delete(
            f"{reminded.app.url}/api/session",
            cookies=copied,
            headers={"Origin": reminded.app.url},
            timeout=10,
        ).ok
        reminded.alice.page.open("about:blank")
        page.open(f"{reminded.app.url}/")
    page.find("link", "Sign in")

    # Signed out by herself, the page loads itself anew once all is gone.
    after = kept_once(reminded, """!kept.includes('"keys":[{')""", "the key to be gone")
    assert '"kept":[{' not in after and '"outbox":[{' not in after
    assert_says_nothing(after)
    assert not is_signed_in(reminded, copied)
    if how == "by herself":
        endpoint = reminded.push_service.accepted[-1].endpoint
        # The browser tells its push service in its own time.
        wait_until(lambda: not reminded.push_service.endpoint_is_live(endpoint), "the subscription to end")
