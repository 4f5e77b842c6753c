"""The stage of the measurements."""

from tests.reminders.company_stage import company, service, settings, stage

__all__ = ["company", "service", "settings", "stage"]
