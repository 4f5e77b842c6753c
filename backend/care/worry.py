"""Which answer to a check-in means that the clinic has to be asked, as a symptom of the table would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from backend.care.course import Answer, Visit
from backend.care.triage import SAME_MATTERS_AFTER, day_of
from backend.care.when import date_in

CHECK_IN, SAME, WORSE = "check_in", "same", "worse"
# What these ask after means contact, whichever of it was seen; what is in no table does so too.
LOOKS = frozenset({"colour_check", "lump_check", "arm_check", "burn_check", "mark_check"})
SEEN = "something"
CHECKS = LOOKS | {CHECK_IN}


def asks_clinic(answer: Answer, earlier: Sequence[Answer], visit: Visit | None) -> bool:
    """Whether to contact the clinic (engine rules 3 and 4): worse, no better twice, or something seen.

    `earlier` are the answers given before, the last one last; `visit` is the session it was asked for."""
    if answer.question in LOOKS:
        return answer.value == SEEN
    if answer.question != CHECK_IN:
        return False
    if answer.value == WORSE:
        return True
    return answer.value == SAME and visit is not None and _was_same(answer, earlier, visit)


def _was_same(answer: Answer, earlier: Sequence[Answer], visit: Visit) -> bool:
    """Whether it is after day 3, and the check-in before, on an earlier day, said the same."""
    day = _day(answer.at, visit)
    before = [
        each
        for each in earlier
        if (each.question, each.visit_id) == (CHECK_IN, visit.id) and _day(each.at, visit) < day
    ]
    return day > SAME_MATTERS_AFTER and bool(before) and before[-1].value == SAME


def _day(at: datetime, visit: Visit) -> int:
    return day_of(visit.on, date_in(at, visit.zone))
