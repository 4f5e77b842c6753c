"""In bed with no signal: every screen opens, what is done counts, and nothing stays on a signed-out phone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.aftercare import CLINICAL, PHONE_NUMBER, InAftercare, begin
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until
from tests.journeys.worker_events import WorkerEvents

SAVED = "Saved today at 10:"
NO_LINE = "No connection now."
NOT_SENT = "saved on this phone, not sent yet"
SUNSCREEN = "Sunscreen: SPF 30+ today"

SETTINGS = ("", "/reminders", "/times", "/lock-screen", "/zone", "/sheet", "/answers", "/account")


def key_of(alice: InAftercare, title: str) -> str:
    return str(next(item["key"] for item in alice.outstanding() if item["title"] == title))


def press_done(page: Page) -> None:
    page.get_by_role("button", name="Done", exact=True).click()


class Posts:
    """How often the server took a post to a route, told by its own log."""

    def __init__(self, clinic: App, route: str) -> None:
        self._clinic = clinic
        self._line = re.compile(rf"method=POST .*route={re.escape(route)} status=(\d+)")
        self._before = len(self._answers())

    @property
    def statuses(self) -> list[int]:
        return self._answers()[self._before :]

    def _answers(self) -> list[int]:
        return [int(status) for status in self._line.findall(self._clinic.log.read_text())]


@contextmanager
def server_answering(page: Page, path: str, status: int, sentence: str) -> Iterator[None]:
    """While it lasts, posts to this path are answered so, and do not reach the server."""

    def answer(route: Route) -> None:
        problem = {"title": "No", "status": status, "code": "test", "detail": sentence}
        route.fulfill(status=status, json=problem, content_type="application/problem+json")

    page.context.route(f"**{path}", answer)
    yield
    page.context.unroute(f"**{path}")


def test_every_screen_opens_without_a_line(alice: InAftercare) -> None:
    phone, page, plan = alice.phone, alice.phone.page, alice.plan()
    visit = plan["courses"][0]["visits"][0]["id"]
    step = plan["today"]["outstanding"][1]["key"]
    phone.offline()
    paths = [
        "",
        "#/care",
        "#/care/guide/7",
        "#/course",
        "#/course/list",
        f"#/visit/{visit}",
        f"#/visit/{visit}/change",
        f"#/step/{step}",
    ]
    for path in [*paths, *(f"#/settings{name}" for name in SETTINGS)]:
        phone.open(f"/{path}")
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        expect(page.get_by_text(SAVED)).to_contain_text(NO_LINE)
        assert "did not load" not in phone.text(), path

    phone.open("/#/settings/times")
    expect(page.get_by_text("change them once you are online.")).to_be_visible()
    expect(page.get_by_label("Morning")).to_have_value("08:00")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()

    phone.open("/#/worry")
    expect(page.get_by_role("heading", name="Something worries me")).to_be_visible()
    assert page.get_by_role("link", name="Call your clinic").get_attribute("href") == "tel:+49305550100"


def test_reminders_that_cannot_be_looked_at_say_so(alice: InAftercare) -> None:
    phone, tools = alice.phone, alice.phone.devtools()
    tools.send("Network.enable")
    tools.send("Network.setBypassServiceWorker", {"bypass": True})
    tools.send("Network.setBlockedURLs", {"urls": ["*/assets/reminders-*.js"]})
    phone.open("/#/settings/reminders")
    expect(phone.page.get_by_text("We could not reach Stipple's server.")).to_be_visible()

    tools.send("Network.setBlockedURLs", {"urls": []})
    phone.page.get_by_role("button", name="Repair").click()
    expect(phone.page.get_by_text("We could not reach Stipple's server.")).to_have_count(0)


def test_done_without_a_line_reaches_the_server_once(alice: InAftercare, clinic: App) -> None:
    phone, key, posts = alice.phone, key_of(alice, SUNSCREEN), Posts(clinic, "/api/actions")
    phone.offline()
    press_done(phone.page)
    expect(phone.page.get_by_role("heading", name=SUNSCREEN)).to_have_count(0)
    expect(phone.page.get_by_text(NOT_SENT).first).to_be_visible()

    phone.open()
    expect(phone.page.get_by_text(f"One thing is {NOT_SENT}")).to_be_visible()
    phone.page.get_by_text("What is done today").click()
    expect(phone.page.get_by_text("Done. Saved on this phone, not sent yet")).to_be_visible()
    assert posts.statuses == []

    phone.online()
    expect(phone.page.get_by_text(NOT_SENT)).to_have_count(0)
    expect(phone.page.get_by_text(NO_LINE)).to_have_count(0)
    wait_until(lambda: alice.state_of(key) == "done", "the ledger to say that it is done")
    assert posts.statuses == [200]


def test_two_tabs_send_what_waits_once(alice: InAftercare, clinic: App) -> None:
    phone, key, posts = alice.phone, key_of(alice, SUNSCREEN), Posts(clinic, "/api/actions")
    other = phone.new_tab()
    expect(other.get_by_role("heading", name=SUNSCREEN)).to_be_visible()
    phone.offline()
    press_done(phone.page)
    expect(phone.page.get_by_text(f"One thing is {NOT_SENT}")).to_be_visible()
    expect(other.get_by_role("heading", name=SUNSCREEN)).to_have_count(0)

    phone.online()
    for page in (phone.page, other):
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(other.get_by_text(NO_LINE)).to_have_count(0)
    wait_until(lambda: alice.state_of(key) == "done", "the ledger to say that it is done")
    expect(phone.page.get_by_text(NOT_SENT)).to_have_count(0)
    assert posts.statuses == [200]


def test_what_waits_is_sent_with_the_app_closed(alice: InAftercare, clinic: App) -> None:
    phone, posts = alice.phone, Posts(clinic, "/api/actions")
    phone.offline()
    press_done(phone.page)
    tags = "navigator.serviceWorker.ready.then(found => found.sync.getTags()).then(tags => tags[0])"
    tag = wait_until(lambda: phone.ask(tags), "the app to ask for a sync")
    phone.close_app()
    worker = WorkerEvents(phone)
    phone.online()

    def sent() -> bool:
        # The worker's line may come back after the page's; the browser, too, tries again, but minutes later.
        worker.sync(tag)
        return bool(posts.statuses)

    wait_until(sent, "the worker to send it")
    assert posts.statuses == [200]


def test_what_was_done_in_a_row_arrives_in_that_order(alice: InAftercare) -> None:
    phone, page, key = alice.phone, alice.phone.page, key_of(alice, SUNSCREEN)
    phone.offline()
    page.get_by_role("switch").click()
    press_done(page)
    page.get_by_text("What is done today").click()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.get_by_role("button", name="Later", exact=True).click()
    page.get_by_role("button", name="In an hour").click()
    expect(page.get_by_role("switch")).to_be_checked()
    expect(page.get_by_text(f"4 things are {NOT_SENT}")).to_be_visible()

    phone.online()
    expect(page.get_by_text(NOT_SENT)).to_have_count(0)
    today = alice.plan()["today"]
    assert [item["key"] for item in today["later"]] == [key]
    assert [switch["is_on"] for switch in today["switches"]] == [True]


def test_a_refusal_is_said_and_stands_until_it_is_read(alice: InAftercare) -> None:
    phone, page = alice.phone, alice.phone.page
    with server_answering(page, "/api/actions", 422, "This step was moved."):
        press_done(page)
        expect(page.get_by_text(f"could not be saved: {SUNSCREEN}. This step was moved.")).to_be_visible()
    phone.open()
    expect(page.get_by_text("This step was moved.")).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text("This step was moved.")).to_have_count(0)
    expect(page.get_by_role("heading", name=SUNSCREEN)).to_be_visible()


def test_signing_out_warns_of_what_is_not_sent(alice: InAftercare) -> None:
    page = alice.phone.page
    with server_answering(page, "/api/actions", 503, "We are busy."):
        press_done(page)
        expect(page.get_by_text(f"One thing is {NOT_SENT}")).to_be_visible()
        page.get_by_role("link", name="Settings").click()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Not everything is sent yet")).to_be_visible()
        page.get_by_role("button", name="Stay signed in").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()


def test_a_phone_in_use_keeps_nothing_in_clear(phone_alone: Phone, clinic: App, tmp_path: Path) -> None:
    phone = begin(phone_alone, "Alice in use", clinic.now).phone
    phone.offline()
    press_done(phone.page)
    expect(phone.page.get_by_text(f"One thing is {NOT_SENT}")).to_be_visible()
    kept = phone.kept()
    assert '"outbox":[{' in kept and '"kept":[{' in kept, "There is something to hide."
    assert '"extractable":false' in kept
    assert_says_nothing(kept)

    phone.close()
    profile = [path for path in (tmp_path / "phone" / "profile").rglob("*") if path.is_file()]
    assert profile, "The browser wrote something down."
    for path in profile:
        assert_holds_no_address(path)


@pytest.mark.parametrize("how", ["by herself", "from elsewhere"])
def test_a_signed_out_phone_keeps_nothing(alice: InAftercare, how: str) -> None:
    phone, page = alice.phone, alice.phone.page
    if how == "by herself":
        page.get_by_role("link", name="Settings").click()
        with page.expect_event("load"):  # signed out, the page loads itself anew
            page.get_by_role("button", name="Sign out").click()
    else:
        phone.offline()
        press_done(page)
        expect(page.get_by_text(f"One thing is {NOT_SENT}")).to_be_visible()
        phone.context.clear_cookies()
        phone.online()
        expect(page.get_by_text("What you did here last was not sent")).to_be_visible()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    wait_until(lambda: '"keys":[{' not in phone.kept(), "the key to be gone")
    kept = phone.kept()
    assert '"outbox":[{' not in kept and '"kept":[{' not in kept
    assert_says_nothing(kept)
    phone.wait_for_worker()
    phone.offline()
    phone.open()
    expect(page.get_by_text("Day 2")).to_have_count(0)
    assert_says_nothing(phone.text())


def test_a_phone_without_a_line_is_signed_out_at_once_and_the_server_hears_of_it_later(
    alice: InAftercare, clinic: App
) -> None:
    phone, page = alice.phone, alice.phone.page
    copied = "; ".join(f"{each['name']}={each['value']}" for each in phone.context.cookies())
    plan, with_copy = f"{clinic.url}/api/plan", {"Cookie": copied}
    assert page.request.get(plan, headers=with_copy).status == 200
    phone.offline()
    clinic.stop()  # a page loaded anew, and its worker, may have their line back for a moment
    phone.open("/#/settings")  # the app knows from its start that there is no line
    with page.expect_event("load"):  # signed out, the page loads itself anew
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out, and what the app kept here is gone.")).to_be_visible()
    wait_until(lambda: '"keys":[{' not in phone.kept(), "the key to be gone")
    assert_says_nothing(phone.text())
    phone.open()
    expect(page.get_by_role("link", name="Begin")).to_be_visible()
    clinic.start()
    phone.online()
    expect(page.get_by_text("You are signed out, and what the app kept here is gone.")).to_have_count(0)
    assert page.request.get(plan, headers=with_copy).status == 401
    expect(page.get_by_role("link", name="Begin")).to_be_visible()


def assert_says_nothing(text: str) -> None:
    found = [words for words in CLINICAL if words.lower() in text.lower()]
    assert not found, f"Readable: {found}"


def assert_holds_no_address(path: Path) -> None:
    content = path.read_bytes()
    for words in ("Harbour Street", PHONE_NUMBER):
        for encoding in ("utf-8", "utf-16-le"):
            assert words.encode(encoding) not in content, f"{path} holds {words!r}"
