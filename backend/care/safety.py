"""Whether the check before a session was answered with a yes, so that its clinic is to be called first."""

from __future__ import annotations

from collections.abc import Sequence

from backend.care.course import Answer, Visit, VisitKind, VisitState

CHECK = "safety_check"
YES = "something"
CALLED = (CHECK, "called")
"""What the patient says once the clinic was called. It is taken under every protocol that asks the check."""


def is_call_first(visit: Visit, answers: Sequence[Answer]) -> bool:
    """Whether the last word on a booked session is a yes, said for the start it has now.

    It stands until the session, until it is answered anew, or until the patient says they called.
    After a change of start the check is asked again (R8, `any`), so what was said before no longer stands.
    """
    if visit.kind is not VisitKind.SESSION or visit.state is not VisitState.BOOKED:
        return False
    said = [
        a for a in answers if a.question == CHECK and a.visit_id == visit.id and _is_of_this_start(a, visit)
    ]
    return bool(said) and max(said, key=lambda answer: answer.at).value == YES


def _is_of_this_start(answer: Answer, visit: Visit) -> bool:
    """Answered since the session last moved; a phone whose clock is slow loses nothing before any move."""
    return visit.starts == 0 or answer.at > visit.moved_at
