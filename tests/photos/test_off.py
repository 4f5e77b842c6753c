"""Where photos are off: under 18 and intimate areas; and no prompt while the clinic is to be asked."""

from __future__ import annotations

from typing import Any

import pytest

from backend.db import new_id
from tests.care.builders import make_at
from tests.photos.pictures import begin_course, only_course, photo, send


def say(client: Any, course: str, question: str, value: Any, at: str) -> None:
    body = {"id": new_id(), "course_id": course, "question": question, "value": value}
    told = client.post("/api/answers", json={**body, "at": make_at(at).isoformat()})
    assert told.status_code < 300, told.text


def asked(client: Any) -> list[str]:
    return [one["id"] for one in only_course(client)["check_ins"] if one["asks"]]


def test_nobody_who_turns_out_to_be_under_18_is_photographed(alice: Any) -> None:
    course = begin_course(alice, photos=True)
    assert send(alice, new_id(), photo(), course).status_code == 201
    say(alice, course, "age", "under_18", "2026-11-20 09:00")
    told = only_course(alice)
    assert (told["off"], told["check_ins"]) == ("under_age", [])
    refused = send(alice, new_id(), photo(1), course)
    assert (refused.status_code, refused.json["code"]) == (422, "photos_off")
    assert len(alice.get("/api/photos").json["photos"]) == 1, "what was there can still be removed"


@pytest.mark.parametrize("area", ["breast", "buttocks"])
@pytest.mark.parametrize("said", ["the area itself", "face"])
def test_a_course_of_an_intimate_area_keeps_no_photo_whatever_it_is_called(
    alice: Any, area: str, said: str
) -> None:
    course = begin_course(alice, area=area, photos=True)
    assert (only_course(alice)["off"], only_course(alice)["check_ins"]) == ("intimate_area", [])
    refused = send(alice, new_id(), photo(), course, Photo_Area=area if said != "face" else "face")
    assert (refused.status_code, refused.json["code"]) == (422, "photos_off")
    assert alice.get("/api/photos").json["photos"] == []


@pytest.mark.parametrize(("area", "is_asked"), [("face", True), ("face,breast", True), ("breast", False)])
def test_where_no_photo_may_be_taken_neither_the_wish_for_reminders_nor_its_question_is_shown(
    alice: Any, area: str, is_asked: bool
) -> None:
    course = begin_course(alice, area=area, photos=True)
    [shown] = alice.get("/api/courses").json["courses"]
    asked = [one["id"] for one in alice.get(f"/api/courses/{course}/questions").json["questions"]]
    assert ("photos" in shown["facts"], "photos" in asked, "tone" in asked) == (is_asked, is_asked, True)


def test_no_set_asks_while_the_clinic_is_to_be_asked_and_one_asks_again_afterwards(
    alice: Any, travel: Any
) -> None:
    travel(make_at("2026-12-01 09:00"))
    course = begin_course(alice, photos=True, tone=2)
    travel(make_at("2026-12-18 12:00"))
    [wanted] = asked(alice)
    assert wanted.startswith("day-3/")
    body = {"id": new_id(), "course_id": course, "symptom": "fever", "score": 4}
    assert (
        alice.post("/api/diary", json={**body, "at": make_at("2026-12-18 11:00").isoformat()}).status_code
        < 300
    )
    told = only_course(alice)
    assert told["is_held"] and asked(alice) == []
    assert [one["id"] for one in told["check_ins"] if one["state"] == "open"] == [wanted], (
        "it may be taken all the same"
    )
    assert send(alice, new_id(), photo(), course, Photo_Check_In=wanted).status_code == 201
    reached = {"id": new_id(), "course_id": course, "at": make_at("2026-12-18 12:00").isoformat()}
    assert alice.post("/api/diary/reached", json=reached).status_code < 300
    assert not only_course(alice)["is_held"] and asked(alice) == [wanted]
