"""Knows what our letters say and the headers they carry: discreet words only, and a way to stop them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from backend.mail.seals import Seals

PROOF = """{code} is your code. Type it in the app, and we can write to you here.

If you did not ask for this, somebody mistyped their address. You need do nothing.
"""

REMINDER = """{body}

Open the app: {today}

You asked for an e-mail when something important was not seen on your phone.
To stop these e-mails: {stop}
"""


@dataclass(frozen=True)
class Letterhead:
    """Who writes, and where the links lead."""

    sender: str
    public_url: str
    seals: Seals

    def proof(self, to: str, letter_id: str, now: datetime) -> EmailMessage:
        """Return the letter that carries the code, to an address nobody has proved yet."""
        code = self.seals.code(letter_id)
        return self._letter(to, letter_id, f"{code} is your code", PROOF.format(code=code), now)

    def reminder(
        self, to: str, letter_id: str, address_id: str, title: str, body: str, now: datetime
    ) -> EmailMessage:
        """Return a reminder in its discreet words, with one-click unsubscribing (RFC 8058)."""
        token = self.seals.stop_token(address_id)
        text = REMINDER.format(
            body=body, today=f"{self.public_url}/#/today", stop=f"{self.public_url}/#/no-mail/{token}"
        )
        letter = self._letter(to, letter_id, title, text, now)
        letter["List-Unsubscribe"] = f"<{self.public_url}/api/mail/stop/{token}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        return letter

    def _letter(self, to: str, letter_id: str, subject: str, text: str, now: datetime) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = f"Stipple <{self.sender}>"
        letter["To"] = to
        letter["Subject"] = subject
        letter["Date"] = format_datetime(now)
        # The same at every attempt: a mail program that gets it twice may show it once.
        letter["Message-ID"] = f"<{letter_id}@{urlsplit(self.public_url).hostname}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(text)
        return letter
