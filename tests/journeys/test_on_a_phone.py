"""The app as a phone holds it: installed, pushed to, numbered, updated, and light on a slow one."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests import budgets
from tests.journeys.aftercare import PASSPHRASE, InAftercare, begin
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until
from tests.journeys.release import Release
from tests.journeys.tasks import busy_ms
from tests.journeys.worker_events import WorkerEvents

TAG = "stipple"

# The browser's question itself cannot be answered from here; that it was opened is written down.
ASK_SPY = """
window.asked = 0;
const prompt = BeforeInstallPromptEvent.prototype.prompt;
BeforeInstallPromptEvent.prototype.prompt = function () { window.asked += 1; return prompt.call(this); };
"""


def test_a_browser_finds_nothing_that_keeps_it_from_installing_and_asks_only_when_the_patient_does(
    phone_alone: Phone, clinic: App
) -> None:
    phone_alone.context.add_init_script(ASK_SPY)
    begin(phone_alone, "Alice installs", clinic.now)
    install = phone_alone.page.get_by_role("button", name="Install Stipple")
    wait_until(lambda: is_offered(phone_alone, install), "the browser's offer to install", seconds=60)
    assert phone_alone.ask("window.asked") == 0
    install.click()
    phone_alone.wait_for("window.asked === 1", "the browser's own question")

    tools = phone_alone.devtools()
    assert tools.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    found = tools.send("Page.getAppManifest")
    assert found["errors"] == []
    manifest = json.loads(found["data"])
    assert (manifest["id"], manifest["scope"], manifest["display"]) == ("/", "/", "standalone")
    icons = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= icons
    for icon in manifest["icons"]:
        answer = phone_alone.page.request.get(phone_alone.url + icon["src"])
        assert answer.status == 200
        assert answer.headers["content-type"].split(";")[0] == icon["type"]


def is_offered(phone: Phone, install: Locator) -> bool:
    """Chromium makes its offer when it likes, once for each time the app is loaded, and now and then not."""
    phone.open("/#/settings/reminders")
    try:
        install.wait_for(timeout=8_000)
    except PlaywrightTimeout:
        return False
    return True


def digest(**edit: Any) -> str:
    notification = {
        "title": "Stipple",
        "body": "2 steps for today",
        "tag": TAG,
        "data": {"v": 1, "kind": "digest", "token": "a-token-that-the-server-does-not-know", **edit},
    }
    return json.dumps({"web_push": 8030, "notification": notification, "app_badge": 5})


MALFORMED = {
    "empty": "",
    "no JSON": "<html>busy</html>",
    "cut short": digest()[:40],
    "a list": "[1, 2]",
    "no words": json.dumps({"notification": {"title": "", "actions": [None, 7]}}),
    "ended": digest(valid_until=1_000_000_000),
    "well-formed": digest(),
}


@pytest.fixture
def pushes(phone: Phone) -> WorkerEvents:
    phone.open()
    phone.wait_for_worker()
    return WorkerEvents(phone)


def test_every_push_shows_exactly_one_notification(pushes: WorkerEvents) -> None:
    for count, (name, data) in enumerate(MALFORMED.items(), start=1):
        pushes.deliver(data)
        wait_until(lambda count=count: len(pushes.rings()) >= count, f"a notification for the push {name!r}")
        assert len(pushes.rings()) == count, name
        (shown,) = pushes.shown()
        assert shown["title"], name
        assert shown["tag"] == TAG, name


def test_a_push_that_comes_twice_is_one_notification_and_rings_once(pushes: WorkerEvents) -> None:
    for count in (1, 2):
        pushes.deliver(digest())
        wait_until(lambda count=count: len(pushes.rings()) == count, "the push to be shown")
    assert len(pushes.shown()) == 1, "The second replaces the first."
    assert pushes.rings() == [True, False]


def test_the_number_on_the_icon_follows_what_is_open(alice: InAftercare) -> None:
    phone, page = alice.phone, alice.phone.page
    count = len([item for item in alice.outstanding() if item["shows"] == "push"])
    assert phone.badges()[-1] == count > 0
    page.get_by_role("button", name="Done", exact=True).click()
    wait_until(lambda: phone.badges()[-1] == count - 1, "the number to go down with Done")
    phone.offline()
    page.get_by_role("button", name="Your session: a few notes").click()
    page.get_by_role("button", name="Later", exact=True).click()
    page.get_by_role("button", name="In an hour").click()
    wait_until(lambda: phone.badges()[-1] == count - 2, "the number to go down without a line")
    phone.online()
    expect(page.get_by_text("not sent yet")).to_have_count(0)
    assert phone.badges()[-1] == count - 2


def test_a_push_sets_the_number_on_the_icon(pushes: WorkerEvents) -> None:
    pushes.deliver(digest())
    wait_until(lambda: pushes.badges() == [5], "the number of the digest")


def test_the_first_visit_loads_the_page_once(phone: Phone) -> None:
    phone.context.add_init_script("sessionStorage.loads = 1 + Number(sessionStorage.loads || 0)")
    phone.open()
    phone.wait_for_worker()
    phone.page.get_by_role("link", name="Begin").click()
    expect(phone.page.get_by_label("Name")).to_be_visible()
    assert phone.ask("sessionStorage.loads") == "1", "The first worker takes over a page of its own version."


def test_a_new_version_takes_over_and_loses_nothing_typed(
    alice: InAftercare, clinic: App, release: Release
) -> None:
    phone, page = alice.phone, alice.phone.page
    old, part = release.script, release.part("course-part")
    other = phone.new_tab("/#/course")
    phone.open("/#/settings/passphrase")
    page.get_by_label("New passphrase", exact=True).fill("five plain words work")

    put_out(clinic, release.put_out_next_version)
    look_for_new_version(phone)
    wait_until(lambda: scripts(phone, other) == [release.script], "the other tab, where nothing is typed")
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    assert scripts(phone) == [old]
    assert page.request.get(phone.url + part).status == 404, "The server has the new version only."
    assert page.evaluate(f"import('{part}').then(found => typeof found.CoursePart)") == "function"
    assert len(page.evaluate("caches.keys()")) == 2, (
        "The old version's files stay while a page of it is open."
    )

    page.get_by_role("button", name="Use it now").click()
    expect(page.get_by_text("what you typed stays")).to_be_visible()
    expect(page.get_by_label("New passphrase", exact=True)).to_have_value("five plain words work")
    assert scripts(phone) == [old]

    page.get_by_role("link", name="Today").click()
    wait_until(lambda: scripts(phone) == [release.script], "the page to be of the new version")
    page.get_by_role("navigation", name="Stipple").wait_for()
    wait_until(lambda: phone.ask("caches.keys().then(all => all.length)") == 1, "the old files to go")


def test_a_page_of_the_old_version_finds_its_parts_without_a_line(
    alice: InAftercare, clinic: App, release: Release
) -> None:
    phone, page = alice.phone, alice.phone.page
    part = release.part("course-part")
    phone.open("/#/settings/passphrase")
    page.get_by_label("New passphrase", exact=True).fill("five plain words work")
    put_out(clinic, release.put_out_next_version)
    look_for_new_version(phone)
    expect(page.get_by_text("A new version is ready.")).to_be_visible()
    phone.offline()
    assert page.evaluate(f"import('{part}').then(found => typeof found.CoursePart)") == "function"


def test_a_new_version_in_the_middle_of_signing_up_takes_nothing_away(
    phone: Phone, clinic: App, release: Release
) -> None:
    page, old = phone.page, release.script
    phone.open("/#/sign-up")
    phone.wait_for_worker()
    page.get_by_label("Name").fill("Alice between two versions")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    put_out(clinic, release.put_out_next_version)
    look_for_new_version(phone)
    expect(page.get_by_text("A new version is ready.")).to_be_visible()

    page.get_by_role("button", name="Continue").click()
    code = page.get_by_role("heading", name="Your recovery code")
    expect(code).to_be_visible()
    page.get_by_role("button", name="Use it now").click()
    expect(page.get_by_text("what you typed stays")).to_be_visible()
    expect(code).to_be_visible()
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_role("heading", name="Which area is treated?")).to_be_visible()
    assert scripts(phone) == [old], "The first run goes on with the parts it began with."


def test_an_older_version_that_is_put_back_takes_over_like_a_new_one(
    alice: InAftercare, clinic: App, release: Release
) -> None:
    phone, older = alice.phone, release.script
    for change in (release.put_out_next_version, release.roll_back):
        put_out(clinic, change)
        look_for_new_version(phone)
        wait_until(lambda: scripts(phone) == [release.script], "the page to be of the version that is served")
        phone.page.get_by_role("navigation", name="Stipple").wait_for()
        wait_until(lambda: phone.ask("caches.keys().then(all => all.length)") == 1, "the other files to go")
    assert scripts(phone) == [older]


def put_out(clinic: App, change: Callable[[], None]) -> None:
    """Change what the clinic serves, as a deploy does."""
    clinic.stop()
    change()
    clinic.start()


def look_for_new_version(phone: Phone) -> None:
    """Let the browser look, as it does by itself now and then; the page may be loading itself anew then."""
    look = "navigator.serviceWorker.getRegistration().then(found => found.update()).then(() => true)"
    phone.wait_for(look, "the browser to look for a new version")


def scripts(phone: Phone, page: Page | None = None) -> list[str]:
    """The paths of the scripts a page was started with; none while it is being loaded."""
    return phone.ask("[...document.scripts].map(script => new URL(script.src).pathname)", page) or []


def test_a_slow_phone_paints_today_without_a_long_task(alice: InAftercare) -> None:
    phone = alice.phone
    phone.offline()

    def open_today() -> None:
        phone.open()
        phone.wait_for("document.body?.innerText.includes('No connection now.')", "the age of the plan")
        # Where nothing is drawn, a browser may never call itself idle.
        idle = "done => requestIdleCallback(() => setTimeout(done, 200), {timeout: 2000})"
        phone.page.evaluate(f"new Promise({idle})")

    tasks = [budgets.SLOWER_TIMES * task for task in busy_ms(phone, open_today)]
    assert "Sunscreen" in phone.text()
    first_words = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    painted = wait_until(lambda: phone.ask(first_words), "the browser to say when the first words were drawn")
    print(f"longest tasks {sorted(map(round, tasks))[-5:]} ms, first words after {painted:.0f} ms")
    assert max(tasks) <= budgets.LONGEST_TASK_MS
