"""How letters leave: leased, worded from what is still unseen at that moment, handed over, marked."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.db import Database, locked, new_id, now_of
from backend.mail.models import Letter, MailAddress
from backend.mail.seals import Seals
from backend.mail.smtp import Handover, MailServer
from backend.mail.words import Letterhead
from backend.reminders.digest import digest_of
from backend.reminders.outlook import outlook_of
from backend.reminders.second_way import unseen
from backend.settings import Settings

LEASE = timedelta(minutes=2)
"""Longer than a mail server may take for one letter."""

WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))

log = structlog.get_logger()


class Server(Protocol):
    """Whatever takes letters."""

    def send(self, letter: EmailMessage) -> Handover: ...


class Mailer:
    """Sends the queued letters, one after another; any number of them may work on one database."""

    def __init__(self, database: Database, server: Server, head: Letterhead) -> None:
        self._database = database
        self._server = server
        self._head = head

    def send_due(self, now: datetime) -> int:
        """Send the next letter that is due; how many were taken: one or none."""
        with self._database.transaction() as session:
            row = _leased(session)
            if row is None:
                return 0
            letter = self._worded(session, row, now)
        if letter is not None:
            self._hand_over(row.id, row.lease_token or "", letter, now)
        return 1

    def _worded(self, session: Session, row: Letter, now: datetime) -> EmailMessage | None:
        """A letter that cannot be worded is our fault, and must not keep the others waiting."""
        try:
            with session.begin_nested():
                return self._letter(session, row, now)
        except Exception:
            log.exception("letter_failed", letter_id=row.id)
            row.state = "failed"
            return None

    def _letter(self, session: Session, row: Letter, now: datetime) -> EmailMessage | None:
        if row.valid_until <= now:
            row.state = "expired"
            return None
        to = session.get_one(MailAddress, row.address_id)
        if row.purpose == "proof":
            return self._head.proof(to.address, row.id, now)
        outlook = outlook_of(session, session.get_one(Patient, row.patient_id), now)
        items = unseen(outlook, row.listed, now).values()
        text = digest_of(tuple(items), outlook.ledger, is_plain=False)
        if text is None or to.state != "on":
            row.state = "dropped"
            return None
        return self._head.reminder(to.address, row.id, to.id, text.title, text.body, now)

    def _hand_over(self, letter_id: str, lease_token: str, letter: EmailMessage, now: datetime) -> None:
        done = self._server.send(letter)
        with self._database.transaction() as session:
            row = session.get(Letter, letter_id, with_for_update=True)
            if row is not None and row.lease_token == lease_token:
                _mark(session, row, done, now)
        level = log.error if done.kind == "our_fault" else log.info
        level("letter", letter_id=letter_id, outcome=done.kind, reason=done.reason or None)


def mailer_of(settings: Settings, database: Database) -> Mailer | None:
    """Return the mailer of one process; None when its settings name no mail server."""
    if not settings.smtp_url:
        return None
    head = Letterhead(settings.mail_from, settings.public_url, Seals(settings.secret_key))
    return Mailer(database, MailServer(settings.smtp_url), head)


def _leased(session: Session) -> Letter | None:
    """Take the next due letter and put its next attempt behind the lease, in case we die with it."""
    clock = now_of(session)
    due = select(Letter).where(Letter.state == "queued", Letter.next_attempt_at <= clock)
    row: Letter | None = session.scalar(locked(session, due.order_by(Letter.next_attempt_at).limit(1)))
    if row is not None:
        row.lease_token, row.next_attempt_at = new_id(), clock + LEASE
        row.attempts += 1
    return row


def _mark(session: Session, row: Letter, done: Handover, now: datetime) -> None:
    match done.kind:
        case "sent":
            row.state, row.sent_at = "sent", now
        case "refused":
            row.state = "failed"
            session.get_one(MailAddress, row.address_id).state = "refused"
        case _:
            wait = WAITS[min(row.attempts, len(WAITS)) - 1]
            row.next_attempt_at = now_of(session) + wait
            if now + wait >= row.valid_until:
                row.state = "expired"
