"""Knows every text and row of the built-in files that a clinician approves, by file and id."""

from __future__ import annotations

from collections.abc import Iterator

from backend.care.guides import standard_guides
from backend.care.load import symptom_table
from backend.care.protocol import Step
from backend.care.triage import Band
from tests.care.builders import STANDARD

Row = tuple[str, str]
SEVERITIES = ("mild", "moderate", "severe")


def guide_rows() -> Iterator[Row]:
    """Each sentence of each guide: guide, section and place in it."""
    for guide in standard_guides().guides:
        yield f"{guide.id}", guide.title
        for number, section in enumerate(guide.sections, start=1):
            yield f"{guide.id}.{number}", section.title
            for place, text in enumerate((*section.says, *section.points), start=1):
                yield f"{guide.id}.{number}.{place}", text


def phase_rows() -> Iterator[Row]:
    """What each phase of healing is, when it ends and what is often seen in it."""
    for phase in STANDARD.healing:
        yield f"healing.{phase.id}", f"{phase.name}, to day {phase.last_day}: {phase.what}"
        for expected in phase.expect:
            yield f"healing.{phase.id}.{expected.day}", expected.says


def symptom_rows() -> Iterator[Row]:
    """How each symptom is asked about, and which rule answers it on which days."""
    for symptom in symptom_table().symptoms.values():
        yield f"symptom.{symptom.id}", symptom.label
        if symptom.label_dark != symptom.label:
            yield f"symptom.{symptom.id}.dark", symptom.label_dark
        yield f"symptom.{symptom.id}.days", "; ".join(_band(band) for band in symptom.bands)
        if symptom.bands_rf != symptom.bands:
            yield f"symptom.{symptom.id}.rf", "; ".join(_band(band) for band in symptom.bands_rf)


def rule_rows() -> Iterator[Row]:
    """What is said to a symptom."""
    for rule in symptom_table().rules.values():
        yield f"rule.{rule.id}", f"{rule.tier}: {rule.says}"


def step_rows() -> Iterator[Row]:
    """Title, body and why of each step, and its other wordings."""
    for step in STANDARD.steps:
        yield step.id, _words(step)
        for number, variant in enumerate(step.variants, start=1):
            words = variant.words
            yield f"{step.id}.{number}", f"{words.title} / {words.body} / {words.why}"


def _words(step: Step) -> str:
    return f"{step.words.title} / {step.words.body} / {step.words.why}"


def _band(band: Band) -> str:
    if band.last == -1:
        days = "before"
    else:
        days = str(band.first) if band.first == band.last else f"{band.first}-{band.last}"
        days = f"{band.first}+" if band.last is None else days
    rules = [band.rules[severity] for severity in SEVERITIES]
    return f"{days}: {rules[0] if len(set(rules)) == 1 else '/'.join(rules)}"
