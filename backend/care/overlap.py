"""When a late question about one session is asked once the next has begun: before that, and only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from backend.care.course import Visit, VisitKind
from backend.care.protocol import Step
from backend.care.rules import Moment, Window, wall_due
from backend.care.when import DAY

Found = Mapping[Visit | None, Mapping[str, Moment]]

SETTLED = timedelta(days=7)
"""Most effects settle within about a week (R-CHU): a question of a later day looks for what comes late."""
ASKED_ANYWAY = 2 * DAY


def asked_once(step: Step, found: Found, window: Window) -> Found:
    """The moments of a step, by visit and name, without late questions on raw skin, or asked twice.

    One that falls while the skin of a later session closes is asked the day before that session. One that a
    later session asks too, within two days, is left to that one."""
    if step.what != "question":
        return found
    moved = {
        visit: {n: _before_the_next(step, moment, visit, window) for n, moment in moments.items()}
        for visit, moments in found.items()
    }
    return {
        visit: {n: moment for n, moment in moments.items() if not _is_left_to_another(moment, visit, moved)}
        for visit, moments in moved.items()
    }


def _before_the_next(step: Step, moment: Moment, visit: Visit | None, window: Window) -> Moment:
    if not _is_late(moment, visit):
        return moment
    healing = window.known.protocol.healing
    closing = healing[0].last_day * DAY if healing else timedelta()
    begun = [each for each in window.known.sessions if each.starts_at <= moment.due_at]
    if not begun or begun[-1] == visit or moment.on - begun[-1].on > closing:
        return moment
    on = begun[-1].on - DAY
    due_at = wall_due(step, moment.rule, on, moment.rule.at[0], visit, window.clocks)
    return moment if due_at is None else replace(moment, on=on, due_at=due_at)


def _is_left_to_another(moment: Moment, visit: Visit | None, found: Found) -> bool:
    if visit is None or not _is_late(moment, visit):
        return False
    later = [each for each in found if each and visit.starts_at < each.starts_at <= moment.due_at]
    return any(abs(own.on - moment.on) <= ASKED_ANYWAY for each in later for own in found[each].values())


def _is_late(moment: Moment, visit: Visit | None) -> bool:
    """Whether it is a dated question about a session whose skin has settled by then."""
    if visit is None or visit.kind is not VisitKind.SESSION or moment.rule.is_before:
        return False
    return moment.rule.form == "once" and bool(moment.rule.at) and moment.on - visit.on > SETTLED
