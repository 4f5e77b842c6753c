"""The stage of the tests of reminders."""

from __future__ import annotations

import pytest

from backend.db import Database
from tests.reminders.stage import Stage


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)
