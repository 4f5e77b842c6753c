"""That what can prove nothing any more is forgotten, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from backend.accounts import recovery
from backend.accounts.credentials import Challenge, KnownDevice, RecoveryCode, Tries
from backend.accounts.models import SignIn
from backend.accounts.prune import prune

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("later", "sign_ins", "known", "codes", "challenges", "tries"),
    [
        (timedelta(), 1, 1, 2, 1, 2),
        (HOUR, 1, 1, 1, 0, 2),
        (2 * DAY, 1, 1, 1, 0, 0),
        (91 * DAY, 0, 1, 1, 0, 0),
        (401 * DAY, 0, 0, 1, 0, 0),
    ],
)
def test_each_is_forgotten_in_its_time(
    app, database, travel, now, client, later, sign_ins, known, codes, challenges, tries
):
    travel(now)
    account = {"name": "Alice", "passphrase": "four calm green lamps", "zone": "UTC"}
    assert client.post("/api/account", json=account).status_code == 201
    client.post("/api/session/passkey/options", json={})
    recovery.host_code(database, "Alice", now)
    prune(database, now + later)
    with database.read() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (SignIn, KnownDevice, RecoveryCode, Challenge, Tries)
        ]
    assert counts == [sign_ins, known, codes, challenges, tries]
