"""Knows what an emergency number looks like that a patient types."""

from __future__ import annotations

LONGEST = 20
_FEWEST_DIGITS, _MOST_DIGITS = 2, 15


def typed(number: str) -> str:
    """Return the number as it is called, empty when the patient takes theirs back.

    ValueError, as a sentence for the patient, when it cannot be called.
    """
    shown = " ".join(number.split())
    digits = "".join(shown.removeprefix("+").split())
    is_number = digits.isascii() and digits.isdigit() and _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS
    if shown and (not is_number or len(shown) > LONGEST):
        raise ValueError("Please type the number with digits only, such as 112.")
    return shown
