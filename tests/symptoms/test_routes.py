"""The diary over HTTP: answered by the table once, kept as it was said, and holding back what is routine."""

from __future__ import annotations

from typing import Any

import pytest

from backend import clock
from backend.db import new_id
from tests.care.builders import make_at


def test_a_mild_redness_on_day_2_is_often_seen(tell: Any) -> None:
    entry = tell("redness").json
    assert (entry["tier"], entry["rule"], entry["day"], entry["on"]) == ("expected", "E01", 2, "2026-12-17")
    assert entry["says"].startswith("Often seen on day 2.")


@pytest.mark.parametrize(
    ("symptom", "score", "change", "tier", "rule"),
    [
        ("redness", 2, "worse", "contact", "E01"),
        ("redness", 9, None, "contact", "C18"),
        ("pus", 0, "better", "contact", "C02"),
        ("breathing", 0, "better", "emergency", "X01"),
        ("bruise", 3, "same", "expected", "E05"),
        ("darker", 2, None, "watch", "W04"),
    ],
)
def test_each_tier_is_answered(
    tell: Any, symptom: str, score: int, change: str | None, tier: str, rule: str
) -> None:
    entry = tell(symptom, score, change=change).json
    assert (entry["tier"], entry["rule"]) == (tier, rule)


def test_an_emergency_names_the_number_of_the_patients_country(tell: Any, alice: Any) -> None:
    assert "Call 112 now" in tell("breathing").json["says"]
    listed = alice.get("/api/diary").json["emergencies"]
    assert len(listed) == 6 and "Call 112 now" in listed[0]["act"]
    assert alice.get("/api/plan").json["emergency_number"] == "112"


def test_the_number_she_typed_herself_comes_before_that_of_the_country(tell: Any, alice: Any) -> None:
    assert alice.patch("/api/me", json={"emergency_number": "144"}).status_code == 200
    assert "Call 144 now" in tell("breathing").json["says"]
    assert "Call 144 now" in alice.get("/api/diary").json["emergencies"][0]["act"]


def test_an_entry_told_twice_is_kept_once_with_its_first_answer(tell: Any, alice: Any) -> None:
    own_id = new_id()
    first = tell("redness", id=own_id)
    again = tell("redness", 9, id=own_id)
    assert first.status_code == again.status_code == 200
    assert again.json == first.json
    assert alice.get("/api/diary").json["entries"] == [first.json]


def test_the_same_on_two_check_ins_after_day_3_means_contact(tell: Any, travel: Any) -> None:
    travel(make_at("2026-12-20 12:00"))
    assert tell("redness", change="same", at="2026-12-19 10:00").json["tier"] == "watch"
    assert tell("redness", change="same", at="2026-12-19 11:00").json["tier"] == "watch"  # of one day
    twice = tell("redness", change="same", at="2026-12-20 10:00").json
    assert (twice["tier"], twice["rule"]) == ("contact", "W01")
    assert twice["says"].startswith("No better since last time")


def test_what_was_told_without_a_line_counts_from_its_own_day(tell: Any, travel: Any) -> None:
    travel(make_at("2026-12-25 12:00"))
    entry = tell("redness", at="2026-12-17 11:00").json
    assert (entry["day"], entry["tier"]) == (2, "expected")
    assert tell("redness", at="2026-12-24 11:00").json["rule"] == "C13"


def test_a_clock_that_is_ahead_tells_nothing_of_tomorrow(tell: Any) -> None:
    entry = tell("redness", at="2026-12-19 11:00").json
    assert (entry["day"], entry["at"]) == (2, entry["at"]) and entry["on"] == "2026-12-17"


def test_before_the_first_session_everything_is_for_the_clinic(tell: Any, travel: Any) -> None:
    travel(make_at("2026-12-10 12:00"))
    entry = tell("redness", at="2026-12-10 11:00").json
    assert (entry["day"], entry["visit_id"], entry["tier"]) == (-5, None, "contact")


def test_on_the_day_of_a_session_what_is_seen_before_it_is_not_put_down_to_it(tell: Any, travel: Any) -> None:
    """The session begins at 13:45: red skin that morning is no day 0, and nothing that is often seen."""
    travel(make_at("2026-12-15 20:00"))
    before = tell("redness", at="2026-12-15 08:00").json
    assert (before["day"], before["visit_id"], before["tier"]) == (-1, None, "contact")
    after = tell("redness", at="2026-12-15 16:00").json
    assert (after["day"], after["rule"], after["tier"]) == (0, "E01", "expected")


@pytest.mark.parametrize(
    "wrong",
    [{"symptom": "nonsense"}, {"score": 11}, {"score": -1}, {"change": "fine"}, {"note": "x" * 501}],
)
def test_what_the_table_does_not_hold_is_refused_in_words(tell: Any, alice: Any, wrong: Any) -> None:
    refused = tell(**{"symptom": "redness", **wrong})
    assert refused.status_code == 422
    assert alice.get("/api/diary").json["entries"] == []


@pytest.mark.parametrize("symptom", ["pregnancy", "needles"])
def test_what_has_no_strength_is_told_without_one(tell: Any, alice: Any, symptom: str) -> None:
    entry = tell(symptom, None).json
    assert (entry["score"], entry["tier"]) == (None, "contact")
    (course,) = alice.get("/api/diary").json["courses"]
    felt = {offer["symptom"]: offer["is_felt"] for offer in course["offers"]}
    assert [name for name, is_felt in felt.items() if not is_felt] == ["needles", "pregnancy"]


def test_what_is_felt_is_told_with_how_strong_it_is(tell: Any) -> None:
    refused = tell("redness", None)
    assert refused.status_code == 422
    assert "from 0 to 10" in refused.json["errors"][0]["sentence"]


def test_a_health_flag_makes_watch_a_contact(tell: Any, alice: Any, course: str) -> None:
    said = {"course_id": course, "question": "keloids", "value": True}
    at = make_at("2026-12-17 10:00").isoformat()
    assert alice.post("/api/answers", json={"id": new_id(), "at": at, **said}).status_code == 200
    entry = tell("darker").json
    assert entry["tier"] == "contact"
    assert entry["says"].startswith("With what you told us about your health")


def held_at(alice: Any) -> Any:
    return alice.get("/api/plan").json["courses"][0]["held_at"]


def test_what_is_often_seen_or_watched_holds_nothing_back(tell: Any, alice: Any) -> None:
    tell("redness")
    tell("darker")
    assert held_at(alice) is None


@pytest.mark.parametrize("symptom", ["pus", "breathing"])
def test_a_contact_or_an_emergency_holds_until_the_clinic_was_reached(
    tell: Any, alice: Any, course: str, symptom: str
) -> None:
    tell(symptom)
    assert held_at(alice).startswith("2026-12-17T11:00")
    assert alice.get("/api/photos/check-ins").json["courses"][0]["is_held"] is True
    body = {"id": new_id(), "course_id": course, "at": make_at("2026-12-17 11:30").isoformat()}
    for _ in range(2):
        assert alice.post("/api/diary/reached", json=body).status_code == 200
    assert held_at(alice) is None


def test_what_was_told_after_the_call_still_holds(tell: Any, alice: Any, course: str) -> None:
    tell("pus", at="2026-12-17 11:00")
    tell("lumps", at="2026-12-17 11:50")
    body = {"id": new_id(), "course_id": course, "at": make_at("2026-12-17 11:30").isoformat()}
    assert alice.post("/api/diary/reached", json=body).status_code == 200
    assert held_at(alice).startswith("2026-12-17T11:50")


def test_a_check_in_that_says_worse_holds_too(alice: Any, course: str) -> None:
    said = {"course_id": course, "question": "check_in", "at": make_at("2026-12-17 11:00").isoformat()}
    alice.post("/api/answers", json={"id": new_id(), **said, "value": "same"})
    assert held_at(alice) is None
    alice.post("/api/answers", json={"id": new_id(), **said, "value": "worse"})
    assert held_at(alice) is not None


def test_a_late_look_that_finds_something_holds_too(alice: Any, course: str) -> None:
    said = {"course_id": course, "question": "lump_check", "at": make_at("2026-12-17 11:00").isoformat()}
    alice.post("/api/answers", json={"id": new_id(), **said, "value": "nothing"})
    assert held_at(alice) is None
    alice.post("/api/answers", json={"id": new_id(), **said, "value": "something"})
    assert held_at(alice).startswith("2026-12-17T11:00")


def answer(alice: Any, course: str, question: str, value: Any, at: str, visit: str | None = None) -> None:
    said = {"course_id": course, "visit_id": visit, "question": question, "value": value}
    taken = alice.post("/api/answers", json={"id": new_id(), **said, "at": make_at(at).isoformat()})
    assert taken.status_code == 200


def test_what_reminders_asked_of_the_skin_stands_in_the_diary_with_its_day(alice: Any, course: str) -> None:
    visit = alice.get("/api/plan").json["courses"][0]["visits"][0]["id"]
    answer(alice, course, "safety_check", "something", "2026-12-13 10:00", visit)
    answer(alice, course, "safety_signs", "fever,cold_sore", "2026-12-13 10:00", visit)
    answer(alice, course, "check_in", "worse", "2026-12-16 08:00", visit)
    answer(alice, course, "lump_check", "something", "2026-12-17 11:00", visit)
    answer(alice, course, "photos", False, "2026-12-17 11:30")
    looks = alice.get("/api/diary").json["looks"]
    told = [(look["on"], look["day"], look["asks"], look["said"], look["asks_clinic"]) for look in looks]
    assert told == [
        ("2026-12-17", 2, "Any new lumps or sore spots?", "Something's up", True),
        ("2026-12-16", 1, "How is your skin, compared with yesterday?", "Worse", True),
        (
            "2026-12-13",
            -2,
            "Is one of these true now?",
            "Fever, or feeling ill, A cold sore, or a tingle",
            False,
        ),
        (
            "2026-12-13",
            -2,
            "Any sunburn, rash, spots, cold sore, fever or new medicine?",
            "Yes, or not sure",
            True,
        ),
    ]
    assert (looks[0]["visit_id"], looks[2]["visit_id"]) == (visit, None)


def test_nobody_reads_what_somebody_else_answered(alice: Any, bob: Any, course: str) -> None:
    answer(alice, course, "check_in", "worse", "2026-12-16 08:00")
    assert bob.get("/api/diary").json["looks"] == []


def test_each_kind_of_session_offers_its_own_and_each_skin_its_own_words(
    alice: Any, bob: Any, course: str
) -> None:
    [found] = alice.get("/api/diary").json["courses"]
    labels = {offer["symptom"]: offer["label"] for offer in found["offers"]}
    assert labels["redness"] == "Red, pink, warm or tight skin"
    assert "arm" not in labels and "other" in labels
    assert bob.get("/api/diary").json["entries"] == []


def test_the_diary_says_when_it_asks_and_no_more_once_it_was_told(tell: Any, alice: Any) -> None:
    def first() -> Any:
        return alice.get("/api/diary").json["courses"][0]["asks"][0]

    assert first() == {"from_at": "2026-12-16T23:00:00Z", "until": "2026-12-17T23:00:00Z"}  # day 2
    tell("redness")
    assert first()["from_at"] == "2026-12-17T23:00:00Z"  # day 3


def test_the_diary_is_taken_along(tell: Any, alice: Any, travel: Any) -> None:
    tell("pus", note="left cheek")
    travel(clock.real_now())  # she has just signed in
    [row] = alice.get("/api/export").json["records"]["diary_entries"]
    assert (row["note"], row["rule"], row["table_version"]) == ("left cheek", "C02", "2026-11-21")
