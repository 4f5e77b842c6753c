"""Knows what sessions, recovery, passkeys and confirmations look like over HTTP, coming and going."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from backend.accounts import names, passphrases
from backend.accounts.shapes import Me
from backend.api import Body, Shape

Label = Annotated[str, Field(max_length=100), AfterValidator(names.clean)]
Given = Annotated[str, Field(max_length=4 * passphrases.LONGEST)]


class Welcome(Me):
    """A new account; the recovery code is shown this once."""

    recovery_code: str


class Recovery(Body):
    """Who wants to get back in, by which code, and the passphrase from now on."""

    name: Annotated[str, Field(max_length=400)]
    code: Annotated[str, Field(max_length=200)]
    passphrase: str

    @field_validator("passphrase")
    @classmethod
    def _is_hard_to_guess(cls, passphrase: str, info: ValidationInfo) -> str:
        return passphrases.strong(passphrase, info.data.get("name", ""))


class FreshCode(Shape):
    """The next recovery code, shown this once."""

    recovery_code: str


class NewPassphrase(Body):
    """The passphrase from now on."""

    passphrase: Given


class Confirmation(Body):
    """A fresh proof of who this is: the passphrase, or what a passkey answered."""

    passphrase: Given | None = None
    credential: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _is_one_proof(self) -> Confirmation:
        if (self.passphrase is None) == (self.credential is None):
            raise ValueError("Please send your passphrase or use a passkey: one of them.")
        return self


class SessionShape(Shape):
    """One browser that is signed in; `is_this` is the one that asks."""

    id: str
    device: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class SessionList(Shape):
    """Every browser that is signed in, the last seen first."""

    sessions: list[SessionShape]


class PasskeyOptions(Shape):
    """What `navigator.credentials` needs, in WebAuthn's own JSON."""

    public_key: dict[str, Any]


class PasskeyAnswer(Body):
    """What `navigator.credentials.get` answered, in WebAuthn's own JSON."""

    credential: dict[str, Any]


class NewPasskey(Body):
    """What `navigator.credentials.create` answered, and what the patient calls it."""

    label: Label
    credential: dict[str, Any]


class PasskeyLabel(Body):
    """What the patient calls the passkey from now on."""

    label: Label


class PasskeyShape(Shape):
    """One passkey of the patient."""

    id: str
    label: str
    created_at: datetime
    last_used_at: datetime | None


class PasskeyList(Shape):
    """Every passkey of the patient, the oldest first."""

    passkeys: list[PasskeyShape]


class Export(Shape):
    """All we keep about the patient, table by table; only secrets that would let somebody in are left out."""

    now: datetime
    account: dict[str, Any]
    records: dict[str, list[dict[str, Any]]]
