"""Taking everything along, and leaving nothing behind."""

from __future__ import annotations

import json
import re
import uuid

from sqlalchemy import func, select

from backend.accounts.leaving import SECRET, owned_tables
from backend.models import Base
from tests.conftest import PASSPHRASE
from tests.fakes.authenticator import Authenticator

# Of no patient: facts of the installation, the clinic's protocol, and HMACs that end within a day.
OF_NOBODY = {"install", "protocol_texts", "tries", "challenges"}


def _fill(client):
    options = client.post("/api/passkeys/options", json={}).json["public_key"]
    made = {"label": "Phone", "credential": Authenticator().create(options)}
    assert client.post("/api/passkeys", json=made).status_code == 201
    first = {"start": "2026-12-15T13:45", "zone": "Europe/Berlin", "minutes": 60, "place": "Harbour Street 3"}
    course = {"id": str(uuid.uuid4()), "area": "face", "modalities": ["pen"], "retinoid": "cosmetic"}
    assert client.post("/api/courses", json={**course, "first": first}).status_code == 201
    value = {"param": "retinoid_before", "value": 5, "set_by": "clinic"}
    assert client.put(f"/api/courses/{course['id']}/values", json=value).status_code == 200


def test_every_table_belongs_to_a_patient_or_is_known_to_belong_to_nobody():
    owned = {table.name for table in owned_tables("somebody")}
    assert owned | OF_NOBODY == set(Base.metadata.tables) and not owned & OF_NOBODY


def test_everything_that_belongs_to_a_patient_goes_with_the_patient():
    for table in owned_tables("somebody"):
        owners = [key for key in table.foreign_keys if key.column.table.name not in OF_NOBODY]
        # What may do without the row it points to goes with the patient by its other key.
        needed = [key for key in owners if key.ondelete != "SET NULL" or not key.parent.nullable]
        assert all(key.ondelete == "CASCADE" for key in needed), table.name
        assert needed or table.name == "patients"


def test_what_could_let_somebody_in_is_left_out_by_name():
    columns = {column.name for table in owned_tables("somebody") for column in table.columns}
    suspicious = {name for name in columns if re.search(r"hash|token|secret|auth|p256dh|public_key", name)}
    assert suspicious - {"protocol_hash", "declined_hash"} <= SECRET <= columns


def test_the_export_holds_what_the_patient_entered_and_no_secret(alice):
    _fill(alice)
    told = alice.get("/api/export")
    assert told.status_code == 200
    assert told.json["account"]["name"] == "Alice"
    records = told.json["records"]
    assert len(records["courses"]) == 1
    assert records["visits"][0]["place"] == "Harbour Street 3"
    assert {answer["question"]: answer["value"] for answer in records["answers"]}["retinoid"] == "cosmetic"
    assert records["course_values"][0]["value"] == 5
    assert records["passkeys"][0]["label"] == "Phone" and len(records["sign_ins"]) == 1
    assert not SECRET & set(re.findall(r'"(\w+)":', json.dumps(told.json)))
    assert "$argon2" not in told.text


def test_the_export_holds_nothing_of_anybody_else(alice, bob):
    _fill(alice)
    _fill(bob)
    mine, theirs = alice.get("/api/export").json, bob.get("/api/export").json
    ids = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
    assert not set(ids.findall(str(mine))) & set(ids.findall(str(theirs)))


def test_leaving_removes_everything_of_one_patient_and_nothing_of_another(alice, bob, database):
    _fill(alice)
    _fill(bob)
    alice_id, bob_id = alice.get("/api/me").json["id"], bob.get("/api/me").json["id"]
    kept = bob.get("/api/export").json["records"]
    answer = alice.delete("/api/account")
    assert answer.status_code == 204
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert alice.get("/api/me").status_code == 401
    with database.read() as session:
        for table, condition in owned_tables(alice_id).items():
            count = select(func.count()).select_from(table)
            assert session.scalar(count.where(condition)) == 0, table.name
        rows = {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in owned_tables(bob_id)
        }
    assert rows.pop("patients") == 1
    assert rows == {name: len(found) for name, found in kept.items()}, "no row without its owner is left"
    assert bob.get("/api/export").json["records"] == kept


def test_who_left_cannot_sign_in_and_the_name_is_free_again(alice, client):
    alice.delete("/api/account")
    credentials = {"name": "Alice", "passphrase": PASSPHRASE}
    assert client.post("/api/session", json=credentials).status_code == 401
    assert client.post("/api/account", json={**credentials, "zone": "UTC"}).status_code == 201
