"""Each step of the built-in protocol falls due, ends, rings and moves as its sources say."""

from dataclasses import replace
from datetime import date

import pytest

from backend.care.course import Value
from backend.care.load import load_protocol
from backend.care.protocol import Step
from tests.care.builders import STANDARD, STEPS, dues, make_at, make_course, make_plan, with_step

BEFORE = "form: once, from: session_start, offset"
# “Come with bare skin” and sunscreen contradict.
SUNSCREEN = "not_until_after_end: spf_start, when: {not: {fact: session_today, is: true}}"

# When each falls due, and until when it is useful.
TIMES: dict[str, tuple[list[str], str]] = {
    "B01": (["{form: once, from: course_made, offset: 10m}"], "{days: 3}"),
    # 28 days where nothing else was set; Botox and filler alone where their number may be the earlier.
    "B02": ([f'{{{BEFORE}: -peel_before, at: 10:00, when: {{compare: [peel_before, ">", 0]}}}}',
             f'{{{BEFORE}: -inject_before, at: 10:00, when: {{all: [{{compare: [inject_before, ">", 0]}}, '
             '{any: [{compare: [inject_before, ">", 14]}, {compare: [peel_before, "<", 14]}]}]}}'],
            "session_start"),
    "B03": ([f"{{{BEFORE}: -sun_before, at: 09:00, {SUNSCREEN}}}",
             "{form: repeat, from: session_start, offset: [-sun_before, 1d], at: 09:00, every: saturday, "
             f"until: session_start, {SUNSCREEN}}}"], "midnight"),
    "B04": ([f"{{{BEFORE}: -selftan_before, at: 09:05}}"], "midnight"),
    "B05": ([f"{{{BEFORE}: -14d, at: 10:00}}"], "session_start"),
    "B06": ([f"{{{BEFORE}: -14d, at: 18:00}}",
             f"{{{BEFORE}: -3d, at: 18:00, when: {{fact: unanswered, is: true}}}}"], "session_start"),
    "B07": ([f"{{{BEFORE}: -13d, at: 10:00}}"], "session_start"),
    "B08": ([f"{{{BEFORE}: -12d, at: 10:00}}"], "session_start"),
    "B09": ([f"{{{BEFORE}: -10d, at: 10:00}}"], "session_start"),
    "B10": ([f"{{{BEFORE}: [-retinoid_before, -1d], at: 19:00, not_until_after_end: actives_after}}"],
            "midnight"),
    "B11": (["{form: repeat, from: session_start, offset: -retinoid_before, at: 20:30, every: day, count: 3}",
             "{form: repeat, from: session_start, offset: -2d, at: 20:30, every: day, count: 2, "
             'when: {compare: [retinoid_before, ">=", 2]}}'], "midnight"),
    "B12": ([f"{{{BEFORE}: -acids_before, at: 08:00}}",
             f'{{{BEFORE}: -3d, at: 08:00, when: {{compare: [acids_before, ">", 3]}}}}'], "midnight"),
    "B13": ([f"{{{BEFORE}: -hair_before, at: 09:00}}"], "midnight"),
    "B14": ([f"{{{BEFORE}: -7d, at: 17:00, when: {{fact: first_session, is: true}}}}",
             f"{{{BEFORE}: -1d, at: 17:00}}"], "midnight"),
    "B15": ([f"{{{BEFORE}: -72h, clock: elapsed}}", f"{{{BEFORE}: -1d, at: 09:00}}"], "session_start"),
    "B16": ([f"{{{BEFORE}: -2d, at: 18:00}}"], "session_start"),
    "B17": ([f"{{{BEFORE}: -1d, at: 10:00}}",
             f'{{{BEFORE}: -2d, at: 10:00, when: {{compare: [alcohol_before, ">", 24]}}}}',
             f'{{{BEFORE}: -3d, at: 10:00, when: {{compare: [alcohol_before, ">", 48]}}}}'], "midnight"),
    "B18": ([f"{{{BEFORE}: -1d, at: 18:30}}"], "midnight"),
    "B19": (["{form: once, from: visit_start, offset: -1d, at: 20:00}"], "midnight"),
    "B20": ([f"{{{BEFORE}: -14d, at: 10:30}}",
             f"{{{BEFORE}: -10d, at: 10:30, when: {{fact: unanswered, is: true}}}}"], "session_start"),
    # Not before quiet hours end: nobody is woken to eat.
    "D01": ([f"{{{BEFORE}: -3h, clock: elapsed}}"], "session_start"),
    "D02": ([f"{{{BEFORE}: -2h}}"], "session_start"),
    "D03": (["{form: once, from: visit_start, offset: [-arrive_early, -travel, -10m], clock: clinic, "
             "when: {fact: visit_kind, is: session}}",
             "{form: once, from: visit_start, offset: [-travel, -10m], clock: clinic, "
             "when: {not: {fact: visit_kind, is: session}}}"], "visit_start"),
    "D04": ([f"{{{BEFORE}: -2h30m}}"], "session_start"),
    "D05": ([f"{{{BEFORE}: 15m, clock: clinic}}"], "{hours: 12}"),  # while the clinic is still there to ask
    "D06": (["{form: once, from: session_end, offset: 30m}"], "{days: 3}"),
    "A01": (["{form: once, from: session_end, offset: 1h}"], "midnight"),
    "A02": ([f"{{form: once, from: session_end, offset: {hours}h}}" for hours in (2, 5)], "{hours: 3}"),
    "A03": (["{form: once, from: session_end, offset: 3h}"], "{hours: 21}"),
    "A04": (["{form: once, from: session_end, offset: 4h}"], "{hours: 6}"),
    "A05": (["{form: once, from: permitted_end, offset: wash_after}"], "{hours: 18}"),
    "A06": ([f"{{{BEFORE}: 0d, at: 21:00}}"], "midnight"),
    "A07": (["{form: once, from: session_end, offset: 2h30m}"], "{hours: 18}"),
    "A08": ([f"{{{BEFORE}: 1d, at: 08:30}}"], "midnight"),
    "A09": (["{form: repeat, from: permitted_end, offset: cleanser_after, starts: true, "
             "at: [08:00, 20:00], every: day, until: 7d}"], "next"),
    "A10": (["{form: repeat, from: permitted_end, offset: moist_after, starts: true, every: day, until: 7d, "
             f"at: [{at}], when: {{compare: [moist_per_day, {times}]}}}}"
             for at, times in (
                 ("08:00, 14:00, 21:00", '">=", 3'), ("08:00, 21:00", '"=", 2'), ("21:00", '"<", 2')
             )], "next"),
    "A11": (["{form: once, from: permitted_end, offset: makeup_after}"], "{days: 3}"),
    "A12": (["{form: repeat, from: first_session_end, offset: spf_start, starts: true, at: 08:00, "
             f"every: day, until: course_end, {SUNSCREEN}}}"], "midnight"),
    "A13": (["{form: while_answer, question: outside, value: true, offset: spf_reapply, every: spf_reapply, "
             f"between: [10:00, 16:00], count: 4, days: {{from: 1, to: sun_days}}, {SUNSCREEN}}}"],
            "{hours: 2}"),
    "A14": (["{form: once, from: session_end, offset: 0m}",
             "{form: repeat, from: session_start, offset: 1d, at: 09:30, every: day, "
             "until: [sun_strict, -1d]}"], "midnight"),
    "A15": (["{form: repeat, from: session_end, offset: 1d, at: 07:30, every: day, until: gym_after}"],
            "midnight"),
    "A16": (["{form: once, from: permitted_end, offset: gym_after}"], "{days: 3}"),
    "A17": ([f"{{{BEFORE}: 1d, at: 12:00}}"], "midnight"),
    "A18": ([f"{{{BEFORE}: 2d, at: 09:00}}"], "midnight"),
    "A19": ([f"{{{BEFORE}: 3d, at: 18:00}}"], "{days: 3}"),
    "A20": ([f"{{{BEFORE}: 4d, at: 09:00}}"], "midnight"),
    "A21": ([f"{{{BEFORE}: swim_after, at: 09:00}}"], "{days: 3}"),
    "A22": ([f"{{{BEFORE}: 7d, at: 18:00}}"], "{days: 3}"),
    "A23": ([f"{{{BEFORE}: actives_after, at: 20:00}}",
             "{form: after_answer, question: calm, value: not_calm, offset: 2d, at: 20:00}",
             "{form: after_answer, question: calm_date, at: 20:00}"], "{days: 3}"),
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
    "N01": ([f"{{{BEFORE}: 14d, at: 18:00}}"], "{days: 3}"),
    "N02": ([f"{{{BEFORE}: spacing_min, at: 09:00}}"], "{days: 3}"),
    "N03": ([f"{{{BEFORE}: 28d, at: 17:00}}"], "midnight"),
    "N04": ([f"{{{BEFORE}: 1d, at: 19:00}}"], "{days: 3}"),
    "N05": ([f"{{{BEFORE}: 21d, at: 18:00}}"], "{days: 7}"),
    # Four weeks after the last session nothing is left to pause.
    "N06": (["{form: repeat, from: course_made, at: 18:00, every: sunday, until: course_end, "
             'when: {not: {compare: [weeks_after_last, ">=", 4]}}}'], "midnight"),
    "M01": ([f"{{form: once, from: course_last, offset: {weeks}w, at: 17:00}}" for weeks in (4, 8, 12, 24)],
            "midnight"),
    "M02": (["{form: once, from: course_last, offset: 12w, at: 18:00}"], "{days: 7}"),
    "M03": (["{form: once, from: course_last, offset: results_fair, at: 18:00}"], "{days: 7}"),
    "M04": (["{form: repeat, from: course_last, offset: 1w, at: 08:00, every: monday, until: course_end}"],
            "midnight"),
    "M05": (["{form: once, from: course_last, offset: 8w, at: 18:00}"], "{days: 3}"),
}  # fmt: skip


@pytest.mark.parametrize("step_id", TIMES)
def test_a_reminder_falls_due_and_ends_as_its_sources_say(step_id: str) -> None:
    times, valid = TIMES[step_id]
    expected = load_protocol(with_step("Z01", times, valid), "expected").steps[-1]
    assert (STEPS[step_id].rules, STEPS[step_id].valid) == (expected.rules, expected.valid)


# shows, what, priority, after_move, while_paused, and C for critical, Q for quick_done.
KINDS: dict[str, str] = {
    "B01": "push list 1 keep withdraw", "B02": "card question 3 again withdraw",
    "B03": "push task 2 again withdraw Q", "B04": "card task 3 again withdraw",
    "B05": "push question 1 keep withdraw", "B06": "push list 1 keep withdraw",
    "B07": "card note 1 keep withdraw", "B08": "push question 1 keep withdraw C",
    "B09": "card question 2 keep withdraw", "B10": "push task 2 again withdraw Q",
    "B11": "push task 3 again withdraw Q", "B12": "card task 3 again withdraw",
    "B13": "push task 3 again withdraw Q", "B14": "push photos 2 again withdraw",
    "B15": "push question 1 any withdraw C", "B16": "card list 3 keep withdraw",
    "B17": "card task 4 again withdraw", "B18": "card task 4 again withdraw",
    "B19": "push appointment 1 any withdraw C", "B20": "push question 1 keep withdraw C",
    "D01": "push task 2 any withdraw Q", "D02": "card task 2 any withdraw",
    "D03": "push appointment 1 any withdraw", "D04": "push note 1 any withdraw C",
    "D05": "card list 2 keep keep", "D06": "push list 2 keep keep", "A01": "card note 2 keep keep",
    "A02": "card task 2 keep keep", "A03": "push task 1 keep keep C", "A04": "card task 4 keep keep",
    "A05": "card permission 3 keep keep", "A06": "card task 4 keep keep", "A07": "card question 3 keep keep",
    "A08": "push question 2 keep keep", "A09": "push task 3 keep keep Q", "A10": "push task 3 keep keep Q",
    "A11": "push permission 4 keep keep", "A12": "push task 1 again withdraw Q",
    "A13": "push task 2 again withdraw Q", "A14": "card task 1 again keep", "A15": "card task 3 keep keep",
    "A16": "push permission 4 keep keep", "A17": "card note 3 keep keep", "A18": "push question 2 keep keep",
    "A19": "push question 2 keep keep", "A20": "card task 3 keep keep", "A21": "card permission 4 keep keep",
    "A22": "push question 1 keep keep C", "A23": "push question 2 keep keep",
    "A24": "card permission 4 keep keep", "A25": "push question 2 keep keep",
    "A26": "push question 2 keep keep", "A27": "card question 3 keep keep",
    "A28": "push question 1 keep keep C", "A29": "card task 3 keep keep", "A30": "push list 1 keep keep C",
    "A31": "card permission 4 keep keep", "A32": "card note 3 keep keep", "A33": "card task 4 keep keep",
    "N01": "push list 2 keep withdraw", "N02": "card list 3 keep withdraw",
    "N03": "push photos 3 again withdraw", "N04": "card list 4 keep withdraw",
    "N05": "card question 3 keep withdraw", "N06": "push note 4 keep withdraw",
    "M01": "push photos 2 again withdraw", "M02": "push question 3 keep withdraw",
    "M03": "push question 3 keep withdraw", "M04": "card task 4 keep withdraw",
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
