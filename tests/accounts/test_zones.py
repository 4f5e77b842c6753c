"""When a travelling phone moves the patient's reminders (R10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.accounts import zones
from backend.accounts.models import Patient

HOURS = timedelta(hours=1)


@pytest.fixture
def patient() -> Patient:
    return Patient(zone="Europe/Berlin")


def test_one_report_asks_and_a_second_within_a_day_still_asks(patient, now):
    assert not zones.report(patient, "Asia/Tokyo", now)
    assert not zones.report(patient, "Asia/Tokyo", now + 23 * HOURS)
    assert (patient.zone, patient.reported_zone) == ("Europe/Berlin", "Asia/Tokyo")


def test_two_reports_a_day_apart_move_the_reminders(patient, now):
    zones.report(patient, "Asia/Tokyo", now)
    assert zones.report(patient, "Asia/Tokyo", now + 24 * HOURS)
    assert (patient.zone, patient.reported_zone) == ("Asia/Tokyo", None)


def test_another_zone_begins_the_day_again(patient, now):
    zones.report(patient, "Asia/Dubai", now)
    assert not zones.report(patient, "Asia/Tokyo", now + 30 * HOURS)
    assert patient.reported_zone == "Asia/Tokyo"


def test_coming_home_takes_the_question_back(patient, now):
    zones.report(patient, "Asia/Tokyo", now)
    zones.report(patient, "Europe/Berlin", now + HOURS)
    assert patient.reported_zone is None


def test_keep_home_time_lasts_until_home_and_then_asks_again(patient, now):
    zones.report(patient, "Asia/Tokyo", now)
    zones.keep_home(patient)
    for days in (1, 2, 9):
        assert not zones.report(patient, "Asia/Tokyo", now + 24 * days * HOURS)
    assert (patient.zone, patient.reported_zone) == ("Europe/Berlin", None)
    zones.report(patient, "Europe/Berlin", now + 240 * HOURS)
    zones.report(patient, "Asia/Tokyo", now + 480 * HOURS)
    assert patient.reported_zone == "Asia/Tokyo"


def test_a_zone_we_do_not_know_is_left_alone(patient, now):
    assert not zones.report(patient, "Moon/Tranquility", now)
    assert patient.reported_zone is None


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Asia/Kolkata", "UTC", "America/Argentina/Ushuaia"])
def test_places_of_the_time_zone_list_are_known(zone):
    assert zones.known(zone) == zone


@pytest.mark.parametrize("zone", ["", "europe/berlin", "Factory", "../etc/passwd", "posix/Europe/Berlin"])
def test_other_names_are_refused(zone):
    with pytest.raises(ValueError, match="We do not know this time zone"):
        zones.known(zone)
