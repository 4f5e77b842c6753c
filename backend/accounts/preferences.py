"""Knows how a patient's wishes change, and which wishes contradict each other."""

from __future__ import annotations

from backend.accounts import bundles, zones
from backend.accounts.models import Patient
from backend.accounts.shapes import Preferences
from backend.errors import invalid


def apply(patient: Patient, wishes: Preferences) -> None:
    """Change what the wishes name; Problem 422 when a bundle would lie in quiet hours."""
    given = wishes.model_dump(exclude_unset=True)
    for field in ("morning", "evening", "quiet_from", "quiet_until", "words"):
        if given.get(field) is not None:
            setattr(patient, field, given[field])
    if wishes.emergency_number is not None:
        patient.emergency_number = wishes.emergency_number or None
    found = bundles.conflict(patient.morning, patient.evening, patient.quiet_from, patient.quiet_until)
    if found is not None:
        raise invalid(*found)
    if wishes.zone is not None:
        zones.move(patient, wishes.zone)
    elif wishes.keep_zone:
        zones.keep_home(patient)
