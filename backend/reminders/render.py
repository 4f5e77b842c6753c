"""What a delivery says at the moment it is posted: what is outstanding then, or a notice (R5)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.accounts.models import Patient
from backend.push.payload import Button, Message
from backend.reminders.digest import DigestText, digest_of, life_of, may_ring_now
from backend.reminders.models import Delivery
from backend.reminders.outlook import outlook_of

NOTICE_LIFE = timedelta(minutes=10)
NOTICES = {
    "activation": ("Reminders are on", "This is how they look. Nothing private is shown here."),
    "test": ("This is a test", "Tap it, and Stipple tells you that it arrived."),
}


@dataclass(frozen=True)
class Office:
    """What it takes beside the database: the secret behind tokens and topics, and our own address."""

    secret: str
    public_url: str

    def token(self, delivery_id: str) -> str:
        """The delivery's token: made again at every attempt rather than stored, so only its hash is kept."""
        return hmac.new(self.secret.encode(), f"delivery {delivery_id}".encode(), hashlib.sha256).hexdigest()

    @property
    def today(self) -> str:
        return f"{self.public_url}/#/today"

    @property
    def it_works(self) -> str:
        """Where a tap on a test leads: only there the patient knows that the tap arrives too."""
        return f"{self.public_url}/#/settings/reminders/works"


def token_hash(token: str) -> str:
    """What is kept of a token: whoever reads the database can use none."""
    return hashlib.sha256(token.encode()).hexdigest()


def render(
    session: Session, office: Office, row: Delivery, now: datetime
) -> tuple[Message, timedelta] | None:
    """The message and how long it may be kept; None when there is nothing left to say, as its state tells."""
    if row.purpose != "digest":
        return _notice(office, row, now)
    patient = session.get_one(Patient, row.patient_id)
    outlook = outlook_of(session, patient, now)
    rung = [o for o in outlook.agenda(now).outstanding if o.rings and outlook.ledger.row_for(o)]
    text = digest_of(rung, outlook.ledger, is_plain=patient.words == "plain")
    if text is None:
        row.state = "dropped"
        return None
    if not may_ring_now(rung, outlook.ledger, outlook.clocks, now):
        row.state = "expired"
        return None
    row.listed = list(text.listed)
    # An earlier attempt may be on the screen, with the Done of then.
    row.doable = [*row.doable, *(key for key in text.doable if key not in row.doable)]
    return _message(office, row, text), life_of(rung, outlook.clocks, now)


def _message(office: Office, row: Delivery, text: DigestText) -> Message:
    return Message(
        kind="digest",
        title=text.title,
        body=text.body,
        navigate=office.today,
        token=office.token(row.id),
        valid_until=text.valid_until,
        badge=len(text.listed),
        buttons=tuple(Button(action, title, office.today) for action, title in text.buttons),
        again=row.lease_token is not None,
    )


def _notice(office: Office, row: Delivery, now: datetime) -> tuple[Message, timedelta] | None:
    """The visible push that proves a device, or shows what a reminder looks like."""
    if now - row.made_at > NOTICE_LIFE:
        row.state = "expired"
        return None
    title, body = NOTICES[row.purpose]
    token = office.token(row.id)
    leads_to = office.it_works if row.purpose == "test" else office.today
    message = Message(row.purpose, title, body, leads_to, token, row.made_at + NOTICE_LIFE)
    return message, NOTICE_LIFE
