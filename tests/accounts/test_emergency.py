"""Which numbers a patient may type for an emergency."""

import pytest

from backend.accounts.emergency import typed


@pytest.mark.parametrize(
    ("number", "kept"), [("112", "112"), (" 144 ", "144"), ("+44  999", "+44 999"), ("", ""), ("  ", "")]
)
def test_a_number_is_kept_as_it_is_called(number: str, kept: str) -> None:
    assert typed(number) == kept


@pytest.mark.parametrize("number", ["1", "call mum", "11x", "+", "1" * 16, "٩٩٩", "1-1-2", "112,,1"])
def test_what_no_phone_can_call_is_refused_in_a_sentence(number: str) -> None:
    with pytest.raises(ValueError, match="digits only"):
        typed(number)
