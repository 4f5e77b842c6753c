"""A course of several areas: photos of each that may be photographed, and never one of an intimate area."""

from __future__ import annotations

import io
import zipfile
from itertools import combinations
from typing import Any

import pytest

from backend.care.photographed import AREAS, photographed
from backend.db import new_id
from backend.photos import poses
from tests.care.builders import STANDARD
from tests.care.combinations import ONE_AREA
from tests.photos.pictures import begin_course, only_course, photo, send

INTIMATE = {"buttocks", "breast", "groin", "inner_thighs"}  # care protocol 4.3


def test_each_area_of_a_course_has_the_poses_it_needs(alice: Any) -> None:
    begin_course(alice, area="neck,face", photos=True)
    told = only_course(alice)
    assert (told["off"], told["areas"], told["never"]) == (None, ["face", "neck"], [])
    for one in told["check_ins"]:
        wanted = [(each["area"], each["pose"]) for each in one["poses"]]
        assert wanted == [(area, pose) for area in ("face", "neck") for pose in poses.POSES[area]]
        labels = [each["label"] for each in one["poses"]]
        assert "face, front" in labels and "neck, front" in labels and len(set(labels)) == len(labels)


@pytest.mark.parametrize("area", AREAS)
def test_an_area_has_the_name_in_photos_that_it_has_in_its_question(area: str) -> None:
    [word] = {poses.label(area, pose).partition(", ")[0] for pose in poses.POSES[area]}
    question = STANDARD.questions["area"]
    assert word == dict(zip(question.values, question.labels, strict=True))[area].lower()


def test_a_tummy_is_called_so_in_poses_captions_and_files(alice: Any) -> None:
    course = begin_course(alice, area="abdomen,hands", photos=True)
    labels = {each["label"] for one in only_course(alice)["check_ins"] for each in one["poses"]}
    assert "tummy, front" in labels and "hands, backs of both hands" in labels
    assert send(alice, new_id(), photo(), course, Photo_Area="abdomen").status_code == 201
    [kept] = alice.get("/api/photos").json["photos"]
    assert kept["caption"].startswith("Tummy, front. ")
    with zipfile.ZipFile(io.BytesIO(alice.get("/api/photos/archive").data)) as file:
        assert [name for name in file.namelist() if " tummy, front " in name and name.endswith(".jpg")]


def test_a_photo_counts_for_its_own_area_only(alice: Any) -> None:
    course = begin_course(alice, area="face,neck", photos=True)
    first = only_course(alice)["check_ins"][0]
    sent = send(alice, new_id(), photo(), course, Photo_Area="neck", Photo_Check_In=first["id"])
    assert sent.status_code == 201
    again = only_course(alice)["check_ins"][0]
    assert [(each["area"], each["pose"]) for each in again["poses"] if each["is_taken"]] == [
        ("neck", "front")
    ]
    assert again["missing"] == first["missing"] - 1


def test_beside_an_intimate_area_the_others_are_photographed_and_it_never_is(alice: Any) -> None:
    course = begin_course(alice, area="face,breast", photos=True)
    told = only_course(alice)
    assert (told["off"], told["areas"], told["never"]) == (None, ["breast", "face"], ["breast"])
    assert {each["area"] for one in told["check_ins"] for each in one["poses"]} == {"face"}
    assert send(alice, new_id(), photo(), course).status_code == 201
    # What is named otherwise, or is a close-up, could be the intimate area itself.
    for area, pose in (("breast", "front"), ("chest", "front"), ("neck", "front"), ("back", "close")):
        refused = send(alice, new_id(), photo(1), course, Photo_Area=area, Photo_Pose=pose)
        assert (refused.status_code, refused.json["code"]) == (422, "photos_off"), area
    near = send(alice, new_id(), photo(1), course, Photo_Pose="close")
    assert near.status_code == 422
    assert len(alice.get("/api/photos").json["photos"]) == 1


@pytest.mark.parametrize("areas", ["breast,chest", "buttocks,thighs", "breast,buttocks"])
def test_an_area_whose_photo_would_show_an_intimate_one_is_not_photographed_either(
    alice: Any, areas: str
) -> None:
    course = begin_course(alice, area=areas, photos=True)
    assert (only_course(alice)["off"], only_course(alice)["check_ins"]) == ("intimate_area", [])
    for named in (*areas.split(","), "face"):
        refused = send(alice, new_id(), photo(), course, Photo_Area=named)
        assert (refused.status_code, refused.json["code"]) == (422, "photos_off")


def test_no_set_of_areas_lets_a_photo_of_an_intimate_one_in() -> None:
    for count in range(1, len(ONE_AREA) + 1):
        for areas in combinations(ONE_AREA, count):
            taken = photographed(areas)
            assert not INTIMATE & set(taken) and set(taken) <= set(areas)
            for area in INTIMATE:
                assert poses.allowed(area, areas) == ()
            if INTIMATE & set(areas):
                assert {area for area in ONE_AREA if poses.allowed(area, areas)} == set(taken)
            else:
                assert set(taken) == set(areas)


def test_an_area_added_later_stops_photos_of_what_it_stands_beside(alice: Any) -> None:
    course = begin_course(alice, area="chest", photos=True)
    assert send(alice, new_id(), photo(), course, Photo_Area="chest").status_code == 201
    changed = alice.patch(f"/api/courses/{course}", json={"facts": {"area": "chest,breast"}})
    assert changed.status_code == 200, changed.text
    assert send(alice, new_id(), photo(1), course, Photo_Area="chest").status_code == 422
    assert len(alice.get("/api/photos").json["photos"]) == 1, "what was there can still be removed"
