"""How the table of symptoms is read from YAML: bands without gap or overlap, and no rule left over."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from types import MappingProxyType

from backend.care.claims import wrong_claims
from backend.care.nodes import Fields, Node, ProtocolError, Reader, compose, nearest
from backend.care.protocol import ALWAYS, Condition, Question
from backend.care.read_condition import Vocabulary, read_condition
from backend.care.triage import SEVERITIES, TIERS, Band, HigherRisk, Symptom, SymptomRule, Table
from backend.care.vocabulary import COMPUTED_FACTS

_TOP = (
    "id", "version", "checks", "checks_rf", "higher_risk", "hard_to_see_on", "symptoms", "rules", "raised"
)  # fmt: skip
_SYMPTOM = ("label", "label_dark", "felt", "for", "bands", "bands_rf")
_RULE = ("tier", "says", "source")
_RAISED = ("worse", "unchanged", "higher_risk")
_OPEN_PLACES = ("day", "emergency_number")


def read_table(text: str, name: str, questions: Mapping[str, Question]) -> Table:
    """The table a text says. ProtocolError with every mistake, each by line."""
    reader = Reader()
    fields = reader.fields(compose(text, name), "the file", _TOP, _TOP)
    rules = _rules(reader, fields)
    symptoms = _symptoms(reader, fields, rules)
    table = Table(
        version=fields.text("version"),
        symptoms=symptoms,
        rules=rules,
        higher_risk=_higher_risk(reader, fields, questions, symptoms),
        hard_to_see_on=_hard_to_see_on(reader, fields, questions),
        raised=_raised(reader, fields),
        checks=_days(reader, fields, "checks"),
        checks_rf=_days(reader, fields, "checks_rf"),
    )
    _check_all_used(reader, fields, table)
    if reader.mistakes:
        raise ProtocolError(name, reader.mistakes)
    return table


def _rules(reader: Reader, fields: Fields) -> Mapping[str, SymptomRule]:
    nodes = reader.entries(fields["rules"], "`rules`") if "rules" in fields else {}
    return MappingProxyType({rule_id: _rule(reader, rule_id, node) for rule_id, node in nodes.items()})


def _rule(reader: Reader, rule_id: str, node: Node) -> SymptomRule:
    fields = reader.fields(node, f"rule {rule_id}", _RULE, _RULE)
    says = fields.text("says")
    _check_open_places(reader, node, says)
    for fault in wrong_claims(says):
        reader.note(fields["says"], f"rule {rule_id} {fault}")
    return SymptomRule(rule_id, fields.one_of("tier", TIERS), says, fields.text("source"))


def _check_open_places(reader: Reader, node: Node, says: str) -> None:
    try:
        places = [place for _, place, _, _ in string.Formatter().parse(says) if place is not None]
    except ValueError:
        reader.note(node, "`says` has a brace without its partner. Write {day}, or take it out.")
        return
    for place in places:
        if place not in _OPEN_PLACES:
            reader.note(node, f"`says` cannot hold {{{place}}}. {nearest(place, _OPEN_PLACES)}")


def _symptoms(reader: Reader, fields: Fields, rules: Mapping[str, SymptomRule]) -> Mapping[str, Symptom]:
    nodes = reader.entries(fields["symptoms"], "`symptoms`") if "symptoms" in fields else {}
    return MappingProxyType({name: _symptom(reader, rules, name, node) for name, node in nodes.items()})


def _symptom(reader: Reader, rules: Mapping[str, SymptomRule], name: str, node: Node) -> Symptom:
    fields = reader.fields(node, f"symptom {name}", _SYMPTOM, ("label", "bands"))
    bands = _bands(reader, rules, name, fields["bands"]) if "bands" in fields else ()
    known = [str(modality) for modality in COMPUTED_FACTS["modality"]]
    return Symptom(
        id=name,
        label=fields.text("label"),
        label_dark=fields.text("label_dark") or fields.text("label"),
        modalities=frozenset(reader.one_of(each, "`for`", known) for each in fields.items("for")),
        bands=bands,
        bands_rf=_bands(reader, rules, name, fields["bands_rf"]) if "bands_rf" in fields else bands,
        is_felt="felt" not in fields or fields.flag("felt"),
    )


def _bands(reader: Reader, rules: Mapping[str, SymptomRule], name: str, node: Node) -> tuple[Band, ...]:
    """Bands that follow each other from “before” to a last one without end."""
    bands: list[Band] = []
    for days, value in reader.entries(node, f"the bands of {name}").items():
        found = _span(days)
        if found is None:
            reader.note(value, f"`{days}` of {name} are no days. Write before, 0, 0-2 or 8+.")
            continue
        expected = bands[-1].last + 1 if bands and bands[-1].last is not None else None
        if (found[0] is None) != (not bands) or (bands and found[0] != expected):
            begin = "with `before`" if not bands else f"on day {expected}"
            reader.note(
                value, f"the band `{days}` of {name} leaves a gap or an overlap. Let it begin {begin}."
            )
        bands.append(Band(found[0], found[1], _by_severity(reader, rules, name, value)))
    if not bands or bands[-1].last is not None:
        reader.note(node, f"the bands of {name} come to an end. Let the last one be open, as in `8+`.")
    return tuple(bands)


def _span(days: str) -> tuple[int | None, int | None] | None:
    if days == "before":
        return None, -1
    if found := re.fullmatch(r"(\d{1,3})(?:-(\d{1,3})|(\+))?", days):
        first = int(found[1])
        last = None if found[3] else int(found[2] or found[1])
        return (first, last) if last is None or first <= last else None
    return None


def _by_severity(
    reader: Reader, rules: Mapping[str, SymptomRule], name: str, node: Node
) -> Mapping[str, str]:
    """One rule for all severities, or one for each."""
    if isinstance(node.value, str):
        return dict.fromkeys(SEVERITIES, _rule_id(reader, rules, name, node))
    fields = reader.fields(node, f"a band of {name}", SEVERITIES, SEVERITIES)
    return {each: _rule_id(reader, rules, name, fields[each]) for each in SEVERITIES if each in fields}


def _rule_id(reader: Reader, rules: Mapping[str, SymptomRule], name: str, node: Node) -> str:
    rule_id = reader.text(node, f"a rule of {name}")
    if rule_id not in rules:
        reader.note(node, f"no rule is called `{rule_id}`. {nearest(rule_id, rules)}")
    return rule_id


def _higher_risk(
    reader: Reader, fields: Fields, questions: Mapping[str, Question], symptoms: Mapping[str, Symptom]
) -> tuple[HigherRisk, ...]:
    found = []
    for node in fields.items("higher_risk"):
        entry = reader.fields(node, "`higher_risk`", ("when", "symptoms"), ("when",))
        names = [reader.one_of(each, "a symptom", tuple(symptoms)) for each in entry.items("symptoms")]
        condition = read_condition(reader, Vocabulary({}, questions), entry)
        found.append(HigherRisk(condition, frozenset(names)))
    return tuple(found)


def _hard_to_see_on(reader: Reader, fields: Fields, questions: Mapping[str, Question]) -> Condition:
    if "hard_to_see_on" not in fields:
        return ALWAYS
    entry = Fields(reader, "the file", fields.node, {"when": fields["hard_to_see_on"]})
    return read_condition(reader, Vocabulary({}, questions), entry)


def _raised(reader: Reader, fields: Fields) -> Mapping[str, str]:
    if "raised" not in fields:
        return MappingProxyType({})
    entries = reader.fields(fields["raised"], "`raised`", _RAISED, _RAISED)
    return MappingProxyType({key: entries.text(key) for key in entries.entries})


def _days(reader: Reader, fields: Fields, key: str) -> tuple[int, ...]:
    return tuple(reader.whole(node, f"a day of `{key}`") for node in fields.items(key))


def _check_all_used(reader: Reader, fields: Fields, table: Table) -> None:
    """A rule nobody can reach is a rule somebody counts on in vain."""
    used = {
        rule
        for symptom in table.symptoms.values()
        for band in (*symptom.bands, *symptom.bands_rf)
        for rule in band.rules.values()
    }
    for rule_id in table.rules:
        if rule_id not in used:
            node = reader.entries(fields["rules"], "`rules`")[rule_id]
            reader.note(node, f"rule {rule_id} is reached by no symptom. Name it in a band, or take it out.")
