"""What every journey stands on: a push service, a desktop, a browser; skipped loudly where there is none."""

import ctypes.util
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError
from websockets.exceptions import ConnectionClosed

from tests.journeys import chromium, patient
from tests.journeys.aftercare import InAftercare, begin, ten_in_the_morning
from tests.journeys.app import App
from tests.journeys.bidi import BrowserError
from tests.journeys.chromium import Phone
from tests.journeys.firefox import Firefox, executable, make_profile
from tests.journeys.notifications import NotificationDaemon
from tests.journeys.push_service import PushService
from tests.journeys.release import Release
from tests.journeys.reminded import Reminded, begin_course

REQUIRE = "STIPPLE_REQUIRE_JOURNEYS"
PICTURES = "STIPPLE_JOURNEY_PICTURES"

NO_PUSH_SERVICE = "http://127.0.0.1:9"

_HERE = Path(__file__).parent


def missing_for_firefox() -> list[str]:
    """What this machine lacks for a journey in Firefox, as Debian package names."""
    wanted = {
        "firefox-esr": executable(),
        "dbus-daemon": shutil.which("dbus-daemon"),
        "libnotify4": ctypes.util.find_library("notify"),
    }
    return [package for package, found in wanted.items() if not found]


def missing_for_chromium() -> list[str]:
    """What this machine lacks for a journey in Chromium, as Debian package names."""
    return [] if chromium.executable() else ["chromium"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "journey: drives the whole product through a real browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        browsers = {"firefox", "phone", "phone_alone"} & set(getattr(item, "fixturenames", ()))
        if _HERE in item.path.parents and browsers:
            item.add_marker(pytest.mark.journey)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [r for r in terminalreporter.stats.get("skipped", []) if "tests/journeys/" in r.nodeid]
    if skipped:
        missing = [*missing_for_firefox(), *missing_for_chromium()]
        sentence = f"{len(skipped)} JOURNEYS WERE SKIPPED: install {', '.join(missing)}"
        terminalreporter.write_sep("!", sentence, yellow=True, bold=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show, with a failed journey, what the patient saw last and what the server said."""
    report = yield
    if report.when == "call" and report.failed:
        fixtures = getattr(item, "funcargs", {})
        if "firefox" in fixtures:
            report.sections.append(("What the patient saw", _last_sight(fixtures["firefox"], item)))
            report.sections.append(("What the browser said", fixtures["firefox"].last_words()))
        for held in {"phone", "phone_alone"} & set(fixtures):
            report.sections.append(("What the patient saw", _last_sight_of_phone(fixtures[held], item)))
        for served in {"app", "clinic"} & set(fixtures):
            report.sections.append(("What the server said", fixtures[served].last_words()))
    return report


def _last_sight(browser: Firefox, item: pytest.Item) -> str:
    if not browser.is_running:
        return "The browser was closed."
    picture = pictures_folder() / f"{item.name}-failed.png"
    try:
        page = browser.page
        page.screenshot(picture)
        complaints = "\n".join(browser.complaints)
        return f"Picture: {picture}\nPage: {page.url}\n{page.text}\nIts complaints:\n{complaints}"
    except (BrowserError, ConnectionClosed) as error:
        return f"The browser could not be asked: {error}"


def _last_sight_of_phone(phone: Phone, item: pytest.Item) -> str:
    picture = pictures_folder() / f"{item.name}-failed.png"
    try:
        phone.page.screenshot(path=picture)
        complaints = "\n".join(phone.complaints[-30:])
        return f"Picture: {picture}\nPage: {phone.page.url}\n{phone.text()}\nIts complaints:\n{complaints}"
    except PlaywrightError as error:
        return f"The browser could not be asked: {error}"


def pictures_folder() -> Path:
    """Where pictures of screens go: STIPPLE_JOURNEY_PICTURES, or a temporary folder."""
    folder = Path(os.environ.get(PICTURES) or Path(tempfile.gettempdir()) / "stipple-journeys")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser_machine() -> None:
    """Skip on a machine without Firefox, or fail where STIPPLE_REQUIRE_JOURNEYS=1 demands it."""
    _need(missing_for_firefox())


@pytest.fixture(scope="session")
def chromium_machine() -> None:
    """Skip on a machine without Chromium, or fail where STIPPLE_REQUIRE_JOURNEYS=1 demands it."""
    _need(missing_for_chromium())


def _need(missing: list[str]) -> None:
    if not missing:
        return
    reason = f"A journey needs {', '.join(missing)}; on Debian: apt-get install {' '.join(missing)}"
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
def push_service() -> Iterator[PushService]:
    """A push service that keeps what it accepts until a browser takes it."""
    with PushService() as service:
        yield service


@pytest.fixture
def desktop(browser_machine: None, tmp_path: Path) -> Iterator[NotificationDaemon]:
    """The patient's screen, where notifications appear and are pressed."""
    with NotificationDaemon(tmp_path / "desktop") as daemon:
        yield daemon


@pytest.fixture(scope="session")
def new_profile(browser_machine: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of Firefox in which nothing was ever opened; its first start of all costs twice as much."""
    return make_profile(tmp_path_factory.mktemp("new-firefox"))


@pytest.fixture
def firefox(
    new_profile: Path, push_service: PushService, desktop: NotificationDaemon, tmp_path: Path
) -> Iterator[Firefox]:
    """The patient's browser, closed; `firefox.start()` opens it."""
    browser = Firefox(
        tmp_path / "firefox",
        push_url=push_service.websocket_url,
        bus_address=desktop.bus_address,
        zone=patient.ZONE,
        profile=new_profile,
    )
    yield browser
    browser.kill()


@pytest.fixture
def app(browser_machine: None, push_service: PushService, tmp_path: Path) -> Iterator[App]:
    """The product at ten in the morning, serving from an empty data folder; `app.tick()` is its scheduler."""
    product = App(tmp_path / "app", push_origin=push_service.origin)
    product.move_clock_to(ten_in_the_morning())
    yield product
    product.stop()


@pytest.fixture
def reminded(app: App, firefox: Firefox, push_service: PushService, desktop: NotificationDaemon) -> Reminded:
    """Alice, whose reminders are on and proven in Firefox."""
    firefox.start()
    alice = patient.Patient(firefox, app.url)
    begin_course(alice, app.now)
    alice.turn_reminders_on()
    return Reminded(alice, app, firefox, push_service, desktop)


@pytest.fixture
def picture(firefox: Firefox) -> Callable[[str], None]:
    """Takes a picture of the screen under a name, when STIPPLE_JOURNEY_PICTURES names a folder."""

    def take(name: str) -> None:
        if os.environ.get(PICTURES):
            firefox.page.screenshot(pictures_folder() / f"{name}.png")

    return take


@pytest.fixture(scope="module")
def release(chromium_machine: None, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """What the clinic's server serves; a test may put out the next version of it."""
    return Release(tmp_path_factory.mktemp("release") / "stipple")


@pytest.fixture(scope="module")
def clinic(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The product at ten in the morning, one for all tests of a module, each of which has its own patient."""
    product = App(tmp_path_factory.mktemp("clinic"), push_origin=NO_PUSH_SERVICE, release=release.folder)
    product.move_clock_to(ten_in_the_morning())
    yield product
    product.stop()


# Not for the whole run: while it is open, no other test could have an event loop of its own.
@pytest.fixture(scope="module")
def chromium_driver(chromium_machine: None) -> Iterator[Playwright]:
    """What starts Chromium and holds its remote control."""
    with chromium.driver() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def shared_chromium(chromium_driver: Playwright) -> Iterator[Browser]:
    """The one Chromium of a module's tests; to start one for each takes longer than many a test."""
    with chromium.shared(chromium_driver) as browser:
        yield browser


@pytest.fixture
def phone(shared_chromium: Browser, clinic: App) -> Iterator[Phone]:
    """The patient's phone, which knows nothing yet."""
    found = chromium.phone_in(shared_chromium, clinic.url)
    yield found
    found.close()


@pytest.fixture
def phone_alone(chromium_driver: Playwright, clinic: App, tmp_path: Path) -> Iterator[Phone]:
    """A Chromium of its own, on which the app can be installed; its profile lies in tmp_path/phone."""
    found = chromium.phone_alone(chromium_driver, tmp_path / "phone", clinic.url)
    yield found
    found.close()


@pytest.fixture
def alice(phone: Phone, clinic: App, request: pytest.FixtureRequest) -> InAftercare:
    """Alice, signed in on the phone, two days after her first session; a new account in each test."""
    return begin(phone, f"Alice {request.node.name[:50]}", clinic.now)
