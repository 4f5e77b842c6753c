"""Contradictions between the steps of a protocol, such as a clinic's edit could make."""

from __future__ import annotations

from backend.care.protocol import Protocol


def contradictions(protocol: Protocol) -> tuple[str, ...]:
    return ()
