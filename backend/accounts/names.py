"""Knows which names are the same name, however they are typed."""

from __future__ import annotations

import unicodedata

LONGEST_KEY = 400  # some signs become whole words when they are folded


def clean(name: str) -> str:
    """Return the name as it is shown: outer and doubled spaces removed.

    ValueError, as a sentence for the patient, when nothing or something unprintable is left.
    """
    shown = " ".join(name.split())
    if not shown:
        raise ValueError("Please choose a name.")
    if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn") for character in shown):
        raise ValueError("This name holds a character we cannot show. Please leave it out.")
    if len(key_of(shown)) > LONGEST_KEY:
        raise ValueError("This name is too long. Please choose a shorter one.")
    return shown


def key_of(name: str) -> str:
    """Return what two spellings of one name have in common: NFKC, case folded, single spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
