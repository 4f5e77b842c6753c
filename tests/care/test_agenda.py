"""When the phone rings: joining, budget, quiet hours, second rings, Later, and what an edit makes due."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.care.agenda import Ring, Row, agenda, next_bundle
from backend.care.course import Clocks
from backend.care.occurrence import Occurrence
from tests.care.builders import (
    BERLIN,
    STEPS,
    make_at,
    make_clocks,
    make_course,
    make_ledger,
    make_occurrence,
    make_plan,
    make_visit,
    only,
)

UTC_CLOCKS = make_clocks()
EARLY = make_at("2026-12-10 03:00")


def rings(
    *occurrences: Occurrence,
    now: str = "2026-12-10 03:00",
    said: tuple[str, ...] = (),
    clocks: Clocks = UTC_CLOCKS,
) -> list[tuple[str, str]]:
    """All rings to come, each with its items: what a worker that is always on time would do."""
    rows: list[Row] = []
    counted = list(said)
    found: list[tuple[str, str]] = []
    moment = make_at(now)
    while (
        ring := agenda(occurrences, make_ledger(*rows, rings=counted), clocks, moment).next_ring
    ) is not None:
        moment = ring.at
        seen = agenda(occurrences, make_ledger(*rows, rings=counted), clocks, moment)
        assert seen.counts == ring.counts
        rows += [Row(o.key, rang_at=moment, shown_at=moment) for o in seen.new]
        counted += [f"{moment:%Y-%m-%d %H:%M}"] if ring.counts else []
        found.append((f"{moment:%d %H:%M}", "".join(sorted(o.step.id for o in seen.new))))
    return found


def next_of(
    *occurrences: Occurrence, now: str, row: Row | None = None, clocks: Clocks = UTC_CLOCKS
) -> Ring | None:
    return agenda(occurrences, make_ledger(*([row] if row else [])), clocks, make_at(now)).next_ring


# Joining


def elapsed(due: str, name: str, **fields: object) -> Occurrence:
    return make_occurrence(f"2026-12-10 {due}", name, clock="elapsed", **fields)  # type: ignore[arg-type]


JOINED = [
    ([("10:00", "A"), ("10:30", "B")], [("10 10:30", "AB")]),
    ([("10:00", "A"), ("10:31", "B")], [("10 10:00", "A"), ("10 10:31", "B")]),
    # once, never chained: C is 20 minutes after B, but A has waited already
    ([("10:00", "A"), ("10:20", "B"), ("10:40", "C")], [("10 10:20", "AB"), ("10 10:40", "C")]),
    ([("10:00", "A"), ("10:10", "B"), ("10:25", "C")], [("10 10:25", "ABC")]),
    ([("10:00", "A"), ("10:00", "B")], [("10 10:00", "AB")]),
]


@pytest.mark.parametrize(("items", "wanted"), JOINED)
def test_a_ring_waits_once_for_one_due_within_half_an_hour(
    items: list[tuple[str, str]], wanted: list[tuple[str, str]]
) -> None:
    assert rings(*(elapsed(due, name, session_day=0) for due, name in items)) == wanted


@pytest.mark.parametrize("who", [{"is_critical": True}, {"clock": "clinic"}])
def test_critical_and_clinic_clock_never_wait(who: dict[str, object]) -> None:
    first = make_occurrence("2026-12-10 10:00", "A", **who)  # type: ignore[arg-type]
    assert rings(first, elapsed("10:20", "B")) == [("10 10:00", "A"), ("10 10:20", "B")]


def test_others_wait_for_a_critical_one_but_not_past_it() -> None:
    critical = make_occurrence("2026-12-10 10:10", "B", is_critical=True)
    found = rings(elapsed("10:00", "A"), critical, elapsed("10:25", "C"))
    assert found == [("10 10:10", "AB"), ("10 10:25", "C")]


def test_nobody_waits_past_its_end() -> None:
    short = elapsed("10:00", "A", valid=timedelta(minutes=15))
    assert rings(short, elapsed("10:20", "B")) == [("10 10:00", "A"), ("10 10:20", "B")]
    between = elapsed("10:10", "B", valid=timedelta(minutes=10))
    assert rings(elapsed("10:00", "A"), between, elapsed("10:25", "C")) == [
        ("10 10:10", "AB"),
        ("10 10:25", "C"),
    ]


def test_nothing_rings_before_its_due() -> None:
    assert agenda((elapsed("10:00", "A"),), make_ledger(), UTC_CLOCKS, make_at("2026-12-10 09:59")).new == ()


# Budget

BUDGET = [(0, 5), (1, 4), (2, 4), (3, 4), (4, 2), (30, 2), (None, 2)]


@pytest.mark.parametrize(("day", "allowed"), BUDGET)
def test_rings_of_a_day_are_few(day: int | None, allowed: int) -> None:
    hours = [
        elapsed(f"{hour}:00", str(hour), session_day=day, valid=timedelta(hours=1)) for hour in range(10, 18)
    ]
    assert len(rings(*hours)) == allowed


def test_the_lowest_priority_stays_in_the_app() -> None:
    found = rings(
        elapsed("10:00", "A", priority=3, valid=timedelta(hours=1)),
        elapsed("12:00", "B", priority=1, valid=timedelta(hours=1)),
        elapsed("14:00", "C", priority=2, valid=timedelta(hours=1)),
    )
    assert found == [("10 12:00", "B"), ("10 14:00", "C")]


def test_what_stayed_in_the_app_travels_with_the_next_ring_or_rings_at_a_later_days_bundle() -> None:
    found = rings(
        elapsed("10:00", "A", priority=1),
        elapsed("12:00", "B", priority=1),
        elapsed("14:00", "C", priority=3, valid=timedelta(days=3)),
    )
    assert found == [("10 10:00", "A"), ("10 12:00", "B"), ("11 08:00", "C")]
    assert rings(elapsed("10:00", "A", priority=3), elapsed("12:00", "B"), elapsed("14:00", "C")) == [
        ("10 12:00", "AB"),
        ("10 14:00", "C"),
    ]


@pytest.mark.parametrize("who", [{"is_critical": True}, {"clock": "clinic"}, {"is_top_up": True}])
def test_some_ring_always_and_do_not_count(who: dict[str, object]) -> None:
    hours = ("09", "11", "13", "15")
    free = [make_occurrence(f"2026-12-10 {hour}:00", f"F{hour}", **who) for hour in hours]  # type: ignore[arg-type]
    counted = [elapsed(due, name) for due, name in (("10:00", "A"), ("12:00", "B"), ("14:00", "C"))]
    assert [name for _, name in rings(*free, *counted)] == ["F09", "A", "F11", "B", "F13", "CF15"]


def test_rings_before_now_count_for_the_day_they_rang() -> None:
    items = [elapsed("12:00", "A", valid=timedelta(hours=1)), elapsed("14:00", "B", valid=timedelta(hours=1))]
    assert rings(*items, said=("2026-12-10 01:00",)) == [("10 12:00", "A")]
    assert len(rings(*items, said=("2026-12-09 23:00", "2026-12-09 20:00"))) == 2


def test_the_budget_is_that_of_the_day_it_rings() -> None:
    """Due on day 3, four allowed; on day 4 only two."""
    stayed = [
        make_occurrence(
            f"2026-12-10 {hour}:00", f"S{hour}", clock="elapsed", session_day=3, valid=timedelta(hours=1)
        )
        for hour in (10, 12, 14, 16)
    ]
    left = make_occurrence(
        "2026-12-10 18:00", "Z", clock="elapsed", session_day=3, priority=4, valid=timedelta(days=3)
    )
    said = ("2026-12-11 01:00", "2026-12-11 02:00")
    assert rings(*stayed, left, said=said)[-1] == ("12 08:00", "Z")


# Quiet hours, 22:00 to 07:30

QUIET = [
    # clock, critical, due, rings
    ("elapsed", False, "10 23:00", "11 07:30"),
    ("elapsed", False, "10 22:00", "11 07:30"),
    ("elapsed", False, "10 21:59", "10 21:59"),
    ("elapsed", False, "11 07:30", "11 07:30"),
    ("elapsed", True, "11 02:00", "11 07:30"),
    ("patient", True, "11 06:00", "11 07:30"),
    ("clinic", False, "11 05:30", "11 05:30"),
]


@pytest.mark.parametrize(("clock", "is_critical", "due", "at"), QUIET)
def test_quiet_hours_keep_all_but_the_clinics_clock(clock: str, is_critical: bool, due: str, at: str) -> None:
    item = make_occurrence(f"2026-12-{due}", "A", clock=clock, is_critical=is_critical)
    assert rings(item) == [(at, "A")]


def test_what_waited_for_the_end_of_quiet_hours_rings_with_the_morning() -> None:
    night = make_occurrence("2026-12-09 23:00", "A", clock="elapsed")
    assert rings(night, make_occurrence("2026-12-10 08:00", "B"), now="2026-12-09 21:00") == [
        ("10 08:00", "AB")
    ]


def test_what_ends_in_quiet_hours_stays_in_the_app() -> None:
    assert rings(make_occurrence("2026-12-10 23:00", "A", clock="elapsed", valid=timedelta(hours=8))) == []
    assert rings(make_occurrence("2026-12-10 23:00", "A", is_critical=True, valid=timedelta(hours=8))) == []


def test_quiet_hours_are_the_patients() -> None:
    item = make_occurrence("2026-12-10 14:00", "A", clock="elapsed")
    assert rings(item, clocks=make_clocks("Asia/Tokyo")) == [("10 22:30", "A")]
    by_day = make_clocks(quiet=("12:00", "15:00"))
    assert rings(item, clocks=by_day) == [("10 15:00", "A")]


# A second ring

PLAIN = make_occurrence("2026-12-10 08:00", "A", valid=timedelta(days=3))
CRITICAL = make_occurrence("2026-12-10 10:00", "A", is_critical=True, valid=timedelta(days=3))
EVENING = make_at("2026-12-10 20:00")


@pytest.mark.parametrize(
    ("item", "row", "at"),
    [
        (PLAIN, {"wake_at": EVENING}, "2026-12-10 20:00"),  # never known to be shown
        (PLAIN, {"wake_at": EVENING, "shown_at": make_at("2026-12-10 09:00")}, None),
        (PLAIN, {"wake_at": EVENING, "rung": 2}, None),  # one later bundle, then it only travels along
        (PLAIN, {"rung": 2}, None),
        (CRITICAL, {"wake_at": EVENING, "shown_at": make_at("2026-12-10 10:01")}, "2026-12-10 20:00"),
        (CRITICAL, {"wake_at": EVENING, "rung": 2}, None),
        (PLAIN, {"wake_at": EVENING, "state": "done"}, None),
        (PLAIN, {"wake_at": EVENING, "state": "skipped"}, None),
        (PLAIN, {"wake_at": EVENING, "state": "withdrawn"}, None),
        (PLAIN, {"wake_at": make_at("2026-12-14 08:00")}, None),  # it has ended by then
    ],
)
def test_a_second_ring_comes_once_for_what_is_open_useful_and_not_known_shown(
    item: Occurrence, row: dict[str, object], at: str | None
) -> None:
    found = next_of(item, now="2026-12-10 11:00", row=Row(item.key, **row))  # type: ignore[arg-type]
    assert (found.at if found else None) == (make_at(at) if at else None)


@pytest.mark.parametrize(("step_id", "again"), [("A22", True), ("A03", True), ("B15", False), ("B20", False)])
def test_a_critical_step_that_was_shown_rings_again_unless_it_repeats_itself(
    step_id: str, again: bool
) -> None:
    item = replace(CRITICAL, step=STEPS[step_id])
    row = Row(item.key, wake_at=EVENING, shown_at=make_at("2026-12-10 10:01"))
    assert (next_of(item, now="2026-12-10 11:00", row=row) is not None) is again


def test_the_second_ring_of_a_critical_step_does_not_count() -> None:
    row = Row(CRITICAL.key, wake_at=EVENING, shown_at=make_at("2026-12-10 10:01"))
    found = agenda((CRITICAL,), make_ledger(row), UTC_CLOCKS, EVENING)
    assert found.woken == (CRITICAL,) and not found.counts


def test_the_second_ring_of_a_critical_step_waits_for_nothing_either() -> None:
    row = Row(CRITICAL.key, wake_at=EVENING, shown_at=make_at("2026-12-10 10:01"))
    soon = elapsed("20:20", "B")
    found = agenda((CRITICAL, soon), make_ledger(row), UTC_CLOCKS, make_at("2026-12-10 11:00")).next_ring
    assert found is not None and (found.at, found.items) == (EVENING, (CRITICAL,))


def test_a_second_ring_that_was_held_back_waits_for_a_bundle() -> None:
    """An edit at three in the night must not ring what the evening had no ring left for."""
    row = Row(PLAIN.key, wake_at=EVENING)
    found = next_of(PLAIN, now="2026-12-11 03:00", row=row)
    assert found is not None and found.at == make_at("2026-12-11 08:00")


# Later


def test_later_rings_at_its_time_and_does_not_count() -> None:
    row = Row(
        PLAIN.key, wake_at=make_at("2026-12-10 09:15"), is_later=True, shown_at=make_at("2026-12-10 08:01")
    )
    before = agenda((PLAIN,), make_ledger(row), UTC_CLOCKS, make_at("2026-12-10 08:30"))
    assert before.later == (PLAIN,) and before.outstanding == ()
    assert before.next_ring is not None and before.next_ring.at == row.wake_at and not before.next_ring.counts
    at_its_time = agenda((PLAIN,), make_ledger(row), UTC_CLOCKS, make_at("2026-12-10 09:15"))
    assert at_its_time.outstanding == at_its_time.woken == (PLAIN,)
    assert at_its_time.later == () and not at_its_time.counts


def test_later_rings_over_budget_and_in_quiet_hours() -> None:
    row = Row(PLAIN.key, wake_at=make_at("2026-12-10 22:30"), is_later=True)
    ledger = make_ledger(row, rings=["2026-12-10 08:00", "2026-12-10 12:00", "2026-12-10 20:00"])
    assert agenda((PLAIN,), ledger, UTC_CLOCKS, make_at("2026-12-10 21:30")).next_ring_at == row.wake_at


def test_later_said_before_it_was_due_does_not_ring_before_it_is() -> None:
    row = Row(PLAIN.key, rung=0, wake_at=make_at("2026-12-10 06:00"), is_later=True)
    found = next_of(PLAIN, now="2026-12-10 05:00", row=row)
    assert found is not None and found.at == PLAIN.due_at
    assert agenda((PLAIN,), make_ledger(row), UTC_CLOCKS, PLAIN.due_at).woken == (PLAIN,)


# What an edit makes due


@pytest.mark.parametrize(
    ("item", "at"),
    [
        (make_occurrence("2026-12-10 08:00", "A", valid=timedelta(hours=16)), "2026-12-10 20:00"),
        (
            make_occurrence("2026-12-10 08:00", "A", valid=timedelta(hours=3)),
            None,
        ),  # it ends before the bundle
        (make_occurrence("2026-12-10 08:00", "A", is_critical=True), "2026-12-10 10:00"),
        (make_occurrence("2026-12-10 09:50", "A", clock="clinic"), "2026-12-10 10:00"),
        (make_occurrence("2026-12-08 08:00", "A", valid=timedelta(days=3)), "2026-12-10 20:00"),
    ],
)
def test_what_an_edit_at_ten_makes_due(item: Occurrence, at: str | None) -> None:
    found = next_of(item, now="2026-12-10 10:00")
    assert (found.at if found else None) == (make_at(at) if at else None)


def test_a_critical_step_made_due_in_the_night_waits_for_the_morning() -> None:
    item = make_occurrence("2026-12-10 09:00", "A", is_critical=True, valid=timedelta(days=1))
    found = next_of(item, now="2026-12-10 23:00")
    assert found is not None and found.at == make_at("2026-12-11 07:30")


@pytest.mark.parametrize(
    ("now", "at"),
    [
        ("2026-12-10 07:59", "2026-12-10 08:00"),
        ("2026-12-10 08:00", "2026-12-10 20:00"),
        ("2026-12-10 20:00", "2026-12-11 08:00"),
    ],
)
def test_the_next_bundle_is_the_next_morning_or_evening(now: str, at: str) -> None:
    assert next_bundle(UTC_CLOCKS, make_at(now)) == make_at(at)


# What is outstanding


@pytest.mark.parametrize("state", ["done", "skipped", "withdrawn", "missed"])
def test_what_is_settled_is_neither_outstanding_nor_rings(state: str) -> None:
    found = agenda((PLAIN,), make_ledger(Row(PLAIN.key, state)), UTC_CLOCKS, make_at("2026-12-10 09:00"))
    assert found.outstanding == found.new == found.later == () and found.next_ring is None


def test_what_was_done_before_due_and_taken_back_still_rings() -> None:
    row = Row(PLAIN.key, rung=0)
    found = next_of(PLAIN, now="2026-12-10 03:00", row=row)
    assert found is not None and found.at == PLAIN.due_at
    assert agenda((PLAIN,), make_ledger(row), UTC_CLOCKS, PLAIN.due_at).new == (PLAIN,)


def test_outstanding_is_ordered_by_importance() -> None:
    items = (
        make_occurrence("2026-12-10 08:00", "C", priority=3),
        make_occurrence("2026-12-10 08:30", "B", priority=1),
        make_occurrence("2026-12-10 07:00", "D", priority=3, valid=timedelta(minutes=30)),
        make_occurrence("2026-12-10 09:00", "A", priority=2, is_critical=True),
        make_occurrence("2026-12-10 09:30", "E"),
    )
    found = agenda(items, make_ledger(), UTC_CLOCKS, make_at("2026-12-10 09:10"))
    assert [o.step.id for o in found.outstanding] == ["A", "B", "C"]


def test_a_card_is_outstanding_and_never_rings() -> None:
    card = replace(PLAIN, rings=False)
    found = agenda((card,), make_ledger(), UTC_CLOCKS, make_at("2026-12-10 09:00"))
    assert found.outstanding == (card,) and found.new == () and found.next_ring is None


# Journeys across zones, and two courses


def morning_rings(clocks: Clocks, now: str, rows: tuple[Row, ...]) -> tuple[str, str]:
    daily = [o for o in make_plan(make_course(), clocks=clocks) if o.step.id == "A12"]
    ring = agenda(daily, make_ledger(*rows), clocks, make_at(now)).next_ring
    assert ring is not None
    return f"{ring.at:%Y-%m-%d %H:%M}", ring.items[0].key.n


def test_flying_west_says_nothing_twice() -> None:
    """Said at 08:00 in Berlin on the 20th; in New York the 20th has another 08:00 to come."""
    said = next(o for o in only("A12", make_plan()) if o.key.n == "2026-12-20.morning")
    row = Row(said.key, rang_at=said.due_at, shown_at=said.due_at)
    found = morning_rings(Clocks("America/New_York"), "2026-12-20 11:00", (row,))
    assert found == ("2026-12-21 13:00", "2026-12-21.morning")


def test_flying_east_loses_nothing() -> None:
    """On the 20th the phone goes from New York to Berlin, where 08:00 has gone: the evening says it."""
    rows = tuple(
        Row(o.key, "done") for o in only("A12", make_plan()) if o.key.n < "2026-12-20" or o.key.n == "start"
    )
    found = morning_rings(Clocks(BERLIN), "2026-12-20 09:00", rows)
    assert found == ("2026-12-20 19:00", "2026-12-20.morning")


def test_two_courses_ring_as_one() -> None:
    other = make_course(make_visit(visit_id="t1"), course_id="alice-2")
    planned = [*make_plan(), *make_plan(other)]
    pauses = [o for o in planned if o.step.id == "B10"]
    ring = agenda(pauses, make_ledger(), Clocks(BERLIN), make_at("2026-11-30 10:00")).next_ring
    assert ring is not None and {o.key.course_id for o in ring.items} == {"alice", "alice-2"}
