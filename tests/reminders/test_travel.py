"""A patient who travels: the sunscreen of each date rings once, wherever the morning is (R7, R10, R14)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.accounts import zones
from backend.accounts.models import Patient
from backend.db import new_id
from backend.reminders import act
from backend.reminders.act import Act
from backend.reminders.settle import changing
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
LOS_ANGELES, TOKYO = "America/Los_Angeles", "Asia/Tokyo"


class Traveller:
    """Alice, whose daily sunscreen rings at 08:00 from Thursday 12 November 2026 on."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.alice = stage.patient("Alice", MADE)
        stage.device(self.alice, MADE)
        stage.course(self.alice, MADE, session_on("2026-11-10T13:45", MADE), photos=False)
        stage.tick(at("2026-11-15T21:00"))

    def opens_in(self, zone: str, now: datetime) -> None:
        with changing(self.stage.database, self.alice, now) as session:
            zones.report(session.get_one(Patient, self.alice), zone, now)

    def moves_to(self, zone: str, now: datetime) -> None:
        """She answers the question of Today with yes."""
        with changing(self.stage.database, self.alice, now) as session:
            zones.move(session.get_one(Patient, self.alice), zone)

    def reminders_follow(self) -> str:
        with self.stage.database.read() as session:
            return session.get_one(Patient, self.alice).zone

    def sunscreen(self) -> dict[str, datetime | None]:
        """When the sunscreen of each date rang."""
        return {row.key.split("/")[-1]: row.rang_at for row in self.stage.rows("A12")}

    def live_through(self, since: datetime, until: datetime) -> None:
        """A worker that ticks, every ten minutes; she does her sunscreen when it rings."""
        now = since
        while now <= until:
            if self.stage.tick(now):
                self._does_it(now)
            now += timedelta(minutes=10)

    def _does_it(self, now: datetime) -> None:
        keys = [row.key for row in self.stage.rows("A12") if row.state == "open"]
        with changing(self.stage.database, self.alice, now) as session:
            patient = session.get_one(Patient, self.alice)
            for key in keys:
                act.act_on_key(session, patient, key, Act(new_id(), "done", now), now)


@pytest.fixture
def traveller(stage: Stage) -> Traveller:
    return Traveller(stage)


def test_flown_west_the_second_morning_of_a_date_does_not_ring_again(traveller: Traveller) -> None:
    """Sunscreen in Berlin at 08:00, and another 08:00 of the same Monday in Los Angeles."""
    traveller.live_through(at("2026-11-16T07:50"), at("2026-11-16T10:00"))
    assert traveller.sunscreen()["2026-11-16.morning"] == at("2026-11-16T08:00")

    traveller.moves_to(LOS_ANGELES, at("2026-11-16T07:00", LOS_ANGELES))
    traveller.live_through(at("2026-11-16T07:10", LOS_ANGELES), at("2026-11-17T09:00", LOS_ANGELES))

    assert traveller.sunscreen()["2026-11-16.morning"] == at("2026-11-16T08:00")
    assert traveller.sunscreen()["2026-11-17.morning"] == at("2026-11-17T08:00", LOS_ANGELES)


def test_flown_west_before_the_morning_rang_it_rings_in_the_new_morning(traveller: Traveller) -> None:
    traveller.moves_to(LOS_ANGELES, at("2026-11-16T07:00"))
    traveller.live_through(at("2026-11-16T07:10"), at("2026-11-16T09:00", LOS_ANGELES))
    assert traveller.sunscreen()["2026-11-16.morning"] == at("2026-11-16T08:00", LOS_ANGELES)


def test_flown_east_over_the_morning_it_is_said_late_and_once(traveller: Traveller) -> None:
    """Landed in Tokyo at 11:00 on Thursday, it is 03:00 in Berlin: Thursday's 08:00 was jumped over."""
    landed = at("2026-11-19T11:00", TOKYO)
    traveller.live_through(at("2026-11-18T07:50"), landed - timedelta(minutes=10))
    assert "2026-11-19.morning" not in traveller.sunscreen()

    traveller.moves_to(TOKYO, landed)
    traveller.live_through(landed, at("2026-11-20T09:00", TOKYO))

    assert traveller.sunscreen()["2026-11-19.morning"] == at("2026-11-19T20:00", TOKYO)
    assert traveller.sunscreen()["2026-11-20.morning"] == at("2026-11-20T08:00", TOKYO)


def test_two_reports_a_day_apart_move_the_reminders_and_one_does_not(traveller: Traveller) -> None:
    landed = at("2026-11-16T10:00", LOS_ANGELES)
    traveller.opens_in(LOS_ANGELES, landed)
    traveller.opens_in(LOS_ANGELES, landed + timedelta(hours=23))
    assert traveller.reminders_follow() == "Europe/Berlin"
    traveller.opens_in(LOS_ANGELES, landed + timedelta(hours=24))
    assert traveller.reminders_follow() == LOS_ANGELES
    traveller.live_through(landed + timedelta(hours=24), at("2026-11-18T09:00", LOS_ANGELES))
    assert traveller.sunscreen()["2026-11-18.morning"] == at("2026-11-18T08:00", LOS_ANGELES)


def test_a_layover_moves_nothing(traveller: Traveller) -> None:
    traveller.opens_in(TOKYO, at("2026-11-16T12:00"))
    traveller.opens_in(LOS_ANGELES, at("2026-11-17T00:00"))
    traveller.opens_in("Europe/Berlin", at("2026-11-17T13:00"))
    assert traveller.reminders_follow() == "Europe/Berlin"
    traveller.live_through(at("2026-11-17T13:10"), at("2026-11-18T08:00"))
    assert traveller.sunscreen()["2026-11-18.morning"] == at("2026-11-18T08:00")
