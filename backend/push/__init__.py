"""Knows Web Push: devices, push services, their keys and their answers."""
