"""Knows how a letter is handed to the host's mail server: the only file that speaks SMTP."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Literal
from urllib.parse import unquote, urlsplit

TIMEOUT = 10.0  # seconds for each answer of the server

Handed = Literal["sent", "refused", "later", "our_fault"]


@dataclass(frozen=True)
class Handover:
    """What became of a letter: refused means that its address takes none; `reason` names no address."""

    kind: Handed
    reason: str = ""


class MailServer:
    """Hands letters over; `url` is smtps://user:password@host:465 or smtp://… with STARTTLS.

    Only to a server on this machine may a letter go in clear.
    """

    def __init__(self, url: str, trust: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        self._is_tls = parts.scheme == "smtps"
        self._host = parts.hostname or ""
        self._port = parts.port or (465 if self._is_tls else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._trust = trust or ssl.create_default_context()

    def send(self, letter: EmailMessage) -> Handover:
        """Hand one letter over; never raises for what the server does."""
        try:
            with self._connected() as server:
                server.send_message(letter)
            return Handover("sent")
        except smtplib.SMTPRecipientsRefused as error:
            code = max((code for code, _ in error.recipients.values()), default=550)
            return Handover("refused" if code >= 500 else "later", f"recipient refused, {code}")
        except smtplib.SMTPResponseException as error:
            return Handover("our_fault" if error.smtp_code >= 500 else "later", f"answer {error.smtp_code}")
        except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
            return Handover("our_fault", type(error).__name__)
        except (smtplib.SMTPException, OSError) as error:
            return Handover("later", type(error).__name__)

    def _connected(self) -> smtplib.SMTP:
        if self._is_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT, context=self._trust
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
        try:
            if not self._is_tls and not is_this_machine(self._host):
                server.starttls(context=self._trust)
            if self._user:
                server.login(self._user, self._password)
        except Exception:
            server.close()
            raise
        return server


def is_this_machine(host: str) -> bool:
    """Return whether a host name can only mean the machine we run on."""
    return host in ("localhost", "127.0.0.1", "::1")
