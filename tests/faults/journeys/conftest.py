"""The stage of the journeys on which browsers are killed and subscriptions lost: that of all journeys."""

from tests.journeys.conftest import (
    app,
    browser_machine,
    chromium_driver,
    chromium_machine,
    clinic,
    desktop,
    firefox,
    new_profile,
    picture,
    push_service,
    release,
    reminded,
)

__all__ = [
    "app",
    "browser_machine",
    "chromium_driver",
    "chromium_machine",
    "clinic",
    "desktop",
    "firefox",
    "new_profile",
    "picture",
    "push_service",
    "release",
    "reminded",
]
