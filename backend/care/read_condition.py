"""How conditions are read from the YAML of a protocol: the closed vocabulary of facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.care.nodes import Fields, Node, Reader, nearest
from backend.care.protocol import ALWAYS, AllOf, AnyOf, Compare, Condition, FactIs, Not, Param, Question
from backend.care.vocabulary import COMPARISONS, COMPUTED_FACTS, FactValue


@dataclass(frozen=True)
class Vocabulary:
    """The names a step may use: the protocol's own parameters and questions."""

    params: Mapping[str, Param]
    questions: Mapping[str, Question]


def read_condition(reader: Reader, names: Vocabulary, fields: Fields) -> Condition:
    """The condition under `when`; without one, always."""
    return _condition(reader, names, fields["when"]) if "when" in fields else ALWAYS


def _condition(reader: Reader, names: Vocabulary, node: Node) -> Condition:
    fields = reader.fields(
        node, "a condition", ("fact", "is", "in", "answered", "compare", "all", "any", "not")
    )
    kinds = [kind for kind in ("fact", "compare", "all", "any", "not") if kind in fields]
    if len(kinds) != 1:
        fix = "Put several inside `all: […]`."
        reader.note(node, f"a condition needs exactly one of fact, compare, all, any, not. {fix}")
        return ALWAYS
    match kinds[0]:
        case "fact":
            return _fact_is(reader, names, fields, node)
        case "compare":
            return _compare(reader, names, fields["compare"])
        case "not":
            return Not(_condition(reader, names, fields["not"]))
        case kind:
            each = tuple(_condition(reader, names, item) for item in fields.items(kind))
            return AllOf(each) if kind == "all" else AnyOf(each)


def _fact_is(reader: Reader, names: Vocabulary, fields: Fields, node: Node) -> Condition:
    fact = reader.text(fields["fact"], "`fact`")
    if [key in fields for key in ("is", "in", "answered")].count(True) != 1:
        reader.note(node, f"the condition on `{fact}` lacks a value. Write `is: value` or `in: [values]`.")
        return ALWAYS
    known = (*names.questions, *COMPUTED_FACTS)
    if fact not in known:
        fix = nearest(fact, known)
        reader.note(fields["fact"], f"no question and no computed fact is called `{fact}`. {fix}")
        return ALWAYS
    if "answered" in fields:
        return _is_answered(reader, names, fact, fields)
    nodes = [fields["is"]] if "is" in fields else reader.items(fields["in"], "`in`")
    return FactIs(fact, tuple(_fact_value(reader, names, fact, each) for each in nodes))


def _is_answered(reader: Reader, names: Vocabulary, fact: str, fields: Fields) -> Condition:
    """Whether the patient said anything to a question with closed answers."""
    known = names.questions[fact].answers if fact in names.questions else ()
    if not known:
        fix = "Use it for a question of kind choice, several or bool."
        reader.note(fields["answered"], f"`answered` cannot be asked of `{fact}`. {fix}")
    found = FactIs(fact, known)
    return found if fields.flag("answered") else Not(found)


def _fact_value(reader: Reader, names: Vocabulary, fact: str, node: Node) -> FactValue:
    if fact in names.questions:
        return read_answer(reader, names.questions[fact], node)
    value = reader.value(node, f"a value of `{fact}`")
    allowed = COMPUTED_FACTS[fact]
    if not _is_one_of(value, allowed):
        reader.note(node, f"`{fact}` is never `{_yaml(value)}`. {_choices(allowed)}")
    return value


def read_answer(reader: Reader, question: Question, node: Node) -> FactValue:
    """One of the values the patient can answer to `question`."""
    value = reader.value(node, f"an answer to `{question.id}`")
    allowed = question.answers
    is_number = isinstance(value, int) and not isinstance(value, bool)
    if question.kind in ("choice", "several", "bool") and not _is_one_of(value, allowed):
        reader.note(node, f"`{question.id}` cannot be answered `{_yaml(value)}`. {_choices(allowed)}")
    elif question.kind == "number" and not is_number:
        reader.note(node, f"`{question.id}` is answered with a number. Write a whole number.")
    elif question.kind in ("date", "text"):
        reader.note(node, f"`{question.id}` is answered freely. Use `asks: {question.id}` in an action.")
    return value


def _compare(reader: Reader, names: Vocabulary, node: Node) -> Condition:
    parts = reader.items(node, "`compare`")
    if len(parts) != 3:
        reader.note(node, 'a comparison has three parts. Write `compare: [sessions_left, ">=", 1]`.')
        return ALWAYS
    fact = reader.text(parts[0], "`compare`")
    known = _numbers(names)
    if fact not in known:
        reader.note(parts[0], f"`{fact}` is not a number that can be compared. {nearest(fact, known)}")
    op = reader.one_of(parts[1], "the comparison", COMPARISONS)
    return Compare(fact, op, reader.whole(parts[2], "the number compared with", low=-9999))


def _numbers(names: Vocabulary) -> list[str]:
    asked = [q.id for q in names.questions.values() if q.kind == "number" or any(map(_is_int, q.values))]
    return [*names.params, *asked] + [fact for fact, values in COMPUTED_FACTS.items() if not values]


def _is_int(value: FactValue) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_one_of(value: FactValue, allowed: Sequence[FactValue]) -> bool:
    """Equal and of one type; no list at all allows any whole number."""
    if not allowed:
        return _is_int(value)
    return any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in allowed)


def _choices(allowed: Sequence[FactValue]) -> str:
    return f"Use one of: {', '.join(map(_yaml, allowed))}." if allowed else "Write a whole number."


def _yaml(value: FactValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
