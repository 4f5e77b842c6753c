"""Knows how an address is given, proved, refused and let go; an unproved one gets its code and no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.db import new_id, now_of
from backend.errors import Problem, invalid, not_found
from backend.mail.models import Letter, MailAddress, Purpose
from backend.mail.seals import CODE_DIGITS, Seals

CODE_LASTS = timedelta(minutes=30)
TRIES = 10
"""Of a million codes: whoever does not read the letter finds it once in a hundred thousand."""


def address_of(session: Session, patient_id: str, *, hold: bool = False) -> MailAddress | None:
    """Return the patient's address, proved or not; held until the transaction ends if asked."""
    own = select(MailAddress).where(MailAddress.patient_id == patient_id)
    return session.scalar(own.with_for_update() if hold else own)


def proved_address(session: Session, patient_id: str) -> MailAddress | None:
    """Return the patient's address if letters may go there."""
    found = address_of(session, patient_id)
    return found if found is not None and found.state == "on" else None


def give(session: Session, patient_id: str, address: str, now: datetime) -> MailAddress:
    """Take another address, or send the code once more; its letter with the code is queued."""
    remove(session, patient_id)
    letter_id = new_id()
    given = MailAddress(
        id=new_id(),
        patient_id=patient_id,
        address=address,
        state="unproved",
        code_letter_id=letter_id,
        asked_at=now,
        tries=0,
    )
    session.add(given)
    session.flush()
    session.add(new_letter(session, given, "proof", now, now + CODE_LASTS, letter_id=letter_id))
    return given


def prove(session: Session, seals: Seals, patient_id: str, code: str, now: datetime) -> bool:
    """Take the code from the letter; False when it is another one. A wrong one counts as a try.

    Problem 404 without an address, 409 "code_over" when the code is too old or was tried too often.
    """
    found = address_of(session, patient_id, hold=True)  # so that of many at once each try counts
    if found is None:
        raise not_found("e-mail address")
    if found.state == "on":
        return True
    if found.tries >= TRIES or now - found.asked_at > CODE_LASTS:
        raise Problem(409, "code_over", "This code can no longer be used. Please ask for a new one.")
    found.tries += 1
    if not seals.is_code(found.code_letter_id, code):
        return False
    found.state, found.proved_at = "on", now
    return True


def wrong_code() -> Problem:
    """Return the refusal of a wrong code."""
    return invalid(
        "code", f"This is not the code we sent. Please check the {CODE_DIGITS} digits in the newest e-mail."
    )


def remove(session: Session, patient_id: str) -> None:
    """Forget the patient's address, and with it every letter."""
    found = address_of(session, patient_id)
    if found is not None:
        session.delete(found)
        session.flush()


def stop(session: Session, address_id: str) -> None:
    """Forget an address by its id; one that is gone already is no error."""
    found = session.get(MailAddress, address_id)
    if found is not None:
        session.delete(found)


def new_letter(
    session: Session,
    to: MailAddress,
    purpose: Purpose,
    now: datetime,
    valid_until: datetime,
    listed: Sequence[str] = (),
    letter_id: str | None = None,
) -> Letter:
    """Return a letter that may be sent at once."""
    return Letter(
        id=letter_id or new_id(),
        patient_id=to.patient_id,
        address_id=to.id,
        purpose=purpose,
        state="queued",
        made_at=now,
        valid_until=valid_until,
        next_attempt_at=now_of(session),
        attempts=0,
        listed=list(listed),
    )
