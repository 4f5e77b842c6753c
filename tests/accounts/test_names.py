"""Which names are the same name, however they are typed."""

from __future__ import annotations

import pytest

from backend.accounts.names import clean, key_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Alice", "aLICE"),
        ("Anna  Maria", " anna maria "),
        ("Straße", "STRASSE"),
        ("Zoë", "Zoe\u0308"),
        ("Ａｌｉｃｅ", "alice"),  # full-width letters
    ],
)
def test_spellings_of_one_name_share_a_key(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(("one", "other"), [("Alice", "Alicia"), ("Zoë", "Zoe"), ("Anna", "Anna 2")])
def test_other_names_have_other_keys(one, other):
    assert key_of(one) != key_of(other)


def test_a_name_is_shown_as_typed_without_stray_spaces():
    assert clean("  Anna   Maria ") == "Anna Maria"


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a\u202eb", "a\u0007", "\ufdfa" * 100])
def test_names_nobody_can_read_are_refused(name):
    with pytest.raises(ValueError, match=r"[.]$"):
        clean(name)
