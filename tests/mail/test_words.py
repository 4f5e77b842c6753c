"""What the letters say: discreet words, a way to stop, and nothing that names the patient."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.mail.seals import Seals
from backend.mail.words import Letterhead

NOON = datetime(2026, 12, 8, 12, 0, tzinfo=UTC)
SEALS = Seals("a secret for tests")
HEAD = Letterhead("stipple@clinic.org", "https://stipple.clinic.org", SEALS)


def test_a_reminder_carries_its_discreet_words_and_a_link_to_the_app() -> None:
    letter = HEAD.reminder(
        "alice@home.org", "letter-1", "address-1", "A note for tonight", "Open to see.", NOON
    )
    assert (letter["To"], letter["From"]) == ("alice@home.org", "Stipple <stipple@clinic.org>")
    assert letter["Subject"] == "A note for tonight"
    text = letter.get_content()
    assert text.startswith("Open to see.\n\nOpen the app: https://stipple.clinic.org/#/today\n")
    assert f"https://stipple.clinic.org/#/no-mail/{SEALS.stop_token('address-1')}" in text


def test_a_reminder_can_be_stopped_with_one_click_in_the_mail_program() -> None:
    letter = HEAD.reminder("alice@home.org", "letter-1", "address-1", "A note", "Open to see.", NOON)
    token = SEALS.stop_token("address-1")
    assert letter["List-Unsubscribe"] == f"<https://stipple.clinic.org/api/mail/stop/{token}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_second_attempt_is_the_same_letter() -> None:
    first, second = (HEAD.proof("alice@home.org", "letter-1", NOON) for _ in range(2))
    assert first["Message-ID"] == second["Message-ID"] == "<letter-1@stipple.clinic.org>"


def test_the_proof_carries_six_digits_that_only_this_server_can_make() -> None:
    code = SEALS.code("letter-1")
    assert len(code) == 6 and code.isdigit()
    assert code in HEAD.proof("alice@home.org", "letter-1", NOON).get_content()
    assert SEALS.is_code("letter-1", f" {code[:3]} {code[3:]}")
    assert not SEALS.is_code("letter-2", code)
    assert not Seals("another secret").is_code("letter-1", code)


def test_a_stop_link_is_for_one_address_and_cannot_be_made_up() -> None:
    token = SEALS.stop_token("address-1")
    assert SEALS.address_of(token) == "address-1"
    for made_up in (
        "",
        "address-1",
        "address-1.",
        token[:-1],
        token.replace("address-1", "address-2"),
        "ü.ü",
    ):
        assert SEALS.address_of(made_up) is None
