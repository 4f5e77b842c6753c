"""Knows where tries are counted: per name, per browser that is known there, and per address."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from flask import request
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend.accounts import delays, known_devices, names
from backend.accounts.credentials import Tries
from backend.accounts.delays import FORGOTTEN_AFTER, Allowance
from backend.db import database, insert_into
from backend.errors import Problem
from backend.settings import settings

_log = structlog.get_logger("stipple.accounts")


@dataclass(frozen=True)
class Counter:
    """One count of tries. A shared one is never cleared: signing in oneself would wipe out one's guesses."""

    kind: str
    key: str
    allowance: Allowance
    is_shared: bool = False


def of_sign_in(name: str) -> list[Counter]:
    """Return what a passphrase for this name counts in; the same for names nobody has."""
    return _of_name("sign_in", name, delays.NAME)


def of_recovery(name: str) -> list[Counter]:
    """Return what a recovery code for this name counts in."""
    return _of_name("recovery", name, delays.RECOVERY)


def of_sign_up() -> list[Counter]:
    """Return what a new account counts in."""
    return [_counter("sign_up", _address(), delays.SIGN_UP, is_shared=True)]


def of_address() -> list[Counter]:
    """Return what counts whoever tries from this address, when no name is told."""
    return [_counter("address", _address(), delays.ADDRESS, is_shared=True)]


def of_challenge() -> list[Counter]:
    """Return what a passkey's challenge counts in: nobody has to be anybody to ask for one."""
    return [_counter("challenge", _address(), delays.CHALLENGE, is_shared=True)]


def of_confirmation(patient_id: str) -> list[Counter]:
    """Return what a confirmation by the signed-in patient counts in."""
    return [_counter("confirmation", patient_id, delays.CONFIRMATION)]


def of_mail_code(patient_id: str, address: str) -> list[Counter]:
    """Return what a code sent by e-mail counts in: nobody's letterbox is to be filled from here."""
    to = _counter("mail_to", address.casefold(), delays.MAIL_CODE, is_shared=True)
    return [_counter("mail_code", patient_id, delays.MAIL_CODE, is_shared=True), to]


def take(counters: Sequence[Counter], now: datetime) -> None:
    """Count one try before it is made, so that many at once gain nothing.

    Problem 429 "slow_down" while one of the counters has to wait; the refused try counts nowhere.
    """
    with database().transaction() as session:
        rows = [(_row(session, counter, now), counter.allowance) for counter in _in_order(counters)]
        # A free try never waits: of many at once, one may have read the clock before another was counted.
        waits = [row.ready_at for row, allowance in rows if allowance.wait_after(row.count)]
        ready_at = max(waits, default=now)
        if ready_at > now:
            _log.warning("slowed_down", counters=[counter.kind for counter in counters])
            raise _slow_down(ready_at - now)
        for row, allowance in rows:
            row.count += 1
            row.ready_at = now + allowance.wait_after(row.count)


def forgive(counters: Sequence[Counter], now: datetime) -> None:
    """Take back a try that was right: own counts end, shared ones only lose this one try."""
    with database().transaction() as session:
        for counter in _in_order(counters):
            row = _row(session, counter, now)
            row.count, row.ready_at = (max(row.count - 1, 0) if counter.is_shared else 0), now


def prune(session: Session, now: datetime) -> None:
    """Forget tries of yesterday."""
    session.execute(delete(Tries).where(Tries.begun_at < now - FORGOTTEN_AFTER))


def _of_name(kind: str, name: str, allowance: Allowance) -> list[Counter]:
    known_id = known_devices.known_here(name)
    if known_id is not None:
        return [_counter(f"{kind}_known", known_id, delays.KNOWN_DEVICE)]
    return [_counter(kind, names.key_of(name), allowance), *of_address()]


def _counter(kind: str, whom: str, allowance: Allowance, *, is_shared: bool = False) -> Counter:
    key = hmac.new(settings().secret_key.encode(), f"tries:{kind}:{whom}".encode(), hashlib.sha256)
    return Counter(kind, key.hexdigest(), allowance, is_shared)


def _in_order(counters: Sequence[Counter]) -> list[Counter]:
    """Two requests that lock rows in the same order cannot wait for each other."""
    return sorted(counters, key=lambda counter: counter.key)


def _row(session: Session, counter: Counter, now: datetime) -> Tries:
    """Return the row of a counter, held until the transaction ends; each day it begins again."""
    fresh = insert_into(session, Tries).values(key=counter.key, count=0, begun_at=now, ready_at=now)
    session.execute(fresh.on_conflict_do_nothing())
    row = session.scalars(select(Tries).where(Tries.key == counter.key).with_for_update()).one()
    if row.begun_at < now - FORGOTTEN_AFTER:
        row.count, row.begun_at, row.ready_at = 0, now, now
    return row


def _address() -> str:
    """Return whom an address stands for: an IPv6 customer owns at least a /64."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    mapped = getattr(address, "ipv4_mapped", None) or address
    if mapped.version == 6:
        return str(ipaddress.ip_network((mapped, 64), strict=False))
    return str(mapped)


def _slow_down(wait: timedelta) -> Problem:
    seconds = math.ceil(wait.total_seconds())
    minutes = math.ceil(seconds / 60)
    told = f"{seconds} seconds" if seconds > 1 else "a second"
    if seconds > 90:
        told = f"{minutes} minutes"
    sentence = f"This was tried many times. To keep accounts safe, please wait {told}, then try again."
    return Problem(429, "slow_down", sentence, retry_after=seconds)
