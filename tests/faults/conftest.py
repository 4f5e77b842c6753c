"""The stage of the tests that kill, starve and disconnect."""

from tests.reminders.company_stage import company, service, settings, stage

__all__ = ["company", "service", "settings", "stage"]
