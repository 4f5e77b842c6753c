"""What a protocol parameter is worth for a course, and which numbers are doubtful or impossible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from backend.care.known import Known
from backend.care.protocol import Param, Protocol, Question
from backend.care.sources import readable
from backend.care.vocabulary import NONE_OF_THEM, FactValue
from backend.courses.spacing import Spacing
from backend.courses.visit_rules import FIRST_YEAR, Refusal

FOR_NEW_COURSES = frozenset({"sessions_face", "sessions_body"})
"""How many sessions a new course begins with; a course that exists has a number of its own, on Course."""
NEVER_NONE = ("weeks", "months", "count", "per_day")
LONGEST_TEXT = 500
LAST_YEAR = 2199
_HOW = {"number": "Please check the number.", "date": "Please check the date."}


def spacing_of(known: Known) -> Spacing:
    """How far apart the sessions of a course should be; only a clinic's number replaces the usual one."""
    course, params = known.course, known.protocol.params
    chosen = {value.set_by: value.value for value in course.values if value.param == "spacing_min"}
    longest = params.get("spacing_max")
    return Spacing(
        usual=Known(replace(course, values=()), known.protocol, known.answers).number("spacing_min"),
        least=params["spacing_min"].low,
        clinic=chosen.get("clinic"),
        own=chosen.get("patient"),
        longest=known.number(longest.id) if longest else None,
        longer=longest.note if longest else "",
        furthest=longest.high if longest else None,
        source=readable(params["spacing_min"].source),
    )


def weeks_to_propose(known: Known) -> int:
    """Weeks between proposed sessions: the suggested number, never under the least the clinic leaves."""
    suggested = known.number("spacing_suggest")
    is_set = any(value.param == "spacing_suggest" for value in known.course.values)
    return suggested if is_set else max(suggested, known.number("spacing_min"))


def value_refusal(param: Param, value: int, is_interval: bool) -> Refusal | None:
    """Why a number cannot be right at all, or None when it may be kept.

    Args:
        is_interval: the protocol repeats something every so often by this number.
    """
    if param.id in FOR_NEW_COURSES:
        return Refusal("value", "How many sessions this course has stands on Course. Please change it there.")
    if value < 0:
        return Refusal("value", f"“{param.what}” cannot be less than 0. Please check the number.")
    if value == 0 and (is_interval or (param.low > 0 and param.unit in NEVER_NONE)):
        return Refusal("value", f"“{param.what}” must be at least 1. Please check the number.")
    if value > 10 * param.high:
        return Refusal(
            "value", f"{value} is far more than clinics use for “{param.what}”. Please check the number."
        )
    return None


def value_warning(param: Param, value: int) -> str | None:
    """What to say of a number outside the range found in the sources; it is kept all the same."""
    if param.low <= value <= param.high:
        return None
    unit = "" if param.unit in ("count", "per_day") else f" {param.unit}"
    return (
        f"Most clinics say {param.low} to {param.high}{unit} here, and this says {value}. "
        "Please double-check with yours."
    )


def is_interval(protocol: Protocol, param_id: str) -> bool:
    """Whether some step repeats every so often by this parameter, so that 0 would never end."""
    return any(rule.every == param_id for step in protocol.steps for rule in step.rules)


def answer_refusal(question: Question, value: FactValue) -> Refusal | None:
    """Why a value cannot answer a question, or None when it can."""
    if _answers(question, value):
        return None
    how = _HOW.get(question.kind, "Please choose one of the answers.")
    return Refusal("value", f"That does not answer “{question.asks}” {how}")


def _answers(question: Question, value: FactValue) -> bool:
    match question.kind:
        case "choice":
            return any(value == one and type(value) is type(one) for one in question.values)
        case "several":
            return _are_several(question, value)
        case "bool":
            return isinstance(value, bool)
        case "number":
            is_number = isinstance(value, int) and not isinstance(value, bool)
            return is_number and _within(question, int(value))
        case "date":
            return isinstance(value, str) and _is_date(value)
        case _:
            return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _are_several(question: Question, value: FactValue) -> bool:
    """The values that apply, joined by commas, each once; or that none does. Some area is always treated."""
    if value == NONE_OF_THEM:
        return NONE_OF_THEM in question.answers
    chosen = value.split(",") if isinstance(value, str) else []
    return bool(chosen) and len(set(chosen)) == len(chosen) and set(chosen) <= set(question.values)


def _within(question: Question, value: int) -> bool:
    low, high = question.low, question.high
    return (low is None or low <= value) and (high is None or value <= high)


def _is_date(text: str) -> bool:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return False
    # Days are counted on from here: a year at the end of the calendar would leave it.
    return on.isoformat() == text and FIRST_YEAR <= on.year <= LAST_YEAR
