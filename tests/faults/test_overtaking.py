"""Two workers, two digests, one phone: the older never lands after the newer, which it would replace.

On PostgreSQL, where workers hold rows and not the whole database. One worker is a process of its own.
"""

from __future__ import annotations

import pytest
from sqlalchemy import select

from backend.accounts.models import Patient
from backend.push.models import Device
from backend.push.outcome import Kind, Outcome
from backend.push.sender import Sender
from backend.push.vapid import VapidKeys
from backend.reminders.claim import claim_due
from backend.reminders.deliver import BATCH
from backend.reminders.outbox import LeasedPush, lease, mark
from backend.reminders.render import Office
from backend.reminders.settle import new_delivery, settle
from tests.journeys.deadlines import wait_until
from tests.postgresql import waiting
from tests.reminders.company import EVENING, Company
from tests.reminders.stage import at

pytestmark = pytest.mark.postgresql

NEXT_EVENING = at("2026-11-03T20:00")
PATIENCE = 60


@pytest.fixture
def engine() -> str:
    return "postgresql"


def _office(company: Company) -> Office:
    return Office(company.settings.secret_key, company.settings.public_url)


def _post(company: Company, leased: LeasedPush) -> None:
    """What a worker does with what it has leased."""
    settings = company.settings
    sender = Sender(VapidKeys.from_settings(settings), settings.contact, settings.push_origins)
    assert sender.send(leased.push).status == 201
    with company.stage.database.transaction() as session:
        mark(session, leased, Outcome(Kind.ACCEPTED), 201, EVENING)


def _made(company: Company) -> list[str]:
    """The tokens of all digests for the phone, the older first."""
    return [_office(company).token(delivery.id) for delivery in company.stage.deliveries()]


def _landed(company: Company) -> list[str]:
    """The tokens of the pushes in the order in which they came to the push service."""
    return [each.json()["notification"]["data"]["token"] for each in company.service.received]


def test_a_newer_digest_made_while_the_older_is_being_taken_lands_after_it(company: Company) -> None:
    company.gather(1)
    claim_due(company.stage.database, EVENING)
    with company.stage.database.transaction() as session:
        _, (older,) = lease(session, _office(company), EVENING, BATCH)
        other = company.start_tick(NEXT_EVENING)
        wait_until(
            lambda: waiting(company.stage.database), "the other worker to want the older digest", PATIENCE
        )
        assert len(company.stage.deliveries()) == 1, "the newer one is not there before the older is taken"

    assert other.wait(PATIENCE) == 0
    assert len(_made(company)) == 2, "the other worker has made the newer one"
    assert _landed(company) == [], "and leaves it, for the older is on its way"
    _post(company, older)
    company.tick(NEXT_EVENING)
    assert _landed(company) == _made(company)


def test_an_older_digest_looked_for_while_the_newer_is_being_made_never_lands(company: Company) -> None:
    company.gather(1)
    claim_due(company.stage.database, EVENING)
    with company.stage.database.transaction() as session:
        due = select(Patient).where(Patient.next_due_at.is_not(None)).with_for_update()
        for patient in session.scalars(due).all():
            settle(session, patient, NEXT_EVENING)
        session.flush()
        assert company.start_tick(EVENING).wait(PATIENCE) == 0
        assert _landed(company) == []

    assert company.start_tick(NEXT_EVENING).wait(PATIENCE) == 0
    older, newer = _made(company)
    assert (_landed(company), older != newer) == ([newer], True)


def test_a_test_and_a_digest_taken_at_one_moment_are_not_posted_side_by_side(company: Company) -> None:
    """Under one topic the second to arrive replaces the first, and which that is nobody knows."""
    company.gather(1)
    claim_due(company.stage.database, EVENING)
    database, office = company.stage.database, _office(company)
    with database.transaction() as session:
        device = session.scalars(select(Device).where(Device.state == "active")).one()
        session.add(test := new_delivery(session, device, "test", EVENING))
    with database.transaction() as one, database.transaction() as other:
        _, (taken,) = lease(one, office, EVENING, 1, only=test.id)
        assert lease(other, office, EVENING, BATCH) == (0, [])
    assert taken.delivery_id == test.id
    assert company.stage.postman.send_due(EVENING) == 0, "nor before the first is answered"
