"""What one push says: all that is outstanding, in discreet or plain words, with the right buttons (R13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.care.agenda import Ledger
from backend.care.course import Clocks
from backend.care.occurrence import Occurrence, by_importance
from backend.care.when import next_after, time_in

SHORTEST_LIFE = timedelta(seconds=60)
DONE, OPEN, LATER = ("done", "Done"), ("open", "Open"), ("later", "Later")


@dataclass(frozen=True)
class DigestText:
    """The text of a push, the keys it lists, and the keys its Done button settles."""

    title: str
    body: str
    buttons: tuple[tuple[str, str], ...]
    listed: tuple[str, ...]
    doable: tuple[str, ...]
    valid_until: datetime


def digest_of(outstanding: Sequence[Occurrence], ledger: Ledger, is_plain: bool) -> DigestText | None:
    """The digest of what is outstanding now; None when nothing is left to say. Cards are never in it."""
    items = by_importance(o for o in outstanding if o.rings)
    if not items:
        return None
    fresh = [o for o in items if not _is_known_shown(o, ledger)]
    is_quick = bool(fresh) and all(o.step.quick_done for o in fresh)
    title, body = _plain(items) if is_plain else _discreet(items)
    return DigestText(
        title=title,
        body=body,
        buttons=(DONE if is_quick else OPEN, LATER),
        listed=tuple(_row_key(o, ledger) for o in items),
        doable=tuple(_row_key(o, ledger) for o in fresh) if is_quick else (),
        valid_until=max(o.valid_until for o in items),
    )


def _row_key(occurrence: Occurrence, ledger: Ledger) -> str:
    return str((ledger.row_for(occurrence) or occurrence).key)


def _is_known_shown(occurrence: Occurrence, ledger: Ledger) -> bool:
    row = ledger.row_for(occurrence)
    return row is not None and row.shown_at is not None


def _discreet(items: Sequence[Occurrence]) -> tuple[str, str]:
    first = items[0].words
    if len(items) == 1:
        return first.discreet_title, first.discreet_body
    return first.discreet_title, f"And {len(items) - 1} more. Open to see."


def _plain(items: Sequence[Occurrence]) -> tuple[str, str]:
    first, *others = (o.words for o in items)
    if not others:
        return first.title, first.body
    return first.title, "Also: " + " · ".join(words.title for words in others)


def life_of(items: Sequence[Occurrence], clocks: Clocks, now: datetime) -> timedelta:
    """How long a push service may keep it: to the latest end, cut at the next quiet hours (R13).

    What rings on the clinic's clock is of use in them too, and lets nothing beside it ring there."""
    quiet_at = next_after(now, clocks.quiet_from, clocks.zone)
    ends = (o.valid_until if o.clock == "clinic" else min(o.valid_until, quiet_at) for o in items)
    return max(max(ends) - now, SHORTEST_LIFE)


def may_ring_now(items: Sequence[Occurrence], ledger: Ledger, clocks: Clocks, now: datetime) -> bool:
    """Checked again at each attempt: in quiet hours only clinic-clock steps and a Later that is due (R12)."""
    if not clocks.is_quiet(time_in(now, clocks.zone)):
        return True
    return any(o.clock == "clinic" or _was_put_off(o, ledger) for o in items)


def _was_put_off(occurrence: Occurrence, ledger: Ledger) -> bool:
    row = ledger.row_for(occurrence)
    return row is not None and row.is_later and row.wake_at is None
