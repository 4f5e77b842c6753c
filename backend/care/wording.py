"""Which words a step says at its date, and what stands in their open places."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, timedelta

from backend.care.course import Visit
from backend.care.known import Known
from backend.care.protocol import Step, Words
from backend.care.rules import Moment

PLACE_LIMIT = 24
OPEN_PLACE = re.compile(r"\{(\w+)\}")
ONE_OF_MANY = re.compile(r"\b1 (minute|hour|day|week|month)s\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def words_of(step: Step, moment: Moment, visit: Visit | None, known: Known) -> Words:
    """The step's words, or those of its first variant that holds, with every open place filled."""
    variant = next((v for v in step.variants if known.holds(v.condition, visit, step)), None)
    words = variant.words if variant else step.words
    filled = (_filled(getattr(words, each.name), moment, visit, known) for each in fields(Words))
    return Words(*filled)


def _filled(text: str, moment: Moment, visit: Visit | None, known: Known) -> str:
    filled = OPEN_PLACE.sub(lambda found: _value(found[1], moment, visit, known), text)
    return ONE_OF_MANY.sub(r"1 \1", filled) if "{" in text else filled


def _value(name: str, moment: Moment, visit: Visit | None, known: Known) -> str:
    days = (moment.on - moment.anchor_on).days
    match name:
        case "week":
            return str(days // 7)
        case "day":
            return str(days)
        case "time" if visit:
            return f"{visit.start_local:%H:%M}"
        case "place" if visit:
            return visit.place[:PLACE_LIMIT].rstrip()
        case "n" if visit:
            return str(int(str(known.facts(visit).get("session_number", 0))) + 1)
        case "from" if visit:
            return short_date(visit.on + timedelta(weeks=known.number("spacing_min")))
        case "to" if visit:
            weeks = max(known.number(name) for name in ("spacing_min", "spacing_suggest", "spacing_max"))
            return short_date(visit.on + timedelta(weeks=weeks))
    return str(known.number(name))


def short_date(on: date) -> str:
    """A date as people say it in a sentence: 12 Jan."""
    return f"{on.day} {MONTHS[on.month - 1]}"
