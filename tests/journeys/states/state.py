"""Knows how a state is told in three lines, and how a phone is put in front of it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.accounts import store as accounts
from backend.accounts.passphrases import Passphrases
from backend.db import Database
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.patient import ZONE
from tests.journeys.states.moves import nothing, settle
from tests.journeys.states.scene import Scene
from tests.reminders.stage import Stage

PASSPHRASE = "four plain words work"
_KEPT_PASSPHRASE = Passphrases(cheap=True).hash(PASSPHRASE)


@dataclass(frozen=True)
class State:
    """One state of one screen: what happened before, and what the reader does before it is looked at."""

    screen: str
    name: str
    path: str
    happened: Callable[[Scene], None]
    then: Callable[[Phone], None] = field(default=nothing)


STATES: list[State] = []


def state(
    screen: str, name: str, path: str, then: Callable[[Phone], None] = nothing
) -> Callable[[Callable[[Scene], None]], Callable[[Scene], None]]:
    """Add a state; the function below it tells the scene what happened."""

    def add(happened: Callable[[Scene], None]) -> Callable[[Scene], None]:
        STATES.append(State(screen, name, path, happened, then))
        return happened

    return add


def show(shown: State, phone: Phone, clinic: App) -> None:
    """Put a phone with an empty profile in front of the state, with a patient of its own."""
    phone.page.goto(phone.url)
    database = Database(clinic.database_url)
    try:
        patient_id = _sign_in(phone, database, clinic.now - timedelta(days=90))
        key_id = phone.api("GET", "/api/push/key")["key_id"]
        scene = Scene(Stage(database), phone, patient_id, clinic.now, key_id)
        shown.happened(scene)
        scene.turn_reminders_on()
        scene.ring()
    finally:
        database.close()
    # It was installed meanwhile; what is looked at comes from it, as on every day but the first.
    phone.wait_for_worker()
    phone.open(shown.path)
    settle(phone)
    shown.then(phone)


def _sign_in(phone: Phone, database: Database, joined_at: datetime) -> str:
    name = f"Alice {uuid.uuid4().hex[:8]}"
    with database.transaction() as session:
        patient = accounts.create_patient(
            session, name=name, passphrase_hash=_KEPT_PASSPHRASE, zone=ZONE, now=joined_at
        )
    phone.api("POST", "/api/session", {"name": name, "passphrase": PASSPHRASE})
    return patient.id
