"""What Lighthouse says of the app on a phone, against the numbers in tests/budgets.py."""

from __future__ import annotations

from pathlib import Path

import requests

import dev
from tests import budgets
from tests.journeys.aftercare import PASSPHRASE, course_begun
from tests.journeys.app import App
from tests.journeys.patient import ZONE
from tests.lighthouse.report import Report, look_at

# Whatever else the machine does can make a page look slower, never faster: the first good run of a few tells
# the truth, and one is enough where nothing else runs. `make lighthouse` therefore runs it alone.
TRIES = 6


def test_the_first_run_is_quick_and_flawless(clinic: App, tmp_path: Path) -> None:
    assert_within_budget(clinic.url, tmp_path, None)


def test_today_is_quick_and_flawless(clinic: App, tmp_path: Path) -> None:
    cookies = signed_in_with_a_course(clinic)
    report = assert_within_budget(clinic.url, tmp_path, cookies)
    assert f"{clinic.url}/api/plan" in report.requests, "It was Today that was measured."


def assert_within_budget(url: str, folder: Path, cookies: dict[str, str] | None) -> Report:
    dev.set_up("tools")
    seen = []
    for run in range(TRIES):
        report = look_at(url, folder / str(run), cookies)
        if is_within_budget(report):
            return report
        seen.append(f"{report.scores} {report.complaints}")
    raise AssertionError("\n".join(seen))


def is_within_budget(report: Report) -> bool:
    if not report.scores:
        return False
    others = [score for name, score in report.scores.items() if name != "performance"]
    assert len(others) >= 3, "accessibility, best practices, search engines"
    is_flawless = all(score == budgets.LIGHTHOUSE_EVERYTHING_ELSE for score in others)
    return is_flawless and (report.scores["performance"] or 0) >= budgets.LIGHTHOUSE_PERFORMANCE


def signed_in_with_a_course(clinic: App) -> dict[str, str]:
    """The cookies of a patient with something to do today."""
    browser = requests.Session()
    browser.headers["Origin"] = clinic.url
    account = {"name": "Lena", "passphrase": PASSPHRASE, "zone": ZONE}
    for path, body in (("/api/account", account), ("/api/courses", course_begun(clinic.now))):
        assert browser.post(clinic.url + path, json=body).status_code == 201
    return {cookie.name: str(cookie.value) for cookie in browser.cookies}
