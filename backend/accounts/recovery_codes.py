"""Knows how a recovery code looks: long enough never to be guessed, easy to copy by hand."""

from __future__ import annotations

import secrets

# Without signs that look alike: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
GROUPS, GROUP = 7, 4  # 28 signs of 23: 126 bits


def new_code() -> str:
    """Return a fresh code, such as "K7QX-…", in groups for the eye."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def plain(code: str) -> str:
    """Return what two ways of typing one code have in common."""
    return "".join(sign for sign in code.upper() if sign.isalnum())
