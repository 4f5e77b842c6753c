"""The reminders that came with the whole protocol fall due when their sources say, for whom they say."""

from dataclasses import replace
from datetime import date

import pytest

from backend.care.condition import holds
from backend.care.course import Value
from backend.care.load import load_protocol
from backend.care.protocol import Step, Words
from tests.care.builders import STANDARD, STEPS, dues, make_at, make_course, make_plan
from tests.care.test_format import with_step

BEFORE = "form: once, from: session_start, offset"

# When each falls due, and until when it is useful.
TIMES: dict[str, tuple[list[str], str]] = {
    "B01": (["{form: once, from: course_made, offset: 10m}"], "{days: 3}"),
    # 28 days where nothing else was set; Botox and filler alone where their number may be the earlier.
    "B02": ([f'{{{BEFORE}: -peel_before, at: 10:00, when: {{compare: [peel_before, ">", 0]}}}}',
             f'{{{BEFORE}: -inject_before, at: 10:00, when: {{all: [{{compare: [inject_before, ">", 0]}}, '
             '{any: [{compare: [inject_before, ">", 14]}, {compare: [peel_before, "<", 14]}]}]}}'],
            "session_start"),
    "B04": ([f"{{{BEFORE}: -selftan_before, at: 09:05}}"], "midnight"),
    "B05": ([f"{{{BEFORE}: -14d, at: 10:00}}"], "session_start"),
    "B06": ([f"{{{BEFORE}: -14d, at: 18:00}}",
             f"{{{BEFORE}: -3d, at: 18:00, when: {{fact: unanswered, is: true}}}}"], "session_start"),
    "B07": ([f"{{{BEFORE}: -13d, at: 10:00}}"], "session_start"),
    "B08": ([f"{{{BEFORE}: -12d, at: 10:00}}"], "session_start"),
    "B09": ([f"{{{BEFORE}: -10d, at: 10:00}}"], "session_start"),
    "B12": ([f"{{{BEFORE}: -acids_before, at: 08:00}}",
             f'{{{BEFORE}: -3d, at: 08:00, when: {{compare: [acids_before, ">", 3]}}}}'], "midnight"),
    "B13": ([f"{{{BEFORE}: -hair_before, at: 09:00}}"], "midnight"),
    "B16": ([f"{{{BEFORE}: -2d, at: 18:00}}"], "session_start"),
    "B17": ([f"{{{BEFORE}: -1d, at: 10:00}}",
             f'{{{BEFORE}: -2d, at: 10:00, when: {{compare: [alcohol_before, ">", 24]}}}}',
             f'{{{BEFORE}: -3d, at: 10:00, when: {{compare: [alcohol_before, ">", 48]}}}}'], "midnight"),
    "B18": ([f"{{{BEFORE}: -1d, at: 18:30}}"], "midnight"),
    # Not before quiet hours end: nobody is woken to eat.
    "D01": ([f"{{{BEFORE}: -3h, clock: elapsed}}"], "session_start"),
    "D02": ([f"{{{BEFORE}: -2h}}"], "session_start"),
    "D04": ([f"{{{BEFORE}: -2h30m}}"], "session_start"),
    "D05": ([f"{{{BEFORE}: 15m, clock: clinic}}"], "{hours: 12}"),  # while the clinic is still there to ask
    "A01": (["{form: once, from: session_end, offset: 1h}"], "midnight"),
    "A04": (["{form: once, from: session_end, offset: 4h}"], "{hours: 6}"),
    "A05": (["{form: once, from: permitted_end, offset: wash_after}"], "{hours: 18}"),
    "A06": ([f"{{{BEFORE}: 0d, at: 21:00}}"], "midnight"),
    "A07": (["{form: once, from: session_end, offset: 2h30m}"], "{hours: 18}"),
    "A08": ([f"{{{BEFORE}: 1d, at: 08:30}}"], "midnight"),
    "A09": (["{form: repeat, from: permitted_end, offset: cleanser_after, starts: true, "
             "at: [08:00, 20:00], every: day, until: 7d}"], "next"),
    "A11": (["{form: once, from: permitted_end, offset: makeup_after}"], "{days: 3}"),
    "A14": (["{form: once, from: session_end, offset: 0m}",
             "{form: repeat, from: session_start, offset: 1d, at: 09:30, every: day, "
             "until: [sun_strict, -1d]}"], "midnight"),
    "A15": (["{form: repeat, from: session_end, offset: 1d, at: 07:30, every: day, until: gym_after}"],
            "midnight"),
    "A16": (["{form: once, from: permitted_end, offset: gym_after}"], "{days: 3}"),
    "A17": ([f"{{{BEFORE}: 1d, at: 12:00}}"], "midnight"),
    "A18": ([f"{{{BEFORE}: 2d, at: 09:00}}"], "midnight"),
    "A20": ([f"{{{BEFORE}: 4d, at: 09:00}}"], "midnight"),
    "A21": ([f"{{{BEFORE}: swim_after, at: 09:00}}"], "{days: 3}"),
    "A24": ([f"{{{BEFORE}: hair_after, at: 09:00}}"], "{days: 3}"),
    "A25": ([f"{{{BEFORE}: {days}d, at: 18:00}}" for days in (10, 14, 28)], "{days: 3}"),
    "A26": ([f"{{{BEFORE}: {days}d, at: 18:00}}" for days in (21, 56)], "{days: 3}"),
    "A27": ([f"{{{BEFORE}: 2d, at: 10:00}}"], "{days: 3}"),
    # Triage rule 9: radiofrequency is looked at in weeks 4, 8 and 12 too.
    "A28": ([f"{{{BEFORE}: {days}d, at: 09:00}}" for days in (1, 7, 28, 56, 84)], "{days: 3}"),
    "A29": (["{form: once, from: session_end, offset: 1h}",
             "{form: repeat, from: session_start, offset: 1d, at: 08:00, every: day, count: 2}"], "midnight"),
    "A30": (["{form: once, from: session_end, offset: 1h}"], "{days: 3}"),
    "A31": ([f"{{{BEFORE}: selftan_after, at: 09:00}}"], "{days: 3}"),
    "A32": ([f"{{{BEFORE}: 1d, at: 18:30}}"], "{days: 3}"),
    "A33": (["{form: once, from: session_end, offset: 5h}"], "{hours: 6}"),
    "N02": ([f"{{{BEFORE}: spacing_min, at: 09:00}}"], "{days: 3}"),
    "N04": ([f"{{{BEFORE}: 1d, at: 19:00}}"], "{days: 3}"),
    "N05": ([f"{{{BEFORE}: 21d, at: 18:00}}"], "{days: 7}"),
    "M02": (["{form: once, from: course_last, offset: 12w, at: 18:00}"], "{days: 7}"),
    "M03": (["{form: once, from: course_last, offset: results_fair, at: 18:00}"], "{days: 7}"),
    "M05": (["{form: once, from: course_last, offset: 8w, at: 18:00}"], "{days: 3}"),
}  # fmt: skip


@pytest.mark.parametrize("step_id", TIMES)
def test_a_reminder_falls_due_and_ends_as_its_sources_say(step_id: str) -> None:
    times, valid = TIMES[step_id]
    expected = load_protocol(with_step("Z01", times, valid, ""), "expected").steps[-1]
    assert (STEPS[step_id].rules, STEPS[step_id].valid) == (expected.rules, expected.valid)


# shows, what, priority, after_move, while_paused, and C for critical, Q for quick_done.
KINDS: dict[str, str] = {
    "B01": "push list 1 keep withdraw", "B02": "card question 3 again withdraw",
    "B04": "card task 3 again withdraw", "B05": "push question 1 keep withdraw",
    "B06": "push list 1 keep withdraw", "B07": "card note 1 keep withdraw",
    "B08": "push question 1 keep withdraw C", "B09": "card question 2 keep withdraw",
    "B12": "card task 3 again withdraw", "B13": "push task 3 again withdraw Q",
    "B16": "card list 3 keep withdraw", "B17": "card task 4 again withdraw",
    "B18": "card task 4 again withdraw", "D01": "push task 2 any withdraw Q",
    "D02": "card task 2 any withdraw", "D04": "push note 1 any withdraw C",
    "D05": "card list 2 keep keep", "A01": "card note 2 keep keep", "A04": "card task 4 keep keep",
    "A05": "card permission 3 keep keep", "A06": "card task 4 keep keep",
    "A07": "card question 3 keep keep", "A08": "push question 2 keep keep",
    "A09": "push task 3 keep keep Q", "A11": "push permission 4 keep keep",
    "A14": "card task 1 again keep", "A15": "card task 3 keep keep",
    "A16": "push permission 4 keep keep", "A17": "card note 3 keep keep",
    "A18": "push question 2 keep keep", "A20": "card task 3 keep keep",
    "A21": "card permission 4 keep keep", "A24": "card permission 4 keep keep",
    "A25": "push question 2 keep keep", "A26": "push question 2 keep keep",
    "A27": "card question 3 keep keep", "A28": "push question 1 keep keep C",
    "A29": "card task 3 keep keep", "A30": "push list 1 keep keep C",
    "A31": "card permission 4 keep keep", "A32": "card note 3 keep keep",
    "A33": "card task 4 keep keep", "N02": "card list 3 keep withdraw",
    "N04": "card list 4 keep withdraw", "N05": "card question 3 keep withdraw",
    "M02": "push question 3 keep withdraw", "M03": "push question 3 keep withdraw",
    "M05": "push question 2 keep keep",
}  # fmt: skip


def kind_of(step: Step) -> str:
    marks = "C" * step.critical + "Q" * step.quick_done
    kind = f"{step.shows} {step.what} {step.priority} {step.after_move} {step.while_paused} {marks}"
    return kind.strip()


@pytest.mark.parametrize("step_id", KINDS)
def test_a_reminder_rings_moves_and_pauses_as_its_kind_demands(step_id: str) -> None:
    assert kind_of(STEPS[step_id]) == KINDS[step_id]


def test_the_steps_are_the_seventy_of_the_sources() -> None:
    numbers = {"B": 20, "D": 6, "A": 33, "N": 6, "M": 5}
    assert list(STEPS) == [f"{phase}{n:02}" for phase in "BDANM" for n in range(1, numbers[phase] + 1)]


def test_critical_are_the_nine_steps_of_the_design() -> None:
    critical = [step.id for step in STANDARD.steps if step.critical]
    assert critical == ["B08", "B15", "B19", "B20", "D04", "A03", "A22", "A28", "A30"]


WHO: list[tuple[str, dict[str, object], bool]] = [
    ("B02", {"first_session": True}, True),
    ("B02", {"first_session": False}, False),
    ("B02", {"first_session": False, "other_treatments": frozenset({"botox"})}, True),
    ("B02", {"first_session": False, "other_treatments": frozenset({"none"})}, False),
    ("B04", {"products": frozenset({"self_tan"})}, True),
    ("B04", {}, False),
    ("B05", {"cold_sores": True, "area": "face"}, True),
    ("B05", {"cold_sores": True, "area": "back"}, False),
    ("B05", {"cold_sores": False, "area": "face"}, False),
    ("B07", {"prescribed_medicine": True}, True),
    ("B07", {"retinoid": "prescribed"}, True),
    ("B07", {"conditions": frozenset({"blood_thinner", "liver"})}, True),
    ("B07", {"conditions": frozenset({"none"})}, False),
    ("B09", {"first_session": True}, True),
    ("B09", {"first_session": False}, False),
    ("B12", {"actives": True}, True),
    ("B12", {"actives": False, "products": frozenset({"acids"})}, True),
    ("B12", {"actives": False}, False),
    ("B13", {"habits": frozenset({"hair_removal"})}, True),
    ("B13", {}, False),
    ("B18", {"habits": frozenset({"shaving"}), "shave_before": 24}, True),
    ("B18", {"habits": frozenset({"shaving"}), "shave_before": 0}, False),
    ("D02", {"area": "hands"}, True),
    ("D02", {"area": "thighs"}, False),
    ("D04", {"home_cream": True}, True),
    ("D04", {}, False),
    ("A11", {"products": frozenset({"make_up"}), "area": "face"}, True),
    ("A11", {"products": frozenset({"make_up"}), "area": "thighs"}, False),
    ("A11", {"area": "face"}, False),
    ("A15", {}, True),  # a limit is told unless it does not concern them; a permission only if it does
    ("A15", {"habits": frozenset({"none"})}, False),
    ("A16", {}, False),
    ("A16", {"habits": frozenset({"exercise"})}, True),
    ("A17", {}, True),
    ("A17", {"habits": frozenset({"exercise"})}, False),
    ("A21", {"habits": frozenset({"swimming"})}, True),
    ("A24", {"habits": frozenset({"hair_removal"})}, True),
    ("A25", {"tone": 4}, True),
    ("A25", {"tone": "unknown"}, True),
    ("A25", {"tone": 2}, False),
    ("A25", {"tone": 2, "dark_marks": True}, True),
    ("A25", {"tone": 2, "deep": True}, True),
    ("A27", {"modality": frozenset({"prp", "pen"})}, True),
    ("A27", {"modality": frozenset({"pen"})}, False),
    ("A28", {"modality": frozenset({"rf"})}, True),
    ("A28", {"modality": frozenset({"laser"})}, False),
    ("A29", {"area": "back"}, True),
    ("A29", {"area": "face"}, False),
    ("A30", {"modality": frozenset({"laser", "pen"})}, True),
    ("A31", {"products": frozenset({"self_tan"})}, True),
    ("A32", {"other_treatments": frozenset({"filler"})}, True),
    ("A32", {}, False),
    ("A33", {}, True),
    ("A33", {"habits": frozenset({"exercise"})}, False),
    ("N02", {"sessions_left": 1}, True),
    ("N02", {"sessions_left": 1, "next_booked": True}, False),
    ("N04", {"cost_diary": True}, True),
    ("N04", {}, False),
    ("N05", {"half_way": True}, True),
    ("N05", {"half_way": False}, False),
]


@pytest.mark.parametrize(("step_id", "facts", "expected"), WHO)
def test_a_reminder_is_for_those_it_concerns(step_id: str, facts: dict[str, object], expected: bool) -> None:
    assert holds(STEPS[step_id].condition, facts) is expected


USUAL = {"isotretinoin_flag": 12}
FLAGS: list[dict[str, object]] = [
    *({"pregnancy": value} for value in ("pregnant", "maybe", "trying", "breastfeeding")),
    *({"isotretinoin": value, **USUAL} for value in ("under_6_months", "under_12_months")),
    {"isotretinoin": "under_6_months", "isotretinoin_flag": 6},
    *({"conditions": frozenset({str(value)})} for value in STANDARD.questions["conditions"].values),
    *({"allergies": frozenset({value})} for value in ("metal", "latex", "numbing_cream", "serum")),
    {"keloids": True},
    {"age": "under_18"},
]


@pytest.mark.parametrize("facts", FLAGS, ids=str)
def test_each_thing_the_clinic_must_know_first_means_talk_first(facts: dict[str, object]) -> None:
    assert holds(STEPS["B08"].condition, facts)


def test_nothing_to_tell_first_means_no_such_call() -> None:
    nothing = {"conditions": frozenset({"none"}), "allergies": frozenset({"none", "other"})}
    known = {"pregnancy": "rather_not_say", "isotretinoin": "none", "keloids": False, "age": "from_22"}
    assert not holds(STEPS["B08"].condition, {**nothing, **known, **USUAL})


@pytest.mark.parametrize(("months", "said"), [(6, "under_12_months"), (0, "under_6_months")])
def test_a_clinic_that_asks_of_fewer_months_hears_of_fewer(months: int, said: str) -> None:
    assert not holds(STEPS["B08"].condition, {"isotretinoin": said, "isotretinoin_flag": months})


@pytest.mark.parametrize(("hold", "said"), [(12, "under_12_months"), (6, "under_6_months")])
def test_whom_the_plan_would_let_wait_the_clinic_hears_of_however_few_months_it_asks_of(
    hold: int, said: str
) -> None:
    own = {"isotretinoin": said, "isotretinoin_flag": 0, "isotretinoin_hold": hold}
    assert holds(STEPS["B08"].condition, own)
    assert not holds(STEPS["B08"].condition, {**own, "isotretinoin_hold": 0})


def said(step_id: str, facts: dict[str, object]) -> Words:
    fitting = [v.words for v in STEPS[step_id].variants if holds(v.condition, facts)]
    return [*fitting, STEPS[step_id].words][0]


@pytest.mark.parametrize(
    ("step_id", "facts", "words"),
    [
        ("A04", {"modality": frozenset({"prp"})}, "Ask before you cool it"),
        ("A04", {"modality": frozenset({"pen"})}, "Try a cool cloth"),
        ("B17", {}, "no alcohol"),
        ("B17", {"habits": frozenset({"shaving"})}, "Today: drink water and rest"),
        ("B02", {"peel_before": 28, "inject_before": 14}, "{peel_before} days before"),
        ("B02", {"peel_before": 0, "inject_before": 14}, "Ask your clinic how far apart"),
        ("B08", {"isotretinoin": "none", "isotretinoin_flag": 12}, "Some devices say not to treat"),
        (
            "B08",
            {"isotretinoin": "under_6_months", "isotretinoin_flag": 12, "isotretinoin_hold": 6},
            "{isotretinoin_hold} months after acne capsules",
        ),
        ("A10", {"moist_per_day": 3}, "{moist_per_day} times a day. Dry"),
        ("A10", {"moist_per_day": 4}, "{moist_per_day} times a day: when we say so, and in between"),
        ("A10", {"moist_per_day": 1}, "once a day"),
        ("A32", {"peel_after": 28, "inject_after": 14}, "{inject_after}"),
        ("A32", {"peel_after": 28, "inject_after": 0}, "before each of them"),
        ("M02", {"maintenance": 6}, "Share them if you wish"),
        ("M02", {"maintenance": 3}, "top-ups {maintenance} months on"),
        ("M03", {"results_fair": 24, "maintenance": 9}, "top-ups {maintenance} months after"),
        ("M03", {"results_fair": 24}, "6 months on"),
        ("M03", {"results_fair": 12}, "{results_fair} weeks on"),
    ],
)
def test_words_fit_what_was_done_and_what_they_do(step_id: str, facts: dict[str, object], words: str) -> None:
    found = said(step_id, facts)
    assert words in f"{found.title} {found.body} {found.why}"


@pytest.mark.parametrize(
    ("peels", "injections", "days_before"),
    [
        (28, 14, [28]),
        (28, 28, [28]),
        (14, 180, [180, 14]),
        (7, 14, [14, 7]),
        (0, 14, [14]),
        (28, 0, [28]),
        (0, 0, []),
    ],
)
def test_peels_and_injections_are_asked_about_before_it_is_too_late_for_either(
    peels: int, injections: int, days_before: list[int]
) -> None:
    own = (Value("peel_before", peels, "clinic"), Value("inject_before", injections, "clinic"))
    course = replace(make_course(), created_at=make_at("2026-05-01 09:00"), values=own)
    plan = make_plan(course, since="2026-05-01 00:00")
    on = [o.due_at.date() for o in plan if o.step.id == "B02"]
    assert [(date(2026, 12, 8) - each).days for each in on] == days_before


def test_a_pause_of_one_day_asks_for_nothing_two_days_before() -> None:
    """The rule of the last evenings once ran against a clinic's pause of no or one day."""
    one, none = (make_course(values=(Value("retinoid_before", days, "clinic"),)) for days in (1, 0))
    assert dues("B11", make_plan(one)) == ["2026-12-07 19:00"]
    assert dues("B11", make_plan(none)) == []


def test_intake_asks_all_that_the_sources_name_each_with_words_and_a_reason() -> None:
    asked = {q.id: q.asked for q in STANDARD.questions.values() if q.asked != "in_time"}
    assert [name for name, when in asked.items() if when == "first_run"] == ["area", "retinoid"]
    assert {name for name, when in asked.items() if when == "later"} == {
        "actives", "tone", "dark_marks", "cold_sores", "pregnancy", "isotretinoin", "conditions", "keloids",
        "allergies", "prescribed_cream", "prescribed_medicine", "medicines", "supplements", "bruising",
        "products", "habits", "other_treatments", "home_cream", "depth", "daylight", "age", "concern",
        "cause", "goal", "goal_score", "photos", "cost_diary",
    }  # fmt: skip
    for question in STANDARD.questions.values():
        assert len(question.labels) == len(question.values)
        assert not question.values or set(question.labels) != set(map(str, question.values))
