"""Reminders: the record of what was said, the claim of what is due, and its way to the phone."""
