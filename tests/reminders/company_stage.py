"""The stage of tests with real worker processes: one push service, and patients whose phones are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from backend.db import Database
from backend.settings import Settings
from tests.fakes.push_service import PushService
from tests.reminders.company import Company
from tests.reminders.stage import Stage


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.fixture
def settings(settings: Settings, service: PushService) -> Settings:
    return replace(settings, push_origins=(service.origin,))


@pytest.fixture
def stage(database: Database) -> Stage:
    return Stage(database)


@pytest.fixture
def company(stage: Stage, settings: Settings, service: PushService) -> Company:
    return Company(stage, settings, service)
