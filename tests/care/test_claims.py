"""No sentence gives an all-clear, promises, or stops or starts a medicine; asking is always allowed."""

from __future__ import annotations

import pytest

from backend.care.claims import wrong_claims


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("This is normal.", "normal"),
        ("It is safe for you.", "safe"),
        ("There is nothing to worry about.", "nothing to worry"),
        ("You can go ahead.", "go ahead"),
        ("You are cleared.", "cleared"),
        ("You can have this treatment.", "can have this treatment"),
        ("You can't have this treatment.", "can't have this treatment"),
        ("You have an infection.", "You have an infection"),
        ("It removes scars.", "removes"),
        ("Stop aspirin and warfarin for a week.", "stop “warfarin”"),
        ("No antihistamines for 2 weeks.", "no “antihistamines”"),
        ("Discontinue autoimmune therapies.", "discontinue “autoimmune”"),
        ("Leave out your medicine tonight.", "leave out “medicine”"),
        ("Then apply antibiotic cream.", "apply “antibiotic”"),
    ],
)
def test_what_section_4_1_forbids_is_found(text: str, found: str) -> None:
    assert found in wrong_claims(f"Wash first. {text}")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop or skip prescribed medicine for this.",
        "Ask your prescriber or clinic before you stop a blood thinner.",
        "Often seen on day 2.",
        "Take off make-up, and stop waxing the area.",
        "Keep taking your medicine.",
        "No make-up. Take your medicine.",
    ],
)
def test_what_only_asks_or_keeps_is_not(text: str) -> None:
    assert wrong_claims(text) == ()
