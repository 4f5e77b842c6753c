"""Patients: who they are, how they sign in, and when their phone may ring."""
