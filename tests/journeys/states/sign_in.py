"""Knows the states of signing in, and of the way back for whoever forgot how."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import as_a_stranger, fill, nothing, one_after_another, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _send(key: str) -> Callable[[Phone], None]:
    def send(phone: Phone) -> None:
        phone.page.get_by_role("button", name=key, exact=True).click()
        settle(phone)

    return send


def _refused(phone: Phone) -> None:
    one_after_another(fill("name", "Alice"), fill("passphrase", "not what she chose"), _send("Sign in"))(
        phone
    )
    phone.page.get_by_text("There is a problem").wait_for()


for _name, _path, _then in (
    ("Sign in", "/#/sign-in", nothing),
    ("Nothing entered", "/#/sign-in", _send("Sign in")),
    ("A passphrase that does not fit", "/#/sign-in", _refused),
    ("Passphrase forgotten", "/#/recover", nothing),
    ("No recovery code entered", "/#/recover", _send("Use the new passphrase")),
):

    @state("Sign in", _name, _path, then=one_after_another(as_a_stranger(_path), _then))
    def _(scene: Scene) -> None:
        scene.reminders = "off"
