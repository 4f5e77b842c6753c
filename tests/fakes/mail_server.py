"""A real SMTP server on this machine that keeps what it is handed, and answers as it is told."""

from __future__ import annotations

import asyncio
import email
import email.policy
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from threading import Thread
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "stipple", "p@ss word"


class Letterbox:
    """What was handed over, in order; `answers` maps an SMTP command to the refusal it gets."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.was_encrypted: list[bool] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = cast(bytes, envelope.content)
        letter = email.message_from_bytes(content, policy=email.policy.default)
        self.letters.append(cast(EmailMessage, letter))
        self.receivers += envelope.rcpt_tos
        self.was_encrypted.append(session.ssl is not None)
        return "250 taken"


@contextmanager
def mail_server(
    host: str = "127.0.0.1", starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[tuple[Letterbox, int]]:
    """Yield the letterbox of a running server and its port."""
    box = Letterbox()
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        asks = starttls is not None or tls is not None
        more: dict[str, Any] = (
            {"authenticator": _is_ours, "auth_require_tls": tls is None, "auth_exclude_mechanism": ["LOGIN"]}
            if asks
            else {}
        )
        return SMTP(box, hostname="mail.test", tls_context=starttls, loop=loop, **more)

    server = loop.run_until_complete(loop.create_server(protocol, host, 0, ssl=tls))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield box, server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        asyncio.run_coroutine_threadsafe(_end_conversations(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_conversations() -> None:
    """Let every conversation end by itself: its client has gone."""
    talking = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*talking, return_exceptions=True)


def _is_ours(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=is_right, handled=False)
