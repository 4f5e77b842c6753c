"""What a course has cost so far, and what the sessions that are left would add; it judges no price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.care.course import Answer, Course, Visit, VisitKind, VisitState

SESSION, KIT, TRAVEL = "cost_session", "cost_kit", "cost_travel"
PARTS = (SESSION, KIT, TRAVEL)
CURRENCY = "currency"


@dataclass(frozen=True)
class Paid:
    """What one visit cost; None where nothing was noted."""

    visit: Visit
    session: int | None
    kit: int | None
    travel: int | None

    @property
    def total(self) -> int:
        return sum(part or 0 for part in (self.session, self.kit, self.travel))


@dataclass(frozen=True)
class Costs:
    """The noted amounts of a course; `usual` is the last price of a session, `left` the sessions to come.

    `ahead` is what these would add at that price, None while no price is known."""

    currency: str
    paid: tuple[Paid, ...]
    total: int
    usual: int | None
    left: int
    ahead: int | None


def costs(course: Course, answers: Sequence[Answer]) -> Costs:
    """Everything noted about money, visit by visit; a corrected amount replaces the one before it."""
    ordered = sorted(answers, key=lambda answer: answer.at)
    held = [visit for visit in course.visits if visit.state is VisitState.ENDED]
    noted = {answer.visit_id for answer in ordered if answer.question in PARTS}
    paid = [_paid(visit, ordered) for visit in course.visits if visit in held or visit.id in noted]
    prices = [one.session for one in paid if one.visit.kind is VisitKind.SESSION and one.session is not None]
    usual = prices[-1] if prices else None
    left = max(0, course.sessions_planned - sum(visit.kind is VisitKind.SESSION for visit in held))
    if course.done_at is not None or course.closed_at is not None:
        left = 0
    return Costs(
        currency=next((str(a.value) for a in reversed(ordered) if a.question == CURRENCY), ""),
        paid=tuple(paid),
        total=sum(one.total for one in paid),
        usual=usual,
        left=left,
        ahead=None if usual is None else usual * left,
    )


def _paid(visit: Visit, ordered: Sequence[Answer]) -> Paid:
    said = {answer.question: answer.value for answer in ordered if answer.visit_id == visit.id}
    session, kit, travel = (_amount(said.get(part)) for part in PARTS)
    return Paid(visit, session, kit, travel)


def _amount(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
