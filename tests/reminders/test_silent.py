"""A device is silent after three pushes that nobody saw, the first of them two days ago."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from backend.db import new_id
from backend.push.models import Device
from backend.reminders.models import Delivery
from backend.reminders.silent import unseen_since
from tests.reminders.stage import Stage, at

MADE = at("2026-11-01T12:00")
NOW = at("2026-11-10T08:00")


def _accepted(stage: Stage, patient_id: str, device_id: str, *instants: str, seen: bool = False) -> None:
    with stage.database.transaction() as session:
        for when in map(at, instants):
            session.add(
                Delivery(
                    id=new_id(), patient_id=patient_id, device_id=device_id, purpose="digest",
                    state="accepted", made_at=when, next_attempt_at=when, attempts=1, is_minimal=False,
                    listed=[], doable=[], accepted_at=when, shown_at=when if seen else None,
                )
            )  # fmt: skip


def _silent(stage: Stage, patient_id: str, now: datetime = NOW) -> dict[str, datetime]:
    with stage.database.read() as session:
        return dict(unseen_since(session, patient_id, now))


THREE = ("2026-11-08T08:00", "2026-11-08T20:00", "2026-11-09T08:00")


@pytest.mark.parametrize(
    ("pushes", "last_shown", "since"),
    [
        ((), None, None),
        (THREE[:2], None, None),
        (THREE, None, "2026-11-08T08:00"),
        (THREE, "2026-11-07T20:00", "2026-11-08T08:00"),
        (THREE, "2026-11-08T08:00", None),  # only two since it last showed one
        (("2026-11-08T08:01", "2026-11-08T20:00", "2026-11-09T08:00"), None, None),  # not yet 48 hours
    ],
)
def test_a_device_is_silent_after_three_unseen_pushes_and_two_days(
    stage: Stage, pushes: tuple[str, ...], last_shown: str | None, since: str | None
) -> None:
    alice = stage.patient("Alice", MADE)
    phone = stage.device(alice, MADE)
    with stage.database.transaction() as session:
        session.execute(update(Device).values(last_shown_at=at(last_shown) if last_shown else None))
    _accepted(stage, alice, phone, *pushes)
    assert _silent(stage, alice) == ({phone: at(since)} if since else {})


def test_a_push_that_was_seen_does_not_count(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    phone = stage.device(alice, MADE)
    _accepted(stage, alice, phone, *THREE[:2])
    _accepted(stage, alice, phone, THREE[2], seen=True)
    assert _silent(stage, alice) == {}


def test_each_device_stands_for_itself_and_its_patient(stage: Stage) -> None:
    alice, bob = stage.patient("Alice", MADE), stage.patient("Bob", MADE)
    phone, tablet = stage.device(alice, MADE), stage.device(alice, MADE, "tablet")
    _accepted(stage, alice, phone, *THREE)
    _accepted(stage, alice, tablet, *THREE[:2])
    assert set(_silent(stage, alice)) == {phone}
    assert _silent(stage, bob) == {}
    assert _silent(stage, alice, NOW - timedelta(minutes=1)) == {}
