"""Knows how a course is kept in one line, and how to see that a refused change left nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.care.course import Course
from backend.courses import store
from backend.courses.store import CourseStart
from backend.db import Base, Database, new_id
from backend.errors import Problem
from tests.courses.cast import ALICE, COURSE, NOW, visit

FACTS = {"area": "face", "retinoid": "cosmetic", "actives": True}
FIRST = visit("2026-12-08T13:45", id=new_id(), place="Hauptstr. 1", phone="030 1234")


def begin(database: Database, text: str, patient_id: str = ALICE, **fields: Any) -> Course:
    """Make a course with its first session on 8 December; `fields` replace what is given."""
    start = CourseStart(COURSE, frozenset({"pen"}), FACTS, first=FIRST)
    with database.transaction() as session:
        return store.create_course(session, patient_id, replace(start, **fields), text, NOW)


def dump(database: Database, but: str = "") -> dict[str, list[Any]]:
    """Every row of every table but one: reading over HTTP notes when a browser was last seen."""
    with database.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(table.select().order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
            if table.name != but
        }


def refused(database: Database, change: Callable[[Session], object], status: int) -> str:
    """The sentence a change is refused with; nothing of it stays."""
    before = dump(database)
    with pytest.raises(Problem) as problem, database.transaction() as session:
        change(session)
    assert problem.value.status == status
    assert dump(database) == before
    return problem.value.sentence


def starts(course: Course) -> list[str]:
    return [f"{one.start_local:%Y-%m-%d %H:%M} {one.state}" for one in course.visits]
