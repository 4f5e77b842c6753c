"""How an answer reads in words: the labels of its question, yes or no, or what was typed."""

from __future__ import annotations

from backend.care.protocol import Question
from backend.care.vocabulary import NONE_OF_THEM, FactValue


def said(question: Question, value: FactValue) -> str:
    """An answer as the patient would read it aloud; a value that no longer has a label stands as it is."""
    if isinstance(value, bool) and question.kind == "bool":
        return "Yes" if value else "No"
    if question.kind == "several":
        chosen = str(value).split(",")
        return (
            "None of these"
            if chosen == [NONE_OF_THEM]
            else ", ".join(_label(question, one) for one in chosen)
        )
    return _label(question, value)


def _label(question: Question, value: FactValue) -> str:
    for known, label in zip(question.values, question.labels, strict=False):
        if known == value and type(known) is type(value):
            return label
    return str(value)
