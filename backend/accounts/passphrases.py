"""Knows which passphrases are strong enough, and how they are kept (argon2id)."""

from __future__ import annotations

import threading
import unicodedata
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

SHORTEST, LONGEST = 8, 256

# Without a word: dates and phone numbers have fewer different pairs of neighbours, and so has a run such as
# 1234567890123…, however long.
FEWEST_PAIRS = 12

# Each hash takes 64 MiB; more at once than this would let sign-ins fill the memory of a small server.
MOST_AT_ONCE = 4

_COMMON_WORDS = frozenset(Path(__file__).with_name("common_passphrases.txt").read_text().split())


class Passphrases:
    """Hashes and checks passphrases; at most a few at the same time."""

    def __init__(self, *, cheap: bool = False) -> None:
        """`cheap` is for tests only: it makes the hash quick, and quick to guess."""
        self._hasher = (
            PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()
        )
        self._turns = threading.Semaphore(MOST_AT_ONCE)
        self._nobody = self._hasher.hash("nobody has this passphrase")

    def hash(self, passphrase: str) -> str:
        """Return the salted hash to keep."""
        with self._turns:
            return self._hasher.hash(_typed(passphrase))

    def match(self, passphrase: str, kept: str | None) -> bool:
        """Return whether the passphrase is the kept one; None (no such name) costs the same time."""
        with self._turns:
            try:
                self._hasher.verify(kept or self._nobody, _typed(passphrase))
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Return whether the hash was made with weaker numbers than today's."""
        return self._hasher.check_needs_rehash(kept)


def _typed(passphrase: str) -> str:
    """Return one spelling for what keyboards write in several, such as ö as one sign or as two."""
    return unicodedata.normalize("NFC", passphrase)


def passphrases() -> Passphrases:
    """Return the running application's."""
    found: Passphrases = current_app.extensions["passphrases"]
    return found


def strong(passphrase: str, name: str) -> str:
    """Return the passphrase; ValueError, as a sentence for the patient, when it is easy to guess."""
    if len(passphrase) < SHORTEST:
        raise ValueError(f"This passphrase is too short. Use {SHORTEST} characters or more.")
    if len(passphrase) > LONGEST:
        raise ValueError(f"This passphrase is too long. Use at most {LONGEST} characters.")
    plain = passphrase.casefold().strip()
    if plain == name.casefold().strip():
        raise ValueError("Your name is easy to guess. Please choose another passphrase.")
    if _is_common(plain):
        raise ValueError("Many people use this passphrase. Try a few words that do not belong together.")
    return passphrase


def _is_common(plain: str) -> bool:
    """Return whether it is a common word with some digits or signs around it, or a simple run or date."""
    bare = plain.strip("0123456789!.?*#@$_- ")
    if plain in _COMMON_WORDS or bare in _COMMON_WORDS:
        return True
    if not bare and len(set(pairwise(plain))) < FEWEST_PAIRS:
        return True
    halves = {plain[: len(plain) // 2], plain[len(plain) // 2 :]}
    return len(set(plain)) <= 2 or (len(halves) == 1 and halves.pop() in _COMMON_WORDS)
