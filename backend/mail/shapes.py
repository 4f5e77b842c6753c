"""Knows what the e-mail address looks like over HTTP, coming and going."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from backend.api import Body, Shape
from backend.mail.models import MailAddress

# ASCII only: not every mail server carries others, and one that looks alike would go to a stranger.
_ADDRESS = re.compile(r"[!-;=?A-Z\[-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z][A-Za-z0-9-]+")
_UNUSABLE = set('@,;:<>()[]"\\')


def _address(text: str) -> str:
    local = text.strip().rpartition("@")[0]
    if not _ADDRESS.fullmatch(text.strip()) or _UNUSABLE & set(local) or len(local) > 64:
        raise ValueError("This does not look like an e-mail address. Please check it.")
    return text.strip()


class NewAddress(Body):
    """Where letters should go."""

    address: Annotated[str, Field(max_length=254), AfterValidator(_address)]


class Proof(Body):
    """The code from the letter."""

    code: Annotated[str, Field(max_length=40)]


class SecondWay(Shape):
    """How things stand with the second way; `unavailable`: this server sends no e-mail."""

    state: Literal["unavailable", "off", "unproved", "on", "refused"]
    address: str | None


def second_way_of(found: MailAddress | None, can_send: bool) -> SecondWay:
    """Return what the patient sees of their address."""
    if not can_send:
        return SecondWay(state="unavailable", address=None)
    if found is None:
        return SecondWay(state="off", address=None)
    return SecondWay(state=found.state, address=found.address)
