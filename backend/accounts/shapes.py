"""Knows what an account looks like over HTTP, coming and going."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from backend.accounts import emergency, names, passphrases, zones
from backend.accounts.bundles import clock_time
from backend.accounts.models import Patient
from backend.api import Body, Shape

Name = Annotated[str, Field(max_length=100), AfterValidator(names.clean)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(zones.known)]
# Not checked against our zones: a phone may know newer ones, and must still get its reminders.
ReportedZone = Annotated[str, Field(max_length=64)]
EmergencyNumber = Annotated[str, Field(max_length=100), AfterValidator(emergency.typed)]
Clock = Annotated[str, AfterValidator(clock_time)]


class NewAccount(Body):
    """Who wants an account."""

    name: Name
    passphrase: str
    zone: Zone

    @field_validator("passphrase")
    @classmethod
    def _is_hard_to_guess(cls, passphrase: str, info: ValidationInfo) -> str:
        return passphrases.strong(passphrase, info.data.get("name", ""))


class Credentials(Body):
    """Who wants to sign in."""

    name: Annotated[str, Field(max_length=400)]
    passphrase: Annotated[str, Field(max_length=4 * passphrases.LONGEST)]


class Preferences(Body):
    """What the patient changes; what is left out stays.

    `zone` moves the reminders there. `keep_zone` answers the question about a reported zone with "keep
    home time". An empty `emergency_number` takes the patient's own back.
    """

    zone: Zone | None = None
    keep_zone: Literal[True] | None = None
    morning: Clock | None = None
    evening: Clock | None = None
    quiet_from: Clock | None = None
    quiet_until: Clock | None = None
    words: Literal["discreet", "plain"] | None = None
    emergency_number: EmergencyNumber | None = None


class Me(Shape):
    """The signed-in patient; `zone_question` is the zone the phone seems to be in now, to be asked about."""

    id: str
    name: str
    zone: str
    morning: str
    evening: str
    quiet_from: str
    quiet_until: str
    words: Literal["discreet", "plain"]
    zone_question: str | None
    emergency_number: str | None


class Caller(Shape):
    """Who is signed in in this browser; null when nobody is."""

    me: Me | None


def me_of(patient: Patient) -> Me:
    """Return what a patient sees of their own account."""
    return Me(
        id=patient.id,
        name=patient.name,
        zone=patient.zone,
        morning=patient.morning,
        evening=patient.evening,
        quiet_from=patient.quiet_from,
        quiet_until=patient.quiet_until,
        words=patient.words,
        zone_question=patient.reported_zone,
        emergency_number=patient.emergency_number,
    )
