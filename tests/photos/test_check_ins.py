"""Which photos are due when, and which poses are missing (care protocol 5.1 and 5.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.care.course import Course, VisitState
from backend.care.photographed import AREAS, off_because
from backend.db import new_id
from backend.photos import poses
from backend.photos.check_ins import CheckIn, Taken, check_ins
from tests.care.builders import BERLIN, STANDARD, make_at, make_course, make_visit
from tests.photos.pictures import begin_course, photo, send

FACE = {"area": "face", "photos": True}
FIRST, SECOND = make_visit("2026-12-08 13:45", "s1"), make_visit("2027-01-12 13:45", "s2")
TWO = make_course(FIRST, SECOND, sessions=2)


def found(
    now: str, course: Course = TWO, taken: tuple[Taken, ...] = (), **given: object
) -> dict[str, CheckIn]:
    facts = given.pop("facts", FACE)
    sets = given.pop("sets", STANDARD.photos)
    made = check_ins(course, sets, facts, taken, BERLIN, make_at(now), **given)  # type: ignore[arg-type]
    return {one.id: one for one in made}


def taken(check_in: str | None, pose: str = "front", at: str = "2026-12-01 09:00", name: str = "p") -> Taken:
    return Taken(f"{name}-{pose}", "alice", "face", pose, check_in, make_at(at))


def whole_set(check_in: str, at: str = "2026-12-01 09:00") -> tuple[Taken, ...]:
    return tuple(taken(check_in, pose, at, check_in) for pose in poses.POSES["face"])


def test_a_course_of_two_sessions_has_its_sets_on_these_dates():
    due = {name: str(one.due_on) for name, one in found("2026-11-01 09:00").items()}
    assert due == {
        "baseline": "2026-12-01",
        "before/s1": "2026-12-07",
        "day-0/s1": "2026-12-08",
        "day-1/s1": "2026-12-09",
        "day-3/s1": "2026-12-11",
        "day-7/s1": "2026-12-15",
        "after/s1": "2027-01-05",
        "before/s2": "2027-01-11",
        "day-0/s2": "2027-01-12",
        "day-1/s2": "2027-01-13",
        "day-3/s2": "2027-01-15",
        "day-7/s2": "2027-01-19",
        "week-4": "2027-02-09",
        "week-8": "2027-03-09",
        "week-12": "2027-04-06",
        "week-24": "2027-06-29",
    }


@pytest.mark.parametrize(("start", "has_own_set"), [("2027-01-08", False), ("2027-01-09", True)])
def test_four_weeks_on_has_a_set_of_its_own_unless_the_one_before_the_next_session_is_open(
    start, has_own_set
):
    course = make_course(FIRST, make_visit(f"{start} 13:45", "s2"), sessions=2)
    sets = found("2027-01-05 12:00", course)
    assert ("after/s1" in sets) is has_own_set
    assert (sets["before/s2"].state == "open") is not has_own_set


def test_healing_is_told_apart_from_progress():
    kinds = {name.partition("/")[0]: one.kind for name, one in found("2026-11-01 09:00").items()}
    assert {name for name, kind in kinds.items() if kind == "healing"} == {"day-0", "day-1", "day-3", "day-7"}


DARK = {**FACE, "tone": 5}


@pytest.mark.parametrize(
    "facts",
    [DARK, {**FACE, "tone": "unknown"}, {**FACE, "dark_marks": True}, {**FACE, "deep": True}],
    ids=["deeper tone", "tone not told", "past dark marks", "deep session"],
)
def test_who_gets_dark_marks_easily_has_colour_checks_on_days_10_and_14(facts):
    sets = found("2026-11-01 09:00", facts=facts)
    due = {name: str(one.due_on) for name, one in sets.items() if one.kind == "colour"}
    assert due == {
        "colour-10/s1": "2026-12-18",
        "colour-14/s1": "2026-12-22",
        "colour-10/s2": "2027-01-22",
        "colour-14/s2": "2027-01-26",
    }
    assert sets["colour-10/s1"].name == "Colour check, day 10 after session 1"


def test_nobody_else_has_colour_checks():
    light = {**FACE, "tone": 2, "dark_marks": False, "deep": False}
    assert not [one for one in found("2026-11-01 09:00", facts=light).values() if one.kind == "colour"]


@pytest.mark.parametrize("second", ["2027-01-04", "2027-01-05", "2027-01-06", "2027-01-12", "2027-03-30"])
def test_on_day_28_one_set_of_the_same_poses_serves_for_progress_and_colour(second):
    course = make_course(FIRST, make_visit(f"{second} 13:45", "s2"), sessions=2)
    sets = found("2027-01-05 12:00", course, facts=DARK).values()
    open_now = [one for one in sets if one.state == "open" and one.kind != "healing"]
    assert len(open_now) == (0 if second == "2027-01-04" else 1), [one.id for one in open_now]


def test_a_colour_check_gives_way_to_the_photos_before_a_session_of_the_next_day():
    course = make_course(FIRST, make_visit("2026-12-20 13:45", "s2"), sessions=2)
    colour = [
        name for name, one in found("2026-11-01 09:00", course, facts=DARK).items() if one.kind == "colour"
    ]
    assert colour == ["colour-10/s2", "colour-14/s2"], (
        "day 10 after the first is the day before the day before"
    )


def test_a_clinic_can_move_a_set_take_it_out_and_say_that_it_never_asks():
    moved = tuple(
        replace(one, day=-3, asks=False) for one in STANDARD.photos if one.id in ("before", "day-1")
    )
    sets = found("2026-12-05 09:00", sets=moved)
    assert {name: str(one.due_on) for name, one in sets.items()} == {
        "before/s1": "2026-12-05",
        "day-1/s1": "2026-12-05",
        "before/s2": "2027-01-09",
        "day-1/s2": "2027-01-09",
    }
    assert sets["before/s1"].state == "open" and not any(one.asks for one in sets.values())


def test_a_set_names_the_step_that_its_last_photo_settles():
    steps = {name.partition("/")[0]: one.step for name, one in found("2026-11-01 09:00").items()}
    assert steps == {
        **dict.fromkeys(("baseline", "before"), "B14"),
        **dict.fromkeys(("day-0", "day-1", "day-3", "day-7"), ""),
        "after": "N03",
        **dict.fromkeys(("week-4", "week-8", "week-12", "week-24"), "M01"),
    }


def test_result_sets_wait_until_the_last_session_is_known():
    course = make_course(FIRST, sessions=4)
    assert not [name for name in found("2026-11-01 09:00", course) if name.startswith("week-")]


def test_a_session_that_is_only_proposed_or_cancelled_has_no_set():
    other = make_visit("2027-01-12 13:45", "s2", state=VisitState.PROPOSED)
    gone = make_visit("2027-02-16 13:45", "s3", state=VisitState.CANCELLED)
    named = " ".join(found("2026-11-01 09:00", make_course(FIRST, other, gone)))
    assert "s1" in named and "s2" not in named and "s3" not in named


def test_a_session_that_is_moved_takes_its_sets_along():
    moved = make_course(make_visit("2026-12-15 13:45", "s1"), SECOND, sessions=2)
    assert str(found("2026-11-01 09:00", moved)["before/s1"].due_on) == "2026-12-14"


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2026-11-23 09:00", "ahead"),
        ("2026-11-24 09:00", "open"),
        ("2026-12-06 22:00", "open"),
        ("2026-12-06 23:30", "over"),  # in Berlin it is the next day already
    ],
)
def test_a_set_opens_and_closes_by_the_patients_date(now, state):
    assert found(now)["baseline"].state == state


@pytest.mark.parametrize(
    ("now", "before", "day_0", "asking"),
    [
        ("2026-12-08 12:44", "open", "ahead", ["before/s1"]),  # in Berlin the session begins at 13:45
        ("2026-12-08 12:45", "over", "open", []),
        ("2026-12-08 19:00", "over", "open", []),
    ],
)
def test_on_the_day_of_a_session_its_beginning_parts_the_photos_before_it_from_those_after(
    now, before, day_0, asking
):
    day = found(now)
    assert (day["before/s1"].state, day["day-0/s1"].state) == (before, day_0)
    assert [name for name, one in day.items() if one.asks] == asking


def test_a_set_knows_which_poses_are_missing():
    one = found("2026-12-01 09:00", taken=(taken("baseline", "front"), taken("baseline", "left_45")))[
        "baseline"
    ]
    assert one.missing == 3 and one.state == "open"
    assert [each.pose for each in one.poses if each.photo] == ["front", "left_45"]
    assert found("2026-12-01 09:00", taken=whole_set("baseline"))["baseline"].state == "done"


def test_a_pose_taken_again_shows_the_newest_photo():
    twice = (taken("baseline", name="old"), taken("baseline", at="2026-12-01 10:00", name="new"))
    assert found("2026-12-01 09:00", taken=twice)["baseline"].poses[0].photo == "new-front"


def test_the_ghost_is_the_first_photo_of_the_pose_that_shows_progress():
    photos = (
        taken("day-1/s1", at="2026-11-20 09:00", name="swollen"),
        taken("baseline", at="2026-12-01 09:00", name="first"),
        taken("before/s2", at="2027-01-11 09:00", name="second"),
    )
    assert found("2027-01-11 09:00", taken=photos)["before/s2"].poses[0].ghost == "first-front"


def test_photos_of_another_course_do_not_count():
    other = tuple(
        Taken(one.id, "bob", one.area, one.pose, one.check_in, one.taken_at) for one in whole_set("baseline")
    )
    assert found("2026-12-01 09:00", taken=other)["baseline"].missing == 5


@pytest.mark.parametrize("area", sorted({*AREAS, *poses.POSES}))
def test_every_area_has_the_poses_it_needs_each_with_words(area):
    one = found("2026-12-01 09:00", facts={"area": area, "photos": True})["baseline"]
    assert [each.pose for each in one.poses] == list(poses.POSES[area]) and one.poses
    assert all(poses.LABELS[pose] for pose in poses.allowed(area, [area]))


def test_at_most_one_set_asks_and_it_is_the_last_that_came_due():
    assert [name for name, one in found("2026-12-06 09:00").items() if one.asks] == ["before/s1"]
    assert [name for name, one in found("2026-11-28 09:00").items() if one.asks] == ["baseline"]
    assert not any(one.asks for one in found("2026-12-25 09:00").values())


def test_the_day_of_the_session_is_never_asked_for():
    before = whole_set("before/s1", "2026-12-07 17:00")
    day = found("2026-12-08 19:00", taken=before)
    assert day["day-0/s1"].state == "open" and not any(one.asks for one in day.values())


def test_a_set_that_is_done_asks_no_more():
    asked = found("2026-11-28 09:00", taken=whole_set("baseline"))
    assert not any(one.asks for one in asked.values())


@pytest.mark.parametrize(
    ("course", "given"),
    [
        (TWO, {"facts": {"area": "face", "photos": False}}),
        (TWO, {"facts": {"area": "face"}}),
        (TWO, {"is_held": True}),
        (make_course(FIRST, SECOND, sessions=2, paused_at=datetime(2026, 11, 20, tzinfo=UTC)), {}),
    ],
    ids=["photos off", "never asked", "held", "course paused"],
)
def test_nobody_is_asked_who_did_not_want_it_or_has_to_see_the_clinic_first(course, given):
    sets = found("2026-12-06 09:00", course, **given)
    assert sets and not any(one.asks for one in sets.values()), "the sets stay, for who likes to take them"


@pytest.mark.parametrize("area", ["buttocks", "breast", "groin"])
def test_an_intimate_area_has_no_sets(area):
    assert off_because({"area": area}) == "intimate_area"
    assert found("2026-12-06 09:00", facts={"area": area, "photos": True}) == {}


def test_nobody_under_18_has_sets():
    facts = {"area": "face", "photos": True, "age": "under_18"}
    assert off_because(facts) == "under_age"
    assert found("2026-12-06 09:00", facts=facts) == {}
    assert off_because({**facts, "age": "from_18_to_21"}) is None


def test_check_ins_come_over_http_and_hide_photos_while_the_gallery_is_locked(alice, travel):
    course, photo_id = begin_course(alice, photos=True), new_id()
    assert send(alice, photo_id, photo(), course).status_code == 201
    told = alice.get("/api/photos/check-ins").json
    [first] = [one for one in told["courses"][0]["check_ins"] if one["id"] == "baseline"]
    assert not told["is_locked"] and told["courses"][0]["off"] is None
    assert (first["missing"], first["poses"][0]["photo_id"], first["poses"][0]["ghost_id"]) == (
        4,
        photo_id,
        photo_id,
    )
    alice.post("/api/photos/lock")
    locked = alice.get("/api/photos/check-ins")
    assert locked.json["is_locked"] and photo_id not in locked.text
    assert locked.json["courses"][0]["check_ins"][0]["poses"][0]["is_taken"]


def test_an_intimate_area_is_said_over_http(alice):
    begin_course(alice, area="breast")
    [told] = alice.get("/api/photos/check-ins").json["courses"]
    assert (told["off"], told["check_ins"]) == ("intimate_area", [])
