"""When the phone should ring, and what is outstanding: joining, budget and quiet hours (R12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from backend.care.course import Clocks
from backend.care.occurrence import Key, Occurrence, by_importance
from backend.care.when import date_in, next_after, time_in

JOINING = timedelta(minutes=30)
BUDGET_BY_SESSION_DAY = {0: 5, 1: 4, 2: 4, 3: 4}
BUDGET_OF_OTHER_DAYS = 2
RINGS_AT_MOST = 2
DAYS_OF_WAITING = 60


@dataclass(frozen=True)
class Row:
    """What the ledger knows of one occurrence.

    `state` is open, done, skipped, withdrawn or missed; `rung` counts rings; `wake_at` is when
    it rings again, because the patient said Later (`is_later`) or because it was not acted on.
    """

    key: Key
    state: str = "open"
    rung: int = 1
    rang_at: datetime | None = None
    shown_at: datetime | None = None
    wake_at: datetime | None = None
    is_later: bool = False


@dataclass(frozen=True)
class Ledger:
    """The past of one patient: rows by key, and the instants of the rings that count for the budget."""

    rows: Mapping[Key, Row] = field(default_factory=dict)
    rings: tuple[datetime, ...] = ()

    def row_for(self, occurrence: Occurrence) -> Row | None:
        """Its row, or the row of an earlier epoch that stands for it (R8)."""
        found = self.rows.get(occurrence.key)
        if found or occurrence.renewed_at is None or occurrence.due_at > occurrence.renewed_at:
            return found
        same = self._by_stem.get(occurrence.key.stem, ())
        earlier = [row for row in same if row.key.epoch < occurrence.key.epoch]
        return max(earlier, key=lambda row: row.key.epoch, default=None)

    @cached_property
    def _by_stem(self) -> Mapping[tuple[str, str, str | None, str], list[Row]]:
        found: dict[tuple[str, str, str | None, str], list[Row]] = {}
        for row in self.rows.values():
            found.setdefault(row.key.stem, []).append(row)
        return found


@dataclass(frozen=True)
class Ring:
    """One moment at which the phone rings, and what is new at it."""

    at: datetime
    items: tuple[Occurrence, ...]
    counts: bool


@dataclass(frozen=True)
class Agenda:
    """What one patient has open now, and when the phone should ring next.

    `new` rings now when now is a ring; `woken` are the open rows whose time to ring again has come;
    `counts` tells whether that ring would count against the day's budget. `next_ring_at` assumes
    that all that came due until now has been settled.
    """

    outstanding: tuple[Occurrence, ...]
    later: tuple[Occurrence, ...]
    new: tuple[Occurrence, ...]
    woken: tuple[Occurrence, ...]
    counts: bool
    next_ring: Ring | None

    @property
    def next_ring_at(self) -> datetime | None:
        return self.next_ring.at if self.next_ring else None


def agenda(occurrences: Sequence[Occurrence], ledger: Ledger, clocks: Clocks, now: datetime) -> Agenda:
    """R1: the outstanding items of one patient and the next moment the phone should ring."""
    rows = {o.key: ledger.row_for(o) for o in occurrences}
    useful = [o for o in occurrences if o.due_at <= now < o.valid_until and _is_open(rows[o.key])]
    later = [o for o in useful if _sleeps(rows[o.key], now)]
    outstanding = by_importance(o for o in useful if o not in later)
    new = [o for o in outstanding if o.rings and _never_rang(rows[o.key])]
    woken = [o for o in outstanding if _wakes(o, rows[o.key], now)]
    return Agenda(
        outstanding=tuple(outstanding),
        later=tuple(by_importance(later)),
        new=tuple(new),
        woken=tuple(woken),
        counts=not any(_is_free(o, rows[o.key]) for o in (*new, *woken)),
        next_ring=next_ring(occurrences, ledger, clocks, now),
    )


def _is_open(row: Row | None) -> bool:
    return row is None or row.state == "open"


def _never_rang(row: Row | None) -> bool:
    """No row yet, or one made by a Done before due that was taken back: it still has its ring to come."""
    if row is None:
        return True
    return row.state == "open" and row.rung == 0 and row.shown_at is None and row.wake_at is None


def _is_free(occurrence: Occurrence, row: Row | None) -> bool:
    """Whether its ring stays outside the budget: by its kind, or because the patient said Later (R12)."""
    return occurrence.is_free or (row is not None and row.is_later)


def _sleeps(row: Row | None, now: datetime) -> bool:
    return row is not None and row.is_later and row.wake_at is not None and row.wake_at > now


def _wakes(occurrence: Occurrence, row: Row | None, now: datetime) -> bool:
    if row is None or row.wake_at is None or row.wake_at > now:
        return False
    return may_ring_again(occurrence, row)


def may_ring_again(occurrence: Occurrence, row: Row) -> bool:
    """A card never; Later always; else once, when never known shown, or critical and not repeating (R12)."""
    if row.is_later or not occurrence.rings:
        return occurrence.rings
    if row.rung >= RINGS_AT_MOST:
        return False
    return row.shown_at is None or (occurrence.step.critical and not repeats_itself(occurrence))


def repeats_itself(occurrence: Occurrence) -> bool:
    """Whether the step comes again by itself, so that nothing needs to be rung a second time."""
    return len(occurrence.step.rules) > 1 or any(rule.form != "once" for rule in occurrence.step.rules)


@dataclass(frozen=True)
class _Call:
    """One occurrence that wants to ring, at the earliest moment it may."""

    at: datetime
    occurrence: Occurrence
    is_free: bool
    never_waits: bool


def next_ring(
    occurrences: Sequence[Occurrence], ledger: Ledger, clocks: Clocks, now: datetime
) -> Ring | None:
    """The first ring after now that joining, budget and quiet hours leave standing."""
    calls = sorted(_calls(occurrences, ledger, clocks, now), key=lambda call: call.at)
    horizon = now + timedelta(days=DAYS_OF_WAITING)
    while calls:
        today = date_in(calls[0].at, clocks.zone)
        todays = [call for call in calls if date_in(call.at, clocks.zone) == today]
        kept, dropped = _within_budget(_joined(todays), ledger, clocks, today)
        if kept:
            return kept[0]
        calls = sorted(
            [call for call in calls if call not in todays] + _tomorrow(dropped, todays, clocks, horizon),
            key=lambda call: call.at,
        )
    return None


def _calls(
    occurrences: Sequence[Occurrence], ledger: Ledger, clocks: Clocks, now: datetime
) -> Iterable[_Call]:
    for occurrence in occurrences:
        row = ledger.row_for(occurrence)
        if _never_rang(row) and occurrence.rings:
            at = first_ring_of(occurrence, clocks, now)
        elif row and row.state == "open" and row.wake_at and may_ring_again(occurrence, row):
            at = _next_ring_of(occurrence, row, row.wake_at, clocks, now)
        else:
            continue
        if at is not None and at < occurrence.valid_until:
            yield _Call(at, occurrence, _is_free(occurrence, row), occurrence.never_waits)


def _next_ring_of(
    occurrence: Occurrence, row: Row, wake_at: datetime, clocks: Clocks, now: datetime
) -> datetime:
    """When it rings again: never before its due, and a second ring only at a bundle (R12)."""
    if wake_at > now:
        return max(wake_at, occurrence.due_at)
    return max(now, occurrence.due_at) if row.is_later else next_bundle(clocks, now)


def first_ring_of(occurrence: Occurrence, clocks: Clocks, now: datetime) -> datetime | None:
    """When it may first ring: at its due, or for what an edit made due at the next bundle (R12).

    None when it ends before that, so that it stays in the app.
    """
    at = _out_of_quiet_hours(occurrence, occurrence.due_at, clocks)
    if at <= now:
        soon = now if occurrence.never_waits else next_bundle(clocks, now)
        at = _out_of_quiet_hours(occurrence, soon, clocks)
    return at if at < occurrence.valid_until else None


def _out_of_quiet_hours(occurrence: Occurrence, moment: datetime, clocks: Clocks) -> datetime:
    """The moment itself, or the end of the quiet hours it lies in; a clinic-clock step knows none (R12)."""
    if occurrence.clock == "clinic" or not clocks.is_quiet(time_in(moment, clocks.zone)):
        return moment
    return next_after(moment, clocks.quiet_until, clocks.zone)


def next_bundle(clocks: Clocks, now: datetime) -> datetime:
    """The patient's next morning or evening moment after now."""
    return min(next_after(now, at, clocks.zone) for at in (clocks.morning, clocks.evening))


def _joined(calls: Sequence[_Call]) -> list[Ring]:
    """A ring waits once for what is due within 30 minutes; critical and clinic-clock steps never wait."""
    rings: list[Ring] = []
    waiting = list(calls)
    while waiting:
        at = _ring_at(waiting)
        together = [call for call in waiting if call.at <= at]
        waiting = [call for call in waiting if call.at > at]
        items = tuple(by_importance(call.occurrence for call in together))
        rings.append(Ring(at, items, counts=not any(call.is_free for call in together)))
    return rings


def _ring_at(waiting: Sequence[_Call]) -> datetime:
    at = waiting[0].at
    limit = at + JOINING
    for call in waiting:
        if call.at > limit:
            break
        at = call.at
        if call.never_waits:
            break
        limit = min(limit, call.occurrence.valid_until - timedelta(seconds=1))
    return at


def _within_budget(
    rings: Sequence[Ring], ledger: Ledger, clocks: Clocks, today: date
) -> tuple[list[Ring], list[Ring]]:
    """The rings the day's budget leaves, best priority first, and those that stay in the app."""
    rung = sum(1 for at in ledger.rings if date_in(at, clocks.zone) == today)
    budgets = (budget_of(o, today, clocks.zone) for ring in rings for o in ring.items)
    allowed = max(budgets, default=0) - rung
    counted = sorted((r for r in rings if r.counts), key=lambda r: (_priority(r), r.at))
    dropped = counted[max(allowed, 0) :]
    return [ring for ring in rings if ring not in dropped], dropped


def budget_of(occurrence: Occurrence, today: date, zone: str) -> int:
    """Rings on a day it rings: five on the day of a session, four on days 1 to 3, else two (R12)."""
    if occurrence.session_day is None:
        return BUDGET_OF_OTHER_DAYS
    session_day = occurrence.session_day + (today - date_in(occurrence.due_at, zone)).days
    return BUDGET_BY_SESSION_DAY.get(session_day, BUDGET_OF_OTHER_DAYS)


def _priority(ring: Ring) -> int:
    return min(o.step.priority for o in ring.items)


def _tomorrow(
    dropped: Sequence[Ring], calls: Sequence[_Call], clocks: Clocks, horizon: datetime
) -> list[_Call]:
    """What the budget kept in the app asks again at the next bundle of a later day, while it is useful."""
    left = {o.key for ring in dropped for o in ring.items}
    moved: list[_Call] = []
    for call in calls:
        at = _next_days_bundle(clocks, call.at)
        if call.occurrence.key in left and at < min(call.occurrence.valid_until, horizon):
            moved.append(replace(call, at=at))
    return moved


def _next_days_bundle(clocks: Clocks, moment: datetime) -> datetime:
    today = date_in(moment, clocks.zone)
    at = next_bundle(clocks, moment)
    while date_in(at, clocks.zone) == today:
        at = next_bundle(clocks, at)
    return at
