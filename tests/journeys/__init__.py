"""Journeys: the whole product, driven through a real browser as a patient would."""
