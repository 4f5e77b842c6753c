"""What may be done now: each activity not until an instant, to be asked about first, or now.

`permission_for` computes the “not until” instant, so that the phone computes none. Numbers come from the
protocol and the course; a number in hours counts from the later of the assumed and the told end of a session
(R11), one in days from its local date, as the steps that say “OK now” do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backend.care.areas import areas_of
from backend.care.course import Answer, Visit
from backend.care.known import Known
from backend.care.protocol import Param, ParamAmount, Rule
from backend.care.rules import Window
from backend.care.when import DAY, date_in, midnight_after

NOT_UNTIL, ASK_FIRST, NOW = "not_until", "ask_first", "now"
BARE_AREA = "D02"
"""The step that asks for bare skin some hours before a session."""
ROUTINE_WORTH_STARTING = 7
WAIT_WHEN_NOT_CALM = 2 * DAY


@dataclass(frozen=True)
class Activity:
    """Something people ask about; `after` and `before` are the parameters whose time must pass.

    `leaves_bare`: the area is bare of it before a session. `asks`: always a question for the clinic.
    `restarts`: a strong product, which waits for calm skin and for what was answered about it. `heals`: basic
    care, whose steps go on while the clinic has to be asked. `unadvised`: what the plan says instead of a
    thing that no wait makes advisable. `areas` (empty: all) are those where anyone would do it;
    `is_of_whole_body`: nobody does it with one area only."""

    id: str
    label: str
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    leaves_bare: bool = False
    asks: str = ""
    restarts: bool = False
    needs_calm: bool = True
    heals: bool = False
    unadvised: str = ""
    areas: frozenset[str] = frozenset()
    is_of_whole_body: bool = False
    steps: tuple[str, ...] = ()


ACTIVITIES = (
    Activity(
        "rinse", "Rinse with lukewarm water", ("wash_after",), needs_calm=False, heals=True, steps=("A05",)
    ),
    Activity("cleanser", "Gentle cleanser", ("cleanser_after",), heals=True, steps=("A09",)),
    Activity(
        "moisturiser", "Plain moisturiser", ("moist_after",), leaves_bare=True, heals=True, steps=("A10",)
    ),
    Activity("sunscreen", "Sunscreen", ("spf_start",), leaves_bare=True, heals=True, steps=("A12",)),
    Activity(
        "make_up",
        "Make-up",
        ("makeup_after",),
        leaves_bare=True,
        areas=frozenset({"face", "neck", "chest", "hands"}),
        steps=("A11", "D02"),
    ),
    Activity("products", "Other products", ("spf_start", "moist_after"), leaves_bare=True, steps=("A03",)),
    Activity("exercise", "Exercise", ("gym_after",), is_of_whole_body=True, steps=("A15", "A16")),
    Activity(
        "sauna",
        "Sweat and sauna",
        ("gym_after", "swim_after"),
        is_of_whole_body=True,
        steps=("A15", "A17", "A21"),
    ),
    Activity("swimming", "Swimming", ("swim_after",), is_of_whole_body=True, steps=("A17", "A21")),
    Activity("direct_sun", "Direct sun, with a hat and SPF", ("sun_strict",), steps=("A14",)),
    Activity(
        "sun",
        "Sunbathing or tanning bed",
        ("sun_careful",),
        ("sun_before",),
        unadvised="Your plan says shade, a hat and SPF 30+, the whole course.",
        steps=("A12", "B03"),
    ),
    Activity("self_tan", "Self-tan", ("selftan_after",), ("selftan_before",), steps=("A31", "B04")),
    Activity(
        "retinoid", "Retinoid", ("actives_after",), ("retinoid_before",), restarts=True, steps=("A23", "B11")
    ),
    Activity(
        "acids",
        "Acids, scrubs, benzoyl peroxide",
        ("actives_after",),
        ("acids_before",),
        restarts=True,
        steps=("A23", "B12"),
    ),
    Activity(
        "vitamin_c", "Vitamin C", ("actives_after",), ("acids_before",), restarts=True, steps=("A23", "B12")
    ),
    Activity("shaving", "Shaving the area", ("shave_after",), ("shave_before",), steps=("B18",)),
    Activity("waxing", "Waxing or hair cream", ("hair_after",), ("hair_before",), steps=("A24", "B13")),
    Activity(
        "alcohol",
        "Alcohol",
        ("alcohol_after",),
        ("alcohol_before",),
        needs_calm=False,
        is_of_whole_body=True,
        steps=("A33", "B17"),
    ),
    Activity("peels", "Peels, laser, facials", asks="peel_after", steps=("A32", "B02")),
    Activity("injections", "Botox or filler", asks="inject_after", steps=("A32", "B02")),
)

KNOWN_TO_BE_OWN = ("none", "cosmetic")
"""Of a retinoid nobody told us about we only ask, as of one that is prescribed."""
PRESCRIBED = "The person who prescribed it, or your clinic, decides."
IF_PRESCRIBED = "Was one prescribed? Then ask before any change."
SHORT_GAP = "Your next session is close. Ask your clinic before any restart."
HELD = "Your clinic has not answered yet. Ask before you start again."
GAPS = "Clinics differ a lot. Yours sets the gap."
LASER = "You had laser too: your clinic's laser sheet comes first."


@dataclass(frozen=True)
class Permission:
    """One activity now. `until` is set while it waits; then, too, the skin must be calm if `and_calm`.

    `by_date` says that the wait ends with a date and not at a minute; `rule` names the number behind it,
    `set_by` who set it (clinic or patient, else the protocol); `note` is what else to say. `assumed_end_at`
    is the end of the session it counts from, while nobody has told the real one (R11)."""

    activity: str
    label: str
    state: str
    until: datetime | None
    by_date: bool
    and_calm: bool
    rule: str
    value: int | None
    set_by: str | None
    source: str
    steps: tuple[str, ...]
    note: str = ""
    assumed_end_at: datetime | None = None


@dataclass(frozen=True)
class _Wait:
    """A time in which an activity waits, and the parameter that says so."""

    begins_at: datetime
    ends_at: datetime
    param: str
    by_date: bool
    assumed_end_at: datetime | None = None


def permission_for(activity: Activity, window: Window, now: datetime) -> Permission:
    """What holds for one activity as of now."""
    known = window.known
    if activity.asks:
        return _made(activity, ASK_FIRST, known, activity.asks, note=GAPS)
    if activity.id == "retinoid" and known.intake.get("retinoid") not in KNOWN_TO_BE_OWN:
        return _made(activity, ASK_FIRST, known, activity.after[0], note=PRESCRIBED)
    wait = _wait_at(activity, window, now)
    if wait is not None:
        return _made(activity, NOT_UNTIL, known, wait.param, wait)
    if known.course.held_at is not None and not activity.heals and _had_session(known, now):
        return _made(activity, ASK_FIRST, known, activity.after[0], note=HELD)
    if activity.restarts and _is_gap_short(known, now):
        return _made(activity, ASK_FIRST, known, activity.after[0], note=SHORT_GAP)
    if activity.unadvised:
        return _made(activity, ASK_FIRST, known, activity.after[0], note=activity.unadvised)
    return _made(activity, NOW, known, activity.after[0])


def allowed_by(step_id: str, known: Known) -> Activity | None:
    """The activity a step gives its OK to: of those that name it, the one with the fewest numbers."""
    naming = [each for each in ACTIVITIES if step_id in each.steps and is_known(each, known)]
    return min(naming, key=lambda each: len(each.after), default=None)


def next_wait_at(activity: Activity, window: Window, now: datetime) -> datetime | None:
    """When it next begins to wait, after a moment at which it does not."""
    return min((wait.begins_at for wait in _waits(activity, window) if wait.begins_at > now), default=None)


def is_waiting(activity: Activity, window: Window, now: datetime) -> bool:
    return _wait_at(activity, window, now) is not None


def is_refused(step_id: str, window: Window, at: datetime) -> bool:
    """Whether what a step permits still waits in this course."""
    activity = allowed_by(step_id, window.known)
    return activity is not None and is_waiting(activity, window, at)


def changes_of(activity: Activity, window: Window) -> frozenset[datetime]:
    """Every instant at which what may be done can change; `now` of the window plays no part."""
    waits = tuple(_waits(activity, window))
    starts = (session.starts_at for session in window.known.sessions)
    return frozenset((*starts, *(w.begins_at for w in waits), *(w.ends_at for w in waits)))


def is_known(activity: Activity, known: Known) -> bool:
    """A course pinned to an older protocol may lack a number; nobody makes up a thigh."""
    treated = areas_of(known.intake)
    if activity.areas and treated and activity.areas.isdisjoint(treated):
        return False
    named = (*activity.after, *activity.before, *filter(None, [activity.asks]))
    return all(param in known.protocol.params for param in named)


def _made(
    activity: Activity, state: str, known: Known, rule: str, wait: _Wait | None = None, note: str = ""
) -> Permission:
    param = known.protocol.params[rule]
    set_by = next((value.set_by for value in known.course.values if value.param == rule), None)
    return Permission(
        activity=activity.id,
        label=activity.label,
        state=state,
        until=wait.ends_at if wait else None,
        by_date=wait is not None and wait.by_date,
        and_calm=activity.needs_calm and state != ASK_FIRST,
        rule=rule,
        value=known.number(rule),
        set_by=set_by,
        source=param.source,
        steps=activity.steps,
        note=note or " ".join(_notes_on_wait(activity, known) if wait else ()),
        assumed_end_at=wait.assumed_end_at if wait else None,
    )


def _notes_on_wait(activity: Activity, known: Known) -> Iterator[str]:
    """What comes before the number that makes this wait."""
    if "laser" in known.course.modalities:
        yield LASER
    if activity.restarts and activity.id != "retinoid" and known.intake.get("prescribed_cream") is not False:
        yield IF_PRESCRIBED


def _wait_at(activity: Activity, window: Window, now: datetime) -> _Wait | None:
    """The wait that is on now, with the end of the last of those that follow without a break."""
    current: _Wait | None = None
    for wait in sorted(_waits(activity, window), key=lambda each: (each.begins_at, each.ends_at)):
        if wait.begins_at > (current.ends_at if current else now):
            break
        if wait.ends_at > (current.ends_at if current else now):
            current = wait
    return current


def _waits(activity: Activity, window: Window) -> Iterator[_Wait]:
    for session in window.known.sessions:
        begins_at = min([session.starts_at, *_beginnings(activity, session, window)])
        for param_id in activity.after:
            ends_at, by_date = end_of(param_id, session, window)
            is_assumed = session.ended_at is None and not by_date
            end_at = session.assumed_end_at if is_assumed else None
            yield _Wait(begins_at, ends_at, param_id, by_date, end_at)
        if activity.restarts:
            yield from _answered_waits(activity, session, window)


def end_of(param_id: str, session: Visit, window: Window) -> tuple[datetime, bool]:
    """When the number has passed: days end with a date, hours at an instant after the session's end."""
    length = window.known.length((ParamAmount(1, param_id),), session)
    if _is_in_days(window.known.protocol.params[param_id]):
        return max(_begin_of(session.on + length, window), session.permitted_end_at), True
    return session.permitted_end_at + length, False


def _beginnings(activity: Activity, session: Visit, window: Window) -> Iterator[datetime]:
    known = window.known
    for param_id in activity.before:
        if param_id == "retinoid_before" and known.facts(session).get("keep_using") is True:
            continue
        length = known.length((ParamAmount(1, param_id),), session)
        is_days = _is_in_days(known.protocol.params[param_id])
        yield _begin_of(session.on - length, window) if is_days else session.starts_at - length
    if activity.leaves_bare:
        rules = _bare_rules(session, known)
        yield from (session.starts_at + known.length(rule.offset, session) for rule in rules)


def _bare_rules(session: Visit, known: Known) -> Iterable[Rule]:
    steps = (step for step in known.protocol.steps if step.id == BARE_AREA)
    return (rule for step in steps if known.holds(step.condition, session, step) for rule in step.rules)


def _answered_waits(activity: Activity, session: Visit, window: Window) -> Iterator[_Wait]:
    """“Not calm” waits two more days; a date the clinic gave waits for that date (R14)."""
    said = [
        a for a in window.known.answers if a.visit_id == session.id and a.question in ("calm", "calm_date")
    ]
    if said and (ends_at := _answered_end(said[-1], window)) is not None:
        yield _Wait(session.starts_at, ends_at, activity.after[0], True)


def _answered_end(answer: Answer, window: Window) -> datetime | None:
    if answer.question == "calm_date":
        return _begin_of(date.fromisoformat(str(answer.value)), window)
    if answer.value == "not_calm":
        return _begin_of(date_in(answer.at, window.clocks.zone) + WAIT_WHEN_NOT_CALM, window)
    return None


def _is_gap_short(known: Known, now: datetime) -> bool:
    """Too few days between this session's wait and the next pause for a restart to help (3.1)."""
    last = next((s for s in reversed(known.sessions) if s.starts_at <= now), None)
    days = known.facts(last).get("actives_window") if last else None
    return isinstance(days, int) and days < ROUTINE_WORTH_STARTING


def _had_session(known: Known, now: datetime) -> bool:
    return any(session.starts_at <= now for session in known.sessions)


def _is_in_days(param: Param) -> bool:
    return param.unit in ("days", "weeks")


def _begin_of(on: date, window: Window) -> datetime:
    """The first instant of a date where the patient is."""
    return midnight_after(on - timedelta(days=1), window.clocks.zone)
