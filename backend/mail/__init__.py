"""Knows the second way to reach a patient: an e-mail address they proved, and the letters sent to it."""
