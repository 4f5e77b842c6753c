"""How the steps of a protocol, their words and their buttons are read from YAML."""

from __future__ import annotations

import re

from backend.care.guides import GUIDE_ID
from backend.care.nodes import Fields, Node, Reader, nearest
from backend.care.protocol import Action, Rule, Step, Valid, Variant, Words, slot_of
from backend.care.read_condition import Vocabulary, read_answer, read_condition
from backend.care.read_rule import read_rule
from backend.care.vocabulary import (
    BODY_LIMIT,
    DOES,
    KINDS_OF_STEP,
    OPENS,
    PHASES,
    PLACEHOLDERS,
    TITLE_LIMIT,
    FactValue,
)

_NEEDED = (
    "id", "phase", "shows", "what", "priority", "after_move", "times", "valid", "words", "actions", "source"
)  # fmt: skip
_STEP = (
    *_NEEDED, "critical", "quick_done", "while_paused", "while_held", "when", "variants", "standing", "guide",
    "ends_with",
)  # fmt: skip
_WORDS = ("title", "body", "discreet_title", "discreet_body", "why")
_VALID_WORDS = ("midnight", "session_start", "visit_start", "next")
_VALID_LIMIT = {"days": 60, "hours": 24 * 60}
_STEP_ID = r"[A-Z][A-Z0-9]{1,7}"


def read_steps(reader: Reader, names: Vocabulary, node: Node) -> tuple[Step, ...]:
    """All steps; an id used twice is noted."""
    steps: dict[str, Step] = {}
    for each in reader.items(node, "`steps`"):
        step = _step(reader, names, each)
        if step.id and step.id in steps:
            reader.note(each, f"step id {step.id} is used twice. Ids are never reused: take a new one.")
        steps[step.id] = step
    return tuple(steps.values())


def _step(reader: Reader, names: Vocabulary, node: Node) -> Step:
    found = reader.entries(node, "a step")
    label = f"step {reader.text(found['id'], '`id`')}" if "id" in found else "a step"
    fields = reader.fields(node, label, _STEP, _NEEDED)
    step = Step(
        id=fields.text("id"),
        phase=fields.one_of("phase", PHASES),
        shows=fields.one_of("shows", ("push", "card")),
        what=fields.one_of("what", KINDS_OF_STEP),
        priority=fields.whole("priority", absent=1),
        critical=fields.flag("critical"),
        quick_done=fields.flag("quick_done"),
        after_move=fields.one_of("after_move", ("again", "any", "keep")),
        while_paused=fields.one_of("while_paused", ("withdraw", "keep")),
        condition=read_condition(reader, names, fields),
        rules=tuple(read_rule(reader, names, each) for each in fields.items("times")),
        valid=_valid(reader, fields),
        words=_words(reader, names, fields),
        variants=tuple(_variant(reader, names, each) for each in fields.items("variants")),
        actions=tuple(_action(reader, names, each) for each in fields.items("actions")),
        source=fields.text("source"),
        standing=fields.text("standing") if "standing" in fields else "",
        guide=_guide(reader, fields),
        while_held=fields.one_of("while_held", ("wait", "keep")) if "while_held" in fields else "",
        ends_with=_ends_with(reader, names, fields),
    )
    _check(reader, step, fields)
    _check_standing(reader, step, fields)
    return step


def _ends_with(reader: Reader, names: Vocabulary, fields: Fields) -> tuple[str, ...]:
    """The numbers that end what the step refuses; only a length of time can have passed."""
    lengths = [
        name for name, param in names.params.items() if param.unit in ("minutes", "hours", "days", "weeks")
    ]
    nodes = fields.items("ends_with")
    return tuple(reader.one_of(each, "a number of `ends_with`", lengths) for each in nodes)


def _guide(reader: Reader, fields: Fields) -> str:
    guide = fields.text("guide")
    if guide and not GUIDE_ID.fullmatch(guide):
        reader.note(fields["guide"], f"`guide` cannot be `{guide}`. Write a guide's id, as in G07.")
    return guide


def _valid(reader: Reader, fields: Fields) -> Valid:
    if "valid" not in fields:
        return Valid("midnight")
    node = fields["valid"]
    if isinstance(node.value, str):
        return Valid(reader.one_of(node, f"`valid` of {fields.what}", _VALID_WORDS) or "midnight")
    entries = reader.fields(node, f"`valid` of {fields.what}", tuple(_VALID_LIMIT))
    if len(entries.entries) != 1:
        reader.note(node, "`valid` needs one length. Write `{days: 3}`, `{hours: 6}` or `midnight`.")
        return Valid("midnight")
    (unit,) = entries.entries
    count = reader.whole(entries[unit], f"`{unit}` of `valid`", low=1)
    if count > _VALID_LIMIT[unit]:
        reader.note(node, f"`valid` is at most {_VALID_LIMIT[unit]} {unit}. Use a smaller number.")
    return Valid(unit, count)


def _words(reader: Reader, names: Vocabulary, fields: Fields) -> Words:
    if "words" not in fields:
        return Words("", "", "", "", "")
    words = reader.fields(fields["words"], f"`words` of {fields.what}", _WORDS, _WORDS)
    for key in words.entries:
        _check_sentence(reader, names, key, words)
    return Words(*(words.text(key) for key in _WORDS))


def _check_sentence(reader: Reader, names: Vocabulary, key: str, words: Fields) -> None:
    """Its placeholders are known, and it is short enough when each has grown to its widest."""
    sentence = words.text(key)
    widths = dict(PLACEHOLDERS) | {param.id: len(str(param.high * 10)) for param in names.params.values()}
    if key.startswith("discreet"):
        del widths["place"]  # a place can name the clinic
    for name in re.findall(r"\{([^{}]*)\}", sentence):
        if name not in widths:
            reader.note(words[key], f"`{key}` cannot hold {{{name}}}. {nearest(name, widths)}")
    grown = re.sub(r"\{([^{}]*)\}", lambda found: "0" * widths.get(found[1], 0), sentence)
    if "{" in grown or "}" in grown:
        reader.note(words[key], f"`{key}` has a brace without its partner. Write {{name}}, or take it out.")
    limit = {"title": TITLE_LIMIT, "discreet_title": TITLE_LIMIT, "why": 0}.get(key, BODY_LIMIT)
    if limit and len(grown) > limit:
        fix = f"Shorten it by {len(grown) - limit}."
        reader.note(words[key], f"`{key}` has up to {len(grown)} characters, at most {limit} fit. {fix}")


def _variant(reader: Reader, names: Vocabulary, node: Node) -> Variant:
    fields = reader.fields(node, "a variant", ("when", "words"), ("when", "words"))
    return Variant(read_condition(reader, names, fields), _words(reader, names, fields))


def _action(reader: Reader, names: Vocabulary, node: Node) -> Action:
    fields = reader.fields(
        node, "an action", ("label", "does", "answers", "asks", "opens", "when"), ("label",)
    )
    answers: list[tuple[str, FactValue | None]] = []
    given = reader.entries(fields["answers"], "`answers`") if "answers" in fields else {}
    for question, value in given.items():
        if _is_question(reader, names, question, value):
            answers.append((question, read_answer(reader, names.questions[question], value)))
    if "asks" in fields and _is_question(reader, names, asked := fields.text("asks"), fields["asks"]):
        answers.append((asked, None))
    does = fields.one_of("does", DOES) if "does" in fields else None
    if does is None and not given and "asks" not in fields:
        reader.note(
            node, f"the button `{fields.text('label')}` does nothing. Add `does: done`, or `answers`."
        )
    opens = fields.one_of("opens", OPENS) if "opens" in fields else None
    if opens and does != "open":
        reader.note(fields["opens"], f"`opens: {opens}` needs `does: open` beside it. Add that.")
    return Action(fields.text("label"), does, tuple(answers), read_condition(reader, names, fields), opens)


def _is_question(reader: Reader, names: Vocabulary, question: str, node: Node) -> bool:
    if question in names.questions:
        return True
    reader.note(node, f"no question is called `{question}`. {nearest(question, names.questions)}")
    return False


def _check_standing(reader: Reader, step: Step, fields: Fields) -> None:
    """What stands must prepare a visit, and fit beside the steps of the day."""
    if not step.standing:
        return
    if not (step.rules and step.rules[0].is_before):
        reader.note(fields["standing"], "`standing` needs a first rule that counts back from a visit.")
    grown = step.standing.replace("{since}", "0" * PLACEHOLDERS["from"])
    if "{" in grown or "}" in grown:
        reader.note(fields["standing"], "`standing` can hold only {since}. Take the other braces out.")
    if len(grown) > BODY_LIMIT:
        over = len(grown) - BODY_LIMIT
        reader.note(fields["standing"], f"`standing` is {over} characters too long. Shorten it.")


def _check(reader: Reader, step: Step, fields: Fields) -> None:
    """What the entries of one step must be together."""
    if step.id and not re.fullmatch(_STEP_ID, step.id):
        reader.note(fields["id"], f"`{step.id}` cannot be a step id. Use a capital and digits, as in B10.")
    if not 1 <= step.priority <= 4:
        reader.note(fields["priority"], f"priority is {step.priority}. Use 1 (first) to 4 (nice to have).")
    for key in ("times", "actions"):
        if key in fields and not fields.items(key):
            reader.note(fields[key], f"{fields.what} has an empty `{key}`. Add one.")
    if step.critical and step.shows == "card":
        reader.note(fields["critical"], "a card never rings, so it cannot be critical. Use `shows: push`.")
    if step.quick_done and not any(action.does == "done" for action in step.actions):
        fix = "Add `{label: Done, does: done}` to `actions`."
        reader.note(fields["quick_done"], f"{fields.what} can be done from the lock screen. {fix}")
    if step.ends_with and any(rule.is_before for rule in step.rules):
        fix = "Take it out: what comes before a session ends with its start."
        reader.note(fields["ends_with"], f"`ends_with` counts from a session's end. {fix}")
    _check_valid(reader, step, fields)
    _check_slots(reader, step.rules, fields)


def _check_valid(reader: Reader, step: Step, fields: Fields) -> None:
    """Only a rule that leads up to a start may last until it; anything else would have no end (R9)."""
    anchors = {"session_start": ("session_start",), "visit_start": ("session_start", "visit_start")}
    fitting = anchors.get(step.valid.kind)
    if fitting and not all(rule.is_before and rule.anchor in fitting for rule in step.rules):
        fix = "Use `midnight`, `next`, `{days: 3}` or `{hours: 6}`."
        reader.note(fields["valid"], f"only what comes before it can last until {step.valid.kind}. {fix}")


def _check_slots(reader: Reader, rules: tuple[Rule, ...], fields: Fields) -> None:
    """Repeats of one step share their slots: a date's morning is one occurrence, so it has one time (R7)."""
    times: dict[str, set[str]] = {}
    for rule in rules:
        for at in rule.at if rule.form == "repeat" else ():
            times.setdefault(slot_of(at), set()).add(at.isoformat("minutes"))
    for slot, found in times.items():
        if len(found) > 1:
            listed = " and ".join(sorted(found))
            fix = f"Give all repeats one {slot} time."
            reader.note(fields["times"], f"{fields.what} repeats at {listed}, both {slot}. {fix}")
