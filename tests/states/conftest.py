"""The stage of the walk through all states: the journeys' clinic, and phones that share one Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.journeys import chromium
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.conftest import chromium_driver, chromium_machine, clinic, release

__all__ = ["chromium_driver", "chromium_machine", "clinic", "release"]


@pytest.fixture(scope="module")
def shared_chromium(chromium_driver: Playwright) -> Iterator[Browser]:
    """The one Chromium of all states."""
    with chromium.shared(chromium_driver) as browser:
        yield browser


@pytest.fixture
def phone(shared_chromium: Browser, clinic: App) -> Iterator[Phone]:
    """A phone that knows nothing yet."""
    found = chromium.phone_in(shared_chromium, clinic.url)
    yield found
    found.close()
