"""The stage of the walk through all states: the journeys' clinic, phone and patient."""

from tests.journeys.conftest import (
    alice,
    chromium_driver,
    chromium_machine,
    clinic,
    phone,
    release,
    shared_chromium,
)

__all__ = ["alice", "chromium_driver", "chromium_machine", "clinic", "phone", "release", "shared_chromium"]
