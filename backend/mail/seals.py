"""Knows the codes and links in our letters: made again from the server's secret, stored nowhere."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

CODE_DIGITS = 6


@dataclass(frozen=True)
class Seals:
    """What only this server can make."""

    secret: str = field(repr=False)

    def code(self, letter_id: str) -> str:
        """Return the six digits a letter carries, by which its reader proves the address."""
        return str(int(self._sealed("code", letter_id), 16) % 10**CODE_DIGITS).zfill(CODE_DIGITS)

    def is_code(self, letter_id: str, given: str) -> bool:
        """Return whether these are the letter's digits; spaces between them do not matter."""
        return hmac.compare_digest(self.code(letter_id).encode(), "".join(given.split()).encode())

    def stop_token(self, address_id: str) -> str:
        """Return what a letter's link carries to end the letters to this address, and nothing else."""
        return f"{address_id}.{self._sealed('stop', address_id)[:32]}"

    def address_of(self, token: str) -> str | None:
        """Return the id of the address a link is for; None for anything we did not make."""
        address_id = token.partition(".")[0]
        is_ours = hmac.compare_digest(self.stop_token(address_id).encode(), token.encode())
        return address_id if is_ours else None

    def _sealed(self, use: str, what: str) -> str:
        return hmac.new(self.secret.encode(), f"mail {use} {what}".encode(), hashlib.sha256).hexdigest()
