"""Which day a report is of where the clinic is far away, and a diary nobody could have filled by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import insert, select

from backend.accounts.models import Patient
from backend.db import Database, new_id
from backend.symptoms import store
from backend.symptoms.models import DiaryEntry
from backend.symptoms.store import session_and_day
from tests.care.builders import make_at, make_course, make_visit


def test_right_after_a_session_it_is_day_0_also_where_the_date_is_still_the_one_before() -> None:
    """08:00 in Tokyo is the evening before in Los Angeles, and yet no day before the session."""
    visit = make_visit("2026-12-08 08:00", zone="Asia/Tokyo")
    assert session_and_day(make_course(visit), date(2026, 12, 7), make_at("2026-12-08 00:30")) == (visit, 0)


def test_the_same_of_another_course_is_not_the_same_of_this_one(tell: Any, alice: Any, travel: Any) -> None:
    travel(make_at("2026-12-20 12:00"))
    first = {"start": "2026-12-15T13:45", "zone": "Europe/Berlin", "minutes": 60}
    neck = {
        "id": new_id(),
        "area": "neck",
        "modalities": ["pen"],
        "retinoid": "none",
        "tone": 2,
        "first": first,
    }
    assert alice.post("/api/courses", json=neck).status_code == 201
    tell("redness", change="same", at="2026-12-19 10:00", course_id=neck["id"])
    assert tell("redness", change="same", at="2026-12-20 10:00").json["tier"] == "watch"


def test_a_full_diary_says_so_and_takes_no_more(tell: Any, database: Database) -> None:
    kept = tell("redness").json
    with database.transaction() as session:
        patient_id = session.scalars(select(Patient.id)).one()
        row = session.get_one(DiaryEntry, (patient_id, kept["id"]))
        columns = {column.key: getattr(row, column.key) for column in DiaryEntry.__table__.columns}
        more = [{**columns, "id": new_id()} for _ in range(store.MOST_ENTRIES - 1)]
        session.execute(insert(DiaryEntry), more)
    refused = tell("redness", at="2026-12-17 11:30")
    assert (refused.status_code, refused.json["code"]) == (409, "too_many")
    assert "call your clinic" in refused.json["detail"]
    assert tell("redness", id=kept["id"]).json == kept
