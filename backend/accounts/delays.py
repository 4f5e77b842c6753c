"""Knows how long the next try waits after wrong ones: guessing slows down, and nobody is locked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

# From the first try on, whatever followed: an address that many people share must not wait for ever.
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Allowance:
    """So many tries are free; after them each wait is twice the one before, up to the longest."""

    free: int
    longest: timedelta

    def wait_after(self, tries: int) -> timedelta:
        """Return how long the next try waits when so many were made."""
        over = tries - self.free
        if over < 0:
            return timedelta()
        return min(timedelta(seconds=2 ** min(over, 20)), self.longest)


# Wrong passphrases for one name, from browsers that never signed in to it: 2,000 take three weeks.
NAME = Allowance(free=5, longest=timedelta(minutes=15))
# The same from a browser that has signed in to this name before: nobody else can use this one up.
KNOWN_DEVICE = Allowance(free=10, longest=timedelta(minutes=15))
# One address, whatever the names. A clinic or a mobile network shares one address among many people.
ADDRESS = Allowance(free=50, longest=timedelta(minutes=1))
# New accounts from one address: also those that succeed count.
SIGN_UP = Allowance(free=20, longest=timedelta(minutes=1))
# Challenges for passkeys from one address: each is kept for five minutes.
CHALLENGE = Allowance(free=100, longest=timedelta(minutes=1))
# Recovery codes of one name. They cannot be guessed, so the wait only needs to be felt.
RECOVERY = Allowance(free=5, longest=timedelta(minutes=1))
# Codes sent by e-mail, by one patient and to one address.
MAIL_CODE = Allowance(free=3, longest=timedelta(hours=1))
# "Is it you?" in a browser that is signed in.
CONFIRMATION = Allowance(free=5, longest=timedelta(minutes=15))
