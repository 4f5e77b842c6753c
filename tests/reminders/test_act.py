"""What a tap does to the ledger: Done, Later, Skip, Undo, in the app and from the notification (R13, R14)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend.accounts.models import Patient
from backend.care.course import VisitState
from backend.db import new_id
from backend.errors import Problem
from backend.reminders import act
from backend.reminders.act import Act, Result
from backend.reminders.settle import changing
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
EVENING = at("2026-11-02T20:00")
FIRST = "2026-11-10T13:45"


class World:
    """Alice with one course and one phone; what she taps."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.alice = stage.patient("Alice", MADE)
        self.phone = stage.device(self.alice, MADE)
        self.session = session_on(FIRST, MADE)
        self.course = stage.course(self.alice, MADE, self.session)
        stage.tick(at("2026-11-01T21:00"))

    def key(self, step: str, n: str, epoch: int = 0) -> str:
        return f"{self.course}/{step}/{self.session.id}/{epoch}/{n}"

    def tap(
        self, key: str, does: str, now: datetime, tap_id: str | None = None, until: str = "hour"
    ) -> Result:
        with changing(self.stage.database, self.alice, now) as session:
            patient = session.get_one(Patient, self.alice)
            return act.act_on_key(session, patient, key, Act(tap_id or new_id(), does, now, until), now)

    def press(
        self,
        token: str,
        does: str,
        now: datetime,
        tap_id: str | None = None,
        tapped_at: datetime | None = None,
    ) -> None:
        """A button of the notification, heard of `now`; `tapped_at` when there was no line then."""
        tap = Act(tap_id or new_id(), does, tapped_at or now)
        with changing(self.stage.database, self.alice, now) as session:
            delivery = act.delivery_with(session, token, tap.at, now)
            patient = session.get_one(Patient, self.alice)
            act.act_on_delivery(session, patient, delivery, tap, now)

    def show(self, token: str, now: datetime) -> None:
        with changing(self.stage.database, self.alice, now) as session:
            act.mark_shown(session, act.delivery_with(session, token, now, now), now, now)

    @property
    def token(self) -> str:
        return str(self.stage.sender.messages[-1]["data"]["token"])


@pytest.fixture
def world(stage: Stage) -> World:
    return World(stage)


def test_done_on_the_notification_settles_what_it_said(world: World) -> None:
    world.stage.tick(EVENING)
    world.press(world.token, "done", at("2026-11-02T20:05"))

    assert world.stage.states("B10") == ["done"]
    assert world.stage.deliveries()[-1].state == "acted"


def test_done_before_it_is_due_keeps_the_phone_quiet(world: World) -> None:
    assert world.tap(world.key("B10", "0"), "done", at("2026-11-02T09:00")).state == "done"
    assert world.stage.tick(EVENING) == []


def test_done_after_later_wins(world: World) -> None:
    world.stage.tick(EVENING)
    world.press(world.token, "later", at("2026-11-02T20:05"))
    assert world.tap(world.key("B10", "0"), "done", at("2026-11-02T20:10")).state == "done"
    assert world.stage.tick(at("2026-11-02T21:05")) == []


def test_later_that_arrives_after_done_changes_nothing(world: World) -> None:
    world.stage.tick(EVENING)
    world.press(world.token, "done", at("2026-11-02T20:05"))
    world.press(world.token, "later", at("2026-11-02T20:06"))
    assert world.stage.states("B10") == ["done"]


def test_later_rings_an_hour_on_with_the_same_buttons(world: World) -> None:
    world.stage.tick(EVENING)
    world.show(world.token, at("2026-11-02T20:01"))
    world.press(world.token, "later", at("2026-11-02T20:05"))

    assert world.stage.tick(at("2026-11-02T21:04")) == []
    assert len(world.stage.tick(at("2026-11-02T21:05"))) == 1
    assert [a["action"] for a in world.stage.sender.messages[-1]["actions"]] == ["done", "later"]


def test_done_on_one_of_two_phones_leaves_nothing_to_say_to_the_other(world: World) -> None:
    world.stage.device(world.alice, MADE, name="tablet")
    world.stage.tick(EVENING)
    assert len(world.stage.deliveries()) == 3, "one for the week's plan, two for the pause"
    world.press(world.token, "done", at("2026-11-02T20:05"))
    assert world.stage.states("B10") == ["done"]
    assert world.stage.tick(at("2026-11-03T08:00")) == []


def test_done_twice_with_one_id_counts_once(world: World) -> None:
    world.stage.tick(EVENING)
    tap_id = new_id()
    key = world.key("B10", "0")
    world.tap(key, "done", at("2026-11-02T20:05"), tap_id)
    world.tap(key, "undo", at("2026-11-02T20:06"))
    assert world.tap(key, "done", at("2026-11-02T20:07"), tap_id).state == "open"


def test_undo_works_while_it_is_valid_and_not_after(world: World) -> None:
    key = world.key("B10", "0")
    world.stage.tick(EVENING)
    world.tap(key, "done", at("2026-11-02T20:05"))
    assert world.tap(key, "undo", at("2026-11-02T23:59")).state == "open"
    world.tap(key, "done", at("2026-11-02T23:59"))
    assert world.tap(key, "undo", at("2026-11-03T00:01")).state == "done"


def test_a_done_taken_back_before_it_was_due_rings_after_all(world: World) -> None:
    key = world.key("B10", "0")
    world.tap(key, "done", at("2026-11-02T09:00"))
    world.tap(key, "undo", at("2026-11-02T09:01"))
    assert len(world.stage.tick(EVENING)) == 1


def test_later_before_it_is_due_never_rings_before_it(world: World) -> None:
    world.tap(world.key("B10", "0"), "later", at("2026-11-02T09:00"))
    assert world.stage.tick(at("2026-11-02T10:00")) == []
    assert len(world.stage.tick(EVENING)) == 1


def test_later_on_a_card_puts_it_away_and_never_rings(world: World) -> None:
    """The moisturiser of midday is a card: Later hides it for an hour, in the app only."""
    world.stage.tick(at("2026-11-12T13:59"))
    before = len(world.stage.sender.sent)
    card = world.key("A10", "2026-11-12.midday")
    assert world.tap(card, "later", at("2026-11-12T14:30")).wake_at == at("2026-11-12T15:30")
    digests = len(world.stage.digests())
    world.stage.tick(at("2026-11-12T15:31"))
    assert len(world.stage.sender.sent) == before
    assert len(world.stage.digests()) == digests


def test_done_pressed_in_time_counts_however_late_it_is_heard_of(world: World) -> None:
    """No line from 23:00 until the next afternoon; the digest ended at midnight."""
    world.stage.tick(EVENING)
    tapped_at = at("2026-11-02T23:00")
    world.press(world.token, "done", at("2026-11-03T15:00"), tapped_at=tapped_at)
    [row] = world.stage.rows("B10")
    assert (row.state, row.acted_at) == ("done", tapped_at)


@pytest.mark.parametrize("tapped_at", ["2026-11-03T00:00", "2026-11-03T15:00", "2026-11-09T15:00"])
def test_done_pressed_after_the_end_is_refused_also_by_a_clock_that_is_ahead(
    world: World, tapped_at: str
) -> None:
    world.stage.tick(EVENING)
    with pytest.raises(Problem) as refused:
        world.press(world.token, "done", at("2026-11-03T15:00"), tapped_at=at(tapped_at))
    assert refused.value.status == 404
    assert world.stage.states("B10") == ["open"]


def test_later_heard_of_after_the_end_puts_nothing_off(world: World) -> None:
    world.stage.tick(EVENING)
    world.press(world.token, "later", at("2026-11-03T15:00"), tapped_at=at("2026-11-02T23:00"))
    assert [(row.is_later, row.wake_at) for row in world.stage.rows("B10")] == [(False, None)]


def test_later_after_its_end_changes_nothing(world: World) -> None:
    key = world.key("B10", "0")
    world.stage.tick(EVENING)
    assert world.tap(key, "later", at("2026-11-03T00:01")) == Result("open")
    assert world.stage.rows("B10")[0].wake_at != at("2026-11-03T01:01")


def test_later_on_the_lock_screen_puts_off_all_that_the_digest_said(world: World) -> None:
    """Tuesday evening: photos and the first night of the pause, in one digest."""
    world.stage.tick(at("2026-11-03T20:00"))
    said = world.stage.deliveries()[-1].listed
    assert {key.split("/")[1] for key in said} == {"B11", "B14"}
    world.press(world.token, "later", at("2026-11-03T20:05"))
    assert [row.wake_at for row in world.stage.rows() if row.key in said] == [at("2026-11-03T21:05")] * 2
    world.stage.tick(at("2026-11-03T21:05"))
    assert sorted(world.stage.deliveries()[-1].listed) == sorted(said)


def test_done_is_not_offered_where_a_question_or_photos_are_new(world: World) -> None:
    world.stage.tick(at("2026-11-03T20:00"))
    assert [a["action"] for a in world.stage.sender.messages[-1]["actions"]] == ["open", "later"]
    world.press(world.token, "done", at("2026-11-03T20:05"))
    assert {row.state for row in world.stage.rows() if "/B1" in row.key} <= {"open", "missed"}


def test_a_token_acts_on_its_own_digest_only(world: World) -> None:
    """Monday's token still counts at 23:59, but knows nothing of Tuesday's pause."""
    world.stage.tick(EVENING)
    monday = world.token
    world.press(monday, "done", at("2026-11-02T23:59"))
    world.stage.tick(at("2026-11-03T20:00"))
    with pytest.raises(Problem):
        world.press(monday, "done", at("2026-11-03T20:05"))
    assert world.stage.states("B11") == ["open"]


def test_a_token_that_was_never_given_is_not_found(world: World) -> None:
    world.stage.tick(EVENING)
    with pytest.raises(Problem) as refused:
        world.press("0" * 64, "done", at("2026-11-02T20:05"))
    assert refused.value.status == 404


def test_a_button_reported_twice_counts_once(world: World) -> None:
    world.stage.tick(EVENING)
    tap_id = new_id()
    world.press(world.token, "later", at("2026-11-02T20:05"), tap_id)
    world.stage.tick(at("2026-11-02T21:05"))
    world.press(world.token, "later", at("2026-11-02T20:05"), tap_id)
    assert world.stage.rows("B10")[0].wake_at is None
    assert world.stage.tick(at("2026-11-02T22:10")) == []


def test_two_phones_have_tokens_of_their_own_for_one_digest(world: World) -> None:
    tablet = world.stage.device(world.alice, MADE, name="tablet")
    world.stage.tick(EVENING)
    first, second = (m["data"]["token"] for m in world.stage.sender.messages[-2:])
    assert first != second
    world.press(first, "done", at("2026-11-02T20:05"))
    world.press(second, "done", at("2026-11-02T20:06"))
    assert world.stage.states("B10") == ["done"]
    assert len({d.digest_id for d in world.stage.deliveries()[-2:]}) == 1
    assert tablet in {d.device_id for d in world.stage.deliveries()[-2:]}


def test_skip_is_settled_and_done_beats_it(world: World) -> None:
    key = world.key("B10", "0")
    world.stage.tick(EVENING)
    assert world.tap(key, "skip", at("2026-11-02T20:05")).state == "skipped"
    assert world.tap(key, "done", at("2026-11-02T20:06")).state == "done"


@pytest.mark.parametrize(
    ("until", "pressed", "wakes"),
    [
        ("hour", "2026-11-02T20:30", "2026-11-02T21:30"),
        ("hour", "2026-11-02T23:20", "2026-11-02T23:50"),  # never outlives midnight
        ("evening", "2026-11-02T20:30", "2026-11-02T23:50"),
    ],
)
def test_later_wakes_while_it_is_still_of_use(world: World, until: str, pressed: str, wakes: str) -> None:
    world.stage.tick(EVENING)
    assert world.tap(world.key("B10", "0"), "later", at(pressed), until=until).wake_at == at(wakes)


def test_a_key_the_plan_no_longer_yields_is_answered_with_withdrawn(world: World) -> None:
    world.stage.change_visit(
        world.alice, world.session.id, at("2026-11-02T09:00"), state=VisitState.CANCELLED
    )
    assert world.tap(world.key("B10", "0"), "done", at("2026-11-02T09:01")) == Result("withdrawn")
    assert world.stage.rows("B10") == []


def test_a_key_of_a_step_that_never_was_is_answered_with_withdrawn(world: World) -> None:
    assert world.tap(world.key("Z99", "0"), "done", at("2026-11-02T09:01")) == Result("withdrawn")


def test_a_key_of_another_patient_is_not_found(world: World) -> None:
    bob = world.stage.patient("Bob", MADE)
    with pytest.raises(Problem) as refused, changing(world.stage.database, bob, EVENING) as session:
        patient = session.get_one(Patient, bob)
        act.act_on_key(session, patient, world.key("B10", "0"), Act(new_id(), "done", EVENING), EVENING)
    assert refused.value.status == 404


def test_the_token_ends_with_what_it_was_for(world: World) -> None:
    world.stage.tick(EVENING)
    with pytest.raises(Problem):
        world.press(world.token, "done", at("2026-11-03T00:00"))
    assert world.stage.states("B10") == ["open"]


def test_shown_proves_the_device_and_marks_the_row(world: World) -> None:
    world.stage.tick(EVENING)
    world.show(world.token, at("2026-11-02T20:00") + timedelta(seconds=2))
    assert world.stage.rows("B10")[0].shown_at == at("2026-11-02T20:00") + timedelta(seconds=2)
    assert world.stage.deliveries()[-1].state == "shown"


def test_a_phone_that_says_so_late_or_again_changes_neither_when_it_was_seen_nor_that_it_was_acted_on(
    world: World,
) -> None:
    world.stage.tick(EVENING)
    world.show(world.token, at("2026-11-02T20:01"))
    world.press(world.token, "later", at("2026-11-02T20:05"))
    world.show(world.token, at("2026-11-02T20:10"))

    assert world.stage.rows("B10")[0].shown_at == at("2026-11-02T20:01")
    delivery = world.stage.deliveries()[-1]
    assert (delivery.state, delivery.shown_at) == ("acted", at("2026-11-02T20:01"))


def test_a_phone_whose_clock_is_ahead_cannot_act_in_the_future(world: World) -> None:
    world.stage.tick(EVENING)
    now = at("2026-11-02T20:05")
    with changing(world.stage.database, world.alice, now) as session:
        patient = session.get_one(Patient, world.alice)
        tap = Act(new_id(), "done", now + timedelta(days=3))
        act.act_on_key(session, patient, world.key("B10", "0"), tap, now)
    assert world.stage.rows("B10")[0].acted_at == now
