"""The stage of Lighthouse: the journeys' clinic."""

from tests.journeys.conftest import chromium_machine, clinic, release

__all__ = ["chromium_machine", "clinic", "release"]
