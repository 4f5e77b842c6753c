"""Knows which time zones exist, and when a travelling phone moves the patient's reminders."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, timedelta
from functools import cache

from backend.accounts.models import Patient

# A layover is over within a day; someone who reports the same zone a day later has arrived (R10).
_ARRIVED_AFTER = timedelta(days=1)


@cache
def all_zones() -> frozenset[str]:
    """Return the IANA name of every zone that is a place or an offset."""
    return frozenset(zoneinfo.available_timezones()) - {"Factory", "localtime"}


def known(zone: str) -> str:
    """Return the IANA zone; ValueError, as a sentence, when there is none of that name."""
    if zone not in all_zones():
        raise ValueError("We do not know this time zone. Choose a place, such as Europe/Berlin.")
    return zone


def report(patient: Patient, zone: str, now: datetime) -> bool:
    """Note the zone a device of the patient is in; return True when the reminders moved to it.

    The first report becomes a question on Today. Unanswered, a second one a day later moves the
    reminders. "Keep home time" lasts until the patient is home again. An unknown zone is left alone: a
    phone with newer zones than ours must still be able to open the app.
    """
    if zone not in all_zones():
        return False
    if zone == patient.zone:
        patient.reported_zone = patient.reported_zone_at = patient.home_zone = None
        return False
    if patient.home_zone is not None:
        return False
    if patient.reported_zone != zone or patient.reported_zone_at is None:
        patient.reported_zone, patient.reported_zone_at = zone, now
        return False
    if now - patient.reported_zone_at < _ARRIVED_AFTER:
        return False
    move(patient, zone)
    return True


def move(patient: Patient, zone: str) -> None:
    """Let the reminders follow this zone from now on."""
    patient.zone = zone
    patient.reported_zone = patient.reported_zone_at = patient.home_zone = None


def keep_home(patient: Patient) -> None:
    """Keep the reminders at home time until the patient is back."""
    patient.home_zone = patient.zone
    patient.reported_zone = patient.reported_zone_at = None
