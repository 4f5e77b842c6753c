"""How “What may I do now?” is shown: dated permissions with the rule and the sources behind each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from backend.care.protocol import Step
from backend.care.rules import Window
from backend.care.sources import named_sources
from backend.care.spans import Part, Span, spans_of
from backend.care.when import date_in, midnight_after
from backend.reminders import shapes
from backend.reminders.outlook import REACH, Outlook


def permissions_shown(outlook: Outlook, now: datetime) -> shapes.Permissions:
    """What may be done from now on for 60 days, and the numbers it follows; empty without a course."""
    windows = [Window(known, outlook.clocks, now, now) for known in outlook.courses]
    until = midnight_after(date_in(now, outlook.clocks.zone) + REACH, outlook.clocks.zone)
    rows = spans_of(windows, now, until)
    rules = {span.permission.rule for row in rows for span in row}
    return shapes.Permissions(
        until=until,
        activities=[_activity(row, windows) for row in rows],
        rules=[_rule(name, windows) for name in sorted(rules)],
    )


def _activity(row: Sequence[Span], windows: Sequence[Window]) -> shapes.Activity:
    first = row[0].permission
    step = _step(first.steps, windows)
    return shapes.Activity(
        id=first.activity,
        label=first.label,
        why=step.words.why if step and "{" not in step.words.why else "",
        guide=step.guide or None if step else None,
        spans=[_span(span, span is row[0]) for span in row],
    )


def _step(names: Sequence[str], windows: Sequence[Window]) -> Step | None:
    """The first step that speaks of an activity, for its why."""
    steps = {step.id: step for window in windows for step in window.known.protocol.steps}
    return next((steps[name] for name in names if name in steps), None)


def _span(span: Span, is_first: bool) -> shapes.Span:
    permission = span.permission
    return shapes.Span(
        from_at=None if is_first else span.from_at,
        state=cast(shapes.PermissionState, permission.state),
        until=permission.until,
        by_date=permission.by_date,
        and_calm=permission.and_calm,
        rule=permission.rule,
        value=permission.value,
        set_by=permission.set_by,
        note=permission.note,
        assumed_end_at=permission.assumed_end_at,
        parts=[_part(part) for part in span.parts],
    )


def _part(part: Part) -> shapes.SpanPart:
    permission = part.permission
    return shapes.SpanPart(
        area=part.area,
        state=cast(shapes.PermissionState, permission.state),
        until=permission.until,
        by_date=permission.by_date,
        and_calm=permission.and_calm,
    )


def _rule(name: str, windows: Sequence[Window]) -> shapes.PermissionRule:
    params = next(w.known.protocol.params for w in windows if name in w.known.protocol.params)
    param = params[name]
    return shapes.PermissionRule(
        id=name,
        what=param.what,
        unit=param.unit,
        low=param.low,
        high=param.high,
        sources=list(named_sources(param.source)),
    )
