"""What no sentence to a patient may say: an all-clear, a promise, or a medicine to stop or to start."""

from __future__ import annotations

import re

# Section 4.1 of the care protocol's facts, and rule 10 of its table of symptoms.
_ALL_CLEAR = re.compile(
    r"\b(safe(?:ly)?|normal(?:ly)?|nothing to worry|removes|tightens|cures?|guarantee\w*|go ahead|"
    r"cleared|contraindicated|painless|you have an? (?:infection|allergy)|"
    r"can(?:'t|not)? have th(?:is|e) treatment)\b",
    re.IGNORECASE,
)
_MEDICINE = (
    r"aspirin|warfarin|blood thinners?|isotretinoin|autoimmune|antibiotics?|antihistamines?|steroids?|"
    r"medicines?|medications?"
)
_STOPS = re.compile(
    rf"\b(stop|skip|pause|discontinue|avoid|leave out|no|do not take|don't take)\b[^.!?]*\b({_MEDICINE})\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"\b(take|start|use|apply|put on)\b[^.!?]*\b(antibiotics?|antihistamines?|steroids?|aspirin|ibuprofen)\b",
    re.IGNORECASE,
)
_SPARES = re.compile(r"\b(ask|(?:do not|never|don't) (?:stop|skip|pause))\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")


def wrong_claims(*texts: str) -> tuple[str, ...]:
    """What is said that must not be, and what to say instead; one sentence each."""
    sentences = [sentence for text in texts for sentence in _SENTENCE.split(text)]
    return tuple(
        dict.fromkeys(
            fault for sentence in sentences for fault in (*_all_clears(sentence), *_orders(sentence))
        )
    )


def _all_clears(sentence: str) -> list[str]:
    return [
        f"says “{found}”, which nobody can promise. Say what is often seen, or whom to ask."
        for found in _ALL_CLEAR.findall(sentence)
    ]


def _orders(sentence: str) -> list[str]:
    if _SPARES.search(sentence):
        return []
    return [
        f"tells people to {found[1].lower()} “{found[2]}”. Write: ask your prescriber or clinic."
        for pattern in (_STOPS, _STARTS)
        if (found := pattern.search(sentence))
    ]
