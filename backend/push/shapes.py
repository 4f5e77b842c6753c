"""Knows what a device looks like over HTTP, coming and going."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from backend.accounts import names
from backend.accounts.shapes import ReportedZone
from backend.api import Body, Shape
from backend.push.endpoint import LONGEST
from backend.push.keys import check_auth, check_p256dh

KeyId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Endpoint = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class PushKey(Shape):
    """The key to subscribe with, and its short name."""

    public_key: str
    key_id: str


class NewDevice(Body):
    """A browser's push subscription, where the device is, and the device it was before, should it know."""

    endpoint: Endpoint
    p256dh: Annotated[str, AfterValidator(check_p256dh)]
    auth: Annotated[str, AfterValidator(check_auth)]
    key_id: KeyId
    label: Annotated[str, Field(max_length=100), AfterValidator(names.clean)]
    zone: ReportedZone
    replaces: UUID | None = None
    is_asked: bool = False  # by a tap just now: also where the patient had turned them off from elsewhere


class PushQuestion(Body):
    """What a browser holds, if anything, and which device it was, to be compared with what we know."""

    endpoint: Endpoint | None = None
    key_id: KeyId
    zone: ReportedZone
    device: UUID | None = None


class PushDevice(Shape):
    """A device that gets reminders, without the address it is reached by."""

    id: str
    label: str
    state: Literal["activating", "active", "broken"]
    proven_at: datetime | None
    last_shown_at: datetime | None
    unseen_since: datetime | None  # when the first of the reminders nobody saw went out; None unless silent
    created_at: datetime


class PushDevices(Shape):
    """All devices of a patient, the oldest first."""

    devices: list[PushDevice]


class PushAnswer(Shape):
    """Whether reminders reach the browser that asked; if not known, it must register again.

    But not where `removed_at` says when the patient turned reminders off for it: then only a tap may.
    """

    known: bool
    device: PushDevice | None
    removed_at: datetime | None
