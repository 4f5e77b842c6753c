"""What the clinic is to see: a symptom in photos of its own, and a scar or a stretch mark by itself."""

from __future__ import annotations

from typing import Any

import pytest

from backend.db import new_id
from backend.photos import poses
from backend.photos.check_ins import CheckIn, Told, check_ins
from tests.care.builders import BERLIN, STANDARD, make_at, make_course, make_visit
from tests.conftest import PASSPHRASE
from tests.photos.pictures import begin_course, only_course, photo, send

FACE = {"area": "face", "photos": True}
COURSE = make_course(make_visit("2026-12-08 13:45", "s1"), sessions=1)
CLOSE_UPS = ["wide", "near", "close"]


def told(at: str, name: str = "a", course: str = COURSE.id) -> Told:
    return Told(name, course, make_at(at).date(), make_at(at))


def to_show(now: str, *entries: Told, **facts: object) -> list[CheckIn]:
    found = check_ins(COURSE, STANDARD.photos, FACE | facts, (), BERLIN, make_at(now), told=entries)
    return [one for one in found if one.id.startswith("symptom/")]


def extra(one: Any) -> list[str]:
    return [each.pose for each in one.poses if each.is_extra]


def test_a_symptom_opens_photos_to_show_the_clinic_for_three_days_that_nobody_is_asked_for() -> None:
    [one] = to_show("2026-12-22 18:00", told("2026-12-22 12:00"))
    assert (one.id, one.kind, one.state, one.asks, one.step) == ("symptom/a", "healing", "open", False, "")
    assert (str(one.opens_on), str(one.closes_on)) == ("2026-12-22", "2026-12-24")
    [late] = to_show("2026-12-25 09:00", told("2026-12-22 12:00"))
    assert late.state == "over"
    assert to_show("2026-12-22 18:00") == []


def test_what_is_told_on_one_day_is_one_set_and_a_new_day_is_a_new_one() -> None:
    entries = told("2026-12-22 12:00", "a"), told("2026-12-22 11:00", "b"), told("2026-12-21 09:00", "c")
    assert [one.id for one in to_show("2026-12-22 18:00", *entries)] == ["symptom/b"]


def test_a_symptom_of_another_course_opens_nothing_here() -> None:
    assert to_show("2026-12-22 18:00", told("2026-12-22 12:00", course="another")) == []


@pytest.mark.parametrize("on", ["2026-12-08", "2026-12-09", "2026-12-11", "2026-12-17"])
def test_on_a_day_when_healing_is_photographed_that_set_shows_the_symptom(on: str) -> None:
    assert to_show(f"{on} 18:00", told(f"{on} 12:00")) == []


def test_a_symptom_may_be_taken_from_any_side_and_close_and_none_of_them_is_missing() -> None:
    [one] = to_show("2026-12-22 18:00", told("2026-12-22 12:00"))
    assert extra(one) == [each.pose for each in one.poses] == [*poses.POSES["face"], *CLOSE_UPS]
    assert (one.missing, one.state) == (0, "open")


@pytest.mark.parametrize(
    ("area", "concern", "wanted"),
    [
        ("face", "acne_scars", [*CLOSE_UPS, "side_lit"]),
        ("face", "lines,stretch_marks", CLOSE_UPS),
        ("abdomen", "other_scars", CLOSE_UPS),
        ("back", "other_scars", []),  # its own poses are these
        ("face", "lines", []),
        ("face", "", []),
        ("face,breast", "acne_scars", []),  # beside an intimate area no close-up
    ],
)
def test_a_scar_or_a_stretch_mark_may_be_taken_by_itself(area: str, concern: str, wanted: list[str]) -> None:
    [baseline] = (
        one
        for one in check_ins(
            COURSE,
            STANDARD.photos,
            {"area": area, "concern": concern},
            (),
            BERLIN,
            make_at("2026-12-01 09:00"),
        )
        if one.id == "baseline"
    )
    assert extra(baseline) == wanted
    assert baseline.missing == len(poses.POSES[area.partition(",")[0]])


def test_a_set_is_done_without_the_close_ups_it_offers(alice: Any, travel: Any) -> None:
    travel(make_at("2026-12-09 09:00"))
    course = begin_course(alice, photos=True, facts={"concern": "acne_scars"})
    for number, pose in enumerate(poses.POSES["face"]):
        sent = send(alice, new_id(), photo(number), course, Photo_Pose=pose)
        assert sent.status_code == 201, sent.text
    baseline = only_course(alice)["check_ins"][0]
    assert (baseline["id"], baseline["state"], baseline["missing"]) == ("baseline", "done", 0)
    assert [each["pose"] for each in baseline["poses"] if each["is_extra"]] == [*CLOSE_UPS, "side_lit"]
    assert send(alice, new_id(), photo(9), course, Photo_Pose="side_lit").status_code == 201


def test_a_photo_of_a_symptom_is_kept_and_shows_no_progress(alice: Any, travel: Any) -> None:
    travel(make_at("2026-12-01 09:00"))
    course = begin_course(alice, photos=True)
    travel(make_at("2026-12-29 12:00"))
    entry = {"id": new_id(), "course_id": course, "symptom": "darker", "score": 4, "change": None}
    said = alice.post("/api/diary", json={**entry, "at": make_at("2026-12-29 11:00").isoformat()})
    assert said.status_code == 200, said.text
    [shown] = [one for one in only_course(alice)["check_ins"] if one["id"] == f"symptom/{entry['id']}"]
    assert (shown["state"], shown["asks"]) == ("open", False)
    assert send(alice, new_id(), photo(), course, Photo_Check_In=shown["id"]).status_code == 201
    alice.post("/api/session/confirm", json={"passphrase": PASSPHRASE})
    [kept] = alice.get("/api/photos").json["photos"]
    assert kept["kind"] == "healing"
