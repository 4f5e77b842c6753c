"""Knows what a push service's answer means for the delivery and for the device."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

BACK_OFF = (
    timedelta(seconds=5),
    timedelta(seconds=15),
    timedelta(seconds=45),
    timedelta(minutes=2),
    timedelta(minutes=5),
)
SHORTEST_WAIT = BACK_OFF[0]
LONGEST_WAIT = timedelta(hours=1)
ORIGIN_PAUSE = timedelta(minutes=5)
JITTER_SHARE = 0.2

# 406 is how WNS says "too many requests".
TRY_AGAIN = {406, 408, 429}
# Apple and FCM answer 400 with these words when the device was subscribed with another VAPID key.
WRONG_KEY_REASONS = ("VapidPkHashMismatch", "UnauthorizedRegistration")


class Kind(StrEnum):
    """The five ways a delivery attempt can end."""

    ACCEPTED = "accepted"
    GONE = "gone"
    RETRY = "retry"
    SHRINK = "shrink"
    OUR_FAULT = "our_fault"


@dataclass(frozen=True)
class Outcome:
    """One attempt's end; `stop_origin` asks to leave that push service alone for `delay`."""

    kind: Kind
    delay: timedelta | None = None
    stop_origin: bool = False


def outcome_of(
    status: int | None,
    retry_after: str | None,
    attempts: int,
    now: datetime,
    *,
    jitter: float = 0.0,
    reason: str = "",
    is_shrunk: bool = False,
) -> Outcome:
    """Judge an HTTP status (None: no answer came) by RFC 8030 and what the push services document.

    `attempts` counts this one; `jitter` is 0 to 1; `reason` is the service's own word for a refusal;
    `is_shrunk` says that the minimal payload was posted already. Only GONE ends a subscription.
    """
    if status is None or status in TRY_AGAIN:
        return _retry(retry_after, attempts, now, jitter)
    if 200 <= status < 300:
        return Outcome(Kind.ACCEPTED)
    if status in (404, 410):
        return Outcome(Kind.GONE)
    if status == 413 and not is_shrunk:
        return Outcome(Kind.SHRINK, delay=timedelta(0))
    if status in (401, 403) or (status == 400 and _names_wrong_key(reason)):
        return Outcome(Kind.OUR_FAULT, delay=ORIGIN_PAUSE, stop_origin=True)
    if 400 <= status < 500:
        return Outcome(Kind.OUR_FAULT)
    # 5xx, and 3xx, which is never followed: it would hand our signature to another address.
    return _retry(retry_after, attempts, now, jitter)


def back_off(attempts: int) -> timedelta:
    """How long to wait after this many failed attempts: 5 s, 15 s, 45 s, 2 min, then 5 min each."""
    return BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1]


def _retry(retry_after: str | None, attempts: int, now: datetime, jitter: float) -> Outcome:
    asked = _asked_wait(retry_after, now)
    wait = back_off(attempts) if asked is None else min(max(asked, SHORTEST_WAIT), LONGEST_WAIT)
    # Jitter only ever lengthens: a service that named a wait must not be asked sooner.
    return Outcome(Kind.RETRY, delay=wait * (1 + JITTER_SHARE * jitter))


def _asked_wait(retry_after: str | None, now: datetime) -> timedelta | None:
    """Read Retry-After, which is seconds or an HTTP-date (RFC 9110 §10.2.3); None if it is neither."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:10]), LONGEST_WAIT.total_seconds()))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now


def _names_wrong_key(reason: str) -> bool:
    return any(word in reason for word in WRONG_KEY_REASONS)
