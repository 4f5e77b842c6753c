"""The second way: one e-mail in discreet words when an important item was rung and seen nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage

import pytest
from sqlalchemy import select, update

from backend.accounts.models import Patient
from backend.db import new_id
from backend.mail.models import Letter, MailAddress
from backend.mail.seals import Seals
from backend.mail.smtp import Handover
from backend.mail.store import new_letter
from backend.mail.words import Letterhead
from backend.push.sender import Answer
from backend.reminders import act
from backend.reminders.mailing import Mailer
from backend.reminders.second_way import claim_unseen
from tests.reminders.stage import Stage, at, session_on

MADE = at("2026-11-01T12:00")
RANG = at("2026-11-17T18:00")
"""A22, critical: day 7 after the session of 10 November."""


HEAD = Letterhead("stipple@clinic.org", "https://stipple.clinic.org", Seals("a secret for tests"))


class RememberingServer:
    """Takes every letter and remembers it, or answers as told."""

    def __init__(self, *answers: Handover) -> None:
        self.letters: list[EmailMessage] = []
        self._answers = list(answers)

    def send(self, letter: EmailMessage) -> Handover:
        self.letters.append(letter)
        return self._answers.pop(0) if self._answers else Handover("sent")


class House:
    """Alice with a phone, a course, and an address."""

    def __init__(self, stage: Stage, *answers: Handover, state: str = "on") -> None:
        self.stage = stage
        self.server = RememberingServer(*answers)
        self.mailer = Mailer(stage.database, self.server, HEAD)
        self.alice = stage.patient("Alice", MADE)
        self.device = stage.device(self.alice, MADE)
        stage.course(self.alice, MADE, session_on("2026-11-10T13:45", MADE))
        with stage.database.transaction() as session:
            session.add(
                MailAddress(
                    id=new_id(), patient_id=self.alice, address="alice@home.org", state=state,
                    code_letter_id=new_id(), asked_at=MADE, tries=0, proved_at=MADE,
                )
            )  # fmt: skip

    def ring(self) -> None:
        """Day 7 rings at 18:00, and what came before is settled."""
        self.stage.tick(at("2026-11-17T17:59"))
        self.stage.sender.sent.clear()
        self.stage.tick(RANG)

    def work(self, now: datetime) -> None:
        while claim_unseen(self.stage.database, now):
            pass
        while self.mailer.send_due(now):
            pass

    def show(self, now: datetime) -> None:
        """Alice opens Today."""
        keys = [row.key for row in self.stage.rows()]
        with self.stage.database.transaction() as session:
            act.mark_seen(session, session.get_one(Patient, self.alice), keys, now)

    @property
    def subjects(self) -> list[str]:
        return [letter["Subject"] for letter in self.server.letters]

    def letters(self) -> Sequence[Letter]:
        with self.stage.database.read() as session:
            return session.scalars(select(Letter).where(Letter.purpose == "reminder")).all()

    def retry_now(self) -> None:
        with self.stage.database.transaction() as session:
            session.execute(update(Letter).values(next_attempt_at=at("2020-01-01T00:00")))


@pytest.fixture
def house(stage: Stage) -> House:
    return House(stage)


def test_two_hours_after_an_unseen_ring_one_letter_goes_out(house: House) -> None:
    house.ring()
    house.work(at("2026-11-17T19:59"))
    assert house.subjects == []
    house.work(at("2026-11-17T20:00"))
    said = house.stage.sender.messages[0]
    assert house.subjects == [said["title"]]
    house.work(at("2026-11-17T20:01"))
    house.stage.tick(at("2026-11-17T20:00"))
    house.stage.tick(at("2026-11-18T08:00"))
    house.work(at("2026-11-18T12:00"))
    assert len(house.subjects) == 1, "never a second time for the same item"


def test_the_words_are_discreet_even_for_who_wants_plain_ones_on_the_phone(house: House) -> None:
    with house.stage.database.transaction() as session:
        session.get_one(Patient, house.alice).words = "plain"
    house.ring()
    house.work(at("2026-11-17T20:00"))
    (plain,) = [message["title"] for message in house.stage.sender.messages]
    assert house.subjects and plain not in house.subjects


def test_nothing_is_written_about_what_was_seen(house: House) -> None:
    house.ring()
    house.show(at("2026-11-17T19:30"))
    house.work(at("2026-11-17T20:00"))
    assert house.letters() == []


def test_what_is_seen_between_queueing_and_sending_is_dropped(house: House) -> None:
    house.ring()
    claim_unseen(house.stage.database, at("2026-11-17T20:00"))
    house.show(at("2026-11-17T20:00"))
    house.work(at("2026-11-17T20:01"))
    assert (house.subjects, [row.state for row in house.letters()]) == ([], ["dropped"])


def test_what_is_done_needs_no_letter(house: House) -> None:
    house.ring()
    house.stage.mark("A22", "done")
    house.work(at("2026-11-17T20:00"))
    assert house.letters() == []


def test_nothing_is_written_about_what_is_over(house: House) -> None:
    house.ring()
    house.work(at("2026-12-24T20:00"))
    assert house.letters() == []


def test_an_ordinary_item_is_not_worth_a_letter(house: House) -> None:
    assert house.stage.tick(at("2026-11-02T20:00"))
    house.work(at("2026-11-03T20:00"))
    assert house.letters() == []


def test_a_push_that_was_never_accepted_calls_no_letter(house: House) -> None:
    """The outbox tries it again; two hours count from when a push service took it."""
    house.stage.tick(at("2026-11-17T17:59"))
    house.stage.sender.queue[f"https://push.example/{house.device}"] = [Answer(503)]
    house.stage.tick(RANG)
    house.work(at("2026-11-17T20:30"))
    assert house.letters() == []
    house.stage.retry_now()
    house.stage.tick(at("2026-11-17T20:30"))
    house.work(at("2026-11-17T22:30"))
    assert len(house.letters()) == 1


@pytest.mark.parametrize("state", ["unproved", "refused"])
def test_an_address_that_is_not_proved_or_takes_none_gets_none(stage: Stage, state: str) -> None:
    house = House(stage, state=state)
    house.ring()
    house.work(at("2026-11-17T20:00"))
    assert house.letters() == []


def test_an_address_removed_while_a_letter_waits_takes_it_along(house: House) -> None:
    house.ring()
    claim_unseen(house.stage.database, at("2026-11-17T20:00"))
    with house.stage.database.transaction() as session:
        session.delete(session.scalars(select(MailAddress)).one())
    house.work(at("2026-11-17T20:01"))
    assert house.subjects == []


def test_a_mail_server_that_is_busy_is_tried_again_with_the_same_letter(stage: Stage) -> None:
    house = House(stage, Handover("later", "answer 451"))
    house.ring()
    house.work(at("2026-11-17T20:00"))
    assert [row.state for row in house.letters()] == ["queued"]
    house.retry_now()
    house.work(at("2026-11-17T20:05"))
    first, second = house.server.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert [row.state for row in house.letters()] == ["sent"]


def test_a_worker_that_dies_with_a_letter_leaves_it_to_the_next(house: House) -> None:
    class Dying(RememberingServer):
        def send(self, letter: EmailMessage) -> Handover:
            raise KeyboardInterrupt

    house.ring()
    claim_unseen(house.stage.database, at("2026-11-17T20:00"))
    with pytest.raises(KeyboardInterrupt):
        Mailer(house.stage.database, Dying(), HEAD).send_due(at("2026-11-17T20:00"))
    house.work(at("2026-11-17T20:00"))
    assert house.subjects == [], "the lease still runs"
    house.retry_now()
    house.work(at("2026-11-17T20:03"))
    assert len(house.subjects) == 1


def test_an_unknown_letterbox_ends_the_second_way(stage: Stage) -> None:
    house = House(stage, Handover("refused", "recipient refused, 550"))
    house.ring()
    house.work(at("2026-11-17T20:00"))
    with stage.database.read() as session:
        assert session.scalars(select(MailAddress.state)).all() == ["refused"]
    assert [row.state for row in house.letters()] == ["failed"]


def test_once_the_letterbox_is_unknown_what_still_waits_is_not_sent(stage: Stage) -> None:
    house = House(stage, Handover("refused", "recipient refused, 550"))
    house.ring()
    eight = at("2026-11-17T20:00")
    claim_unseen(stage.database, eight)
    with stage.database.transaction() as session:
        (waiting,) = session.scalars(select(Letter))
        to = session.get_one(MailAddress, waiting.address_id)
        session.add(new_letter(session, to, "reminder", eight, waiting.valid_until, waiting.listed))
    house.work(eight)
    assert len(house.server.letters) == 1
    assert sorted(row.state for row in house.letters()) == ["dropped", "failed"]


def test_a_worker_whose_lease_ran_out_does_not_overwrite_what_the_next_one_did(house: House) -> None:
    class Slow(RememberingServer):
        def send(self, letter: EmailMessage) -> Handover:
            house.retry_now()
            assert house.mailer.send_due(at("2026-11-17T20:03"))
            return Handover("refused", "recipient refused, 550")

    house.ring()
    claim_unseen(house.stage.database, at("2026-11-17T20:00"))
    Mailer(house.stage.database, Slow(), HEAD).send_due(at("2026-11-17T20:00"))
    assert [row.state for row in house.letters()] == ["sent"]
    assert len(house.subjects) == 1
