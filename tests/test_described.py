"""That the API answers as it says it does, whatever it is asked: no crash, no undescribed answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from backend.settings import Settings
from tests.described import ask_signed_in, ask_signed_out
from tests.fakes.push_service import PushService

EXAMPLES = 3  # of each kind for each operation; `make faults` asks for more


def test_signed_out_every_answer_is_as_described(app: Flask) -> None:
    assert ask_signed_out(app, EXAMPLES) > 100


@pytest.fixture
def service() -> Iterator[PushService]:
    with PushService() as service:
        yield service


@pytest.fixture
def settings(settings: Settings, service: PushService) -> Settings:
    return replace(settings, push_origins=(service.origin,))


def test_to_a_patient_with_a_course_every_answer_is_as_described(app: Flask, service: PushService) -> None:
    assert ask_signed_in(app, service, EXAMPLES) > 100
