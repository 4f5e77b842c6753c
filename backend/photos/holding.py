"""Knows when the app does not ask for photos: while the clinic has to be asked about a symptom first.

The stop rule of care protocol 3.1. An answer that skin is worse than the day before is such a question
(engine rule 3 of its 3.5); it ends with the next check-in that says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from backend.care.course import Answer


def is_held(answers: Sequence[Answer]) -> bool:
    """Return whether an answer still says to contact the clinic. `answers` in order of time."""
    told = [answer.value for answer in answers if answer.question == "check_in"]
    return bool(told) and told[-1] == "worse"
