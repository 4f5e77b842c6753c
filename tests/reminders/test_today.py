"""What the plan shows of the past: what we could not say in time, what is late, what is done."""

from __future__ import annotations

from datetime import datetime

from backend.accounts.models import Patient
from backend.db import new_id
from backend.reminders import act, shapes
from backend.reminders.act import Act
from backend.reminders.settle import changing
from backend.reminders.today import plan_shown
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")


def _plan(stage: Stage, patient_id: str, now: datetime) -> shapes.Plan:
    with stage.database.read() as session:
        return plan_shown(session, session.get_one(Patient, patient_id), now)


def _alice(stage: Stage) -> str:
    alice = stage.patient("Alice", MADE)
    stage.device(alice, MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE))
    stage.tick(at("2026-11-01T21:00"))
    return alice


def test_down_over_the_bundle_what_we_could_not_say_is_shown_as_such(stage: Stage) -> None:
    """Down from Monday 19:50 to Tuesday 08:30: Monday's pause is over."""
    alice = _alice(stage)
    stage.tick(at("2026-11-02T19:50"))
    stage.tick(at("2026-11-03T08:30"))

    today = _plan(stage, alice, at("2026-11-03T08:31")).today

    assert [notice.text for notice in today.notices] == [
        "We could not remind you in time on Mon 2, 20:00: Tomorrow: pause your retinoid. We are sorry."
    ]
    assert "B10" not in {item.step for item in today.outstanding}


def test_what_we_could_not_say_over_days_is_one_kind_line_with_each_thing_in_it(stage: Stage) -> None:
    """Down from Monday 19:50 until Thursday: two evenings of the pause, and the photos."""
    alice = _alice(stage)
    stage.tick(at("2026-11-02T19:50"))
    stage.tick(at("2026-11-05T00:10"))

    (notice,) = _plan(stage, alice, at("2026-11-05T00:11")).today.notices

    assert notice.text == "We could not remind you in time of 3 things. We are sorry."
    assert notice.lines == [
        "Tue 3, 20:00: Skip retinoid tonight",
        "Tue 3, 20:00: Your 'before' photos",
        "Wed 4, 20:00: Skip retinoid tonight",
    ]


def test_steps_come_with_their_place_in_every_list(stage: Stage) -> None:
    """The phone sorts nothing by itself: what comes back to a list without a line stands where it stood."""
    alice = _alice(stage)
    stage.tick(at("2026-11-12T08:01"))

    today = _plan(stage, alice, at("2026-11-12T08:02")).today

    ranks = [item.rank for item in today.outstanding]
    assert len(ranks) == 3
    assert ranks == sorted(set(ranks))


def test_of_equal_steps_those_of_the_course_that_names_today_come_first(stage: Stage) -> None:
    """Ids are random, so with six courses the old order, by id, would rarely pass."""
    alice = _alice(stage)
    for day in range(4, 9):
        stage.course(alice, MADE, session_on(f"2026-11-0{day}T13:45", MADE))
    stage.tick(at("2026-11-12T08:01"))

    today = _plan(stage, alice, at("2026-11-12T08:02")).today

    (named, *others) = [item for item in today.outstanding if item.step == "A12"]
    assert named.course_id == today.course_id
    assert len(others) == 5


def test_the_notice_goes_after_two_days(stage: Stage) -> None:
    alice = _alice(stage)
    stage.tick(at("2026-11-02T19:50"))
    stage.tick(at("2026-11-03T08:30"))
    assert _plan(stage, alice, at("2026-11-05T00:01")).today.notices == []


def test_down_for_an_hour_over_the_bundle_it_is_open_and_marked_late(stage: Stage) -> None:
    alice = _alice(stage)
    stage.tick(at("2026-11-02T19:50"))
    stage.tick(at("2026-11-02T21:00"))

    (item,) = _plan(stage, alice, at("2026-11-02T21:01")).today.outstanding

    assert (item.step, item.state, item.is_late) == ("B10", "open", True)
    assert _plan(stage, alice, at("2026-11-02T21:01")).today.notices == []


def test_while_the_worker_is_down_the_plan_shows_what_is_open_all_the_same(stage: Stage) -> None:
    alice = _alice(stage)
    (item,) = _plan(stage, alice, at("2026-11-02T20:30")).today.outstanding
    assert (item.step, item.is_late) == ("B10", False)


def test_without_a_device_nothing_is_called_late_or_missing(stage: Stage) -> None:
    alice = stage.patient("Alice", MADE)
    stage.course(alice, MADE, session_on("2026-11-10T13:45", MADE))
    stage.tick(at("2026-11-03T08:30"))
    assert _plan(stage, alice, at("2026-11-03T08:31")).today.notices == []


def test_what_was_done_is_settled_and_its_day_counts_it(stage: Stage) -> None:
    alice = _alice(stage)
    now = at("2026-11-02T20:00")
    stage.tick(now)
    (row,) = stage.rows("B10")
    with changing(stage.database, alice, now) as session:
        act.act_on_key(session, session.get_one(Patient, alice), row.key, Act(new_id(), "done", now), now)

    plan = _plan(stage, alice, now)

    assert [item.step for item in plan.today.settled] == ["B10"]
    assert plan.today.outstanding == []
    assert [day.done for day in plan.days if day.on.isoformat() == "2026-11-02"] == [1.0]


def test_the_plan_says_what_may_be_done_with_the_rule_behind_it(stage: Stage) -> None:
    alice = _alice(stage)  # her session is on 10 November, 13:45 in Berlin
    found = _plan(stage, alice, at("2026-11-10T16:00")).permissions
    make_up = next(each for each in found.activities if each.id == "make_up")
    first = make_up.spans[0]
    assert (first.state, first.and_calm, first.by_date) == ("not_until", True, False)
    assert first.until == make_up.spans[1].from_at and make_up.spans[1].state == "now"
    rule = next(each for each in found.rules if each.id == first.rule)
    assert (rule.what, rule.unit, first.value) == ("No make-up", "hours", 24)
    assert "Clinics' and salons' own sheets" in rule.sources


def test_without_a_course_nothing_may_be_asked_of_the_plan(stage: Stage) -> None:
    bob = stage.patient("Bob", MADE)
    found = _plan(stage, bob, at("2026-11-10T16:00")).permissions
    assert (found.activities, found.rules) == ([], [])
