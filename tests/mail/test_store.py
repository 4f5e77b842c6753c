"""What is kept of an address while somebody else changes it too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from backend.accounts.store import create_patient
from backend.db import Database
from backend.mail.seals import Seals
from backend.mail.store import TRIES, address_of, give, prove
from tests.journeys.deadlines import wait_until
from tests.postgresql import waiting

SEALS = Seals("a secret for tests that is long enough")


def _given(database: Database, now: datetime) -> tuple[str, str]:
    """A patient whose address has two tries left, and the code in its letter."""
    with database.transaction() as session:
        patient = create_patient(session, name="Alice", passphrase_hash="", zone="Europe/Berlin", now=now)
        address = give(session, patient.id, "alice@home.org", now)
        address.tries = TRIES - 2
        return patient.id, SEALS.code(address.code_letter_id)


def test_two_wrong_codes_at_one_moment_count_as_two(database: Database, engine: str, now: datetime) -> None:
    patient_id, right = _given(database, now)
    wrong = "000000" if right != "000000" else "000001"

    def try_it() -> bool:
        with database.transaction() as session:
            return prove(session, SEALS, patient_id, wrong, now)

    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as session:
            assert not prove(session, SEALS, patient_id, wrong, now)
            session.flush()
            other = pool.submit(try_it)
            if engine == "postgresql":
                wait_until(lambda: waiting(database), "the other try to wait for this one", seconds=60)
        assert other.result(60) is False
    with database.read() as session:
        found = address_of(session, patient_id)
        assert found is not None and found.tries == TRIES
