"""The stage of the walk through all states: the journeys' clinic and phone."""

from tests.journeys.conftest import chromium_driver, chromium_machine, clinic, phone, release

__all__ = ["chromium_driver", "chromium_machine", "clinic", "phone", "release"]
