"""The built-in protocol says what its sources say: numbers, times, conditions, words."""

import re
from collections.abc import Iterator
from datetime import time

import pytest

from backend.care.banned import banned_words
from backend.care.condition import holds
from backend.care.load import accepted_protocol, standard_text
from backend.care.protocol import (
    ALWAYS,
    AllOf,
    Amount,
    Compare,
    FactIs,
    Not,
    Offset,
    ParamAmount,
    Rule,
    Step,
    Valid,
    Words,
    value_of,
)
from backend.care.vocabulary import PLACEHOLDERS

PROTOCOL = accepted_protocol(standard_text(), "standard.yaml")
STEPS = {step.id: step for step in PROTOCOL.steps}


def words_of(step: Step) -> list[Words]:
    return [step.words, *(variant.words for variant in step.variants)]


def before(*names: str) -> Offset:
    """Amounts such as "1d" or a parameter's name, each counted backwards."""
    return tuple(
        Amount(-int(name[:-1]), {"d": "days", "m": "minutes"}[name[-1]])
        if name[0].isdigit()
        else ParamAmount(-1, name)
        for name in names
    )


PARAMS = {  # id: unit, default, deep, lowest and highest number found
    "retinoid_before": ("days", 7, 7, 0, 14),
    "acids_before": ("days", 7, 7, 1, 10),
    "sun_before": ("days", 14, 14, 1, 28),
    "selftan_before": ("days", 14, 14, 2, 28),
    "selftan_after": ("days", 14, 14, 2, 14),
    "hair_before": ("days", 7, 14, 3, 14),
    "shave_before": ("hours", 24, 24, 0, 24),
    "peel_before": ("days", 28, 28, 14, 56),
    "peel_after": ("days", 28, 28, 14, 56),
    "inject_before": ("days", 14, 14, 2, 180),
    "inject_after": ("days", 14, 14, 2, 180),
    "alcohol_before": ("hours", 24, 24, 24, 72),
    "arrive_early": ("minutes", 30, 45, 15, 60),
    "touch_free": ("hours", 24, 24, 3, 24),
    "makeup_after": ("hours", 24, 48, 0, 72),
    "cleanser_after": ("hours", 24, 24, 0, 24),
    "wash_after": ("hours", 6, 6, 0, 24),
    "moist_after": ("hours", 24, 24, 0, 24),
    "moist_per_day": ("per_day", 3, 4, 3, 4),
    "spf_start": ("hours", 24, 24, 0, 72),
    "spf_reapply": ("minutes", 120, 120, 90, 120),
    "sun_strict": ("days", 3, 7, 1, 10),
    "sun_careful": ("days", 28, 28, 14, 365),
    "sun_days": ("days", 14, 14, 14, 28),
    "gym_after": ("hours", 72, 96, 12, 144),
    "swim_after": ("days", 5, 7, 1, 7),
    "alcohol_after": ("hours", 24, 48, 24, 168),
    "actives_after": ("days", 7, 14, 2, 14),
    "hair_after": ("days", 7, 14, 5, 14),
    "shave_after": ("hours", 72, 72, 48, 72),
    "spacing_min": ("weeks", 4, 4, 2, 8),
    "spacing_suggest": ("weeks", 5, 6, 2, 8),
    "spacing_max": ("weeks", 6, 6, 4, 8),
    "sessions_face": ("count", 4, 3, 1, 8),
    "sessions_body": ("count", 6, 4, 1, 8),
    "results_first": ("weeks", 6, 6, 2, 12),
    "results_fair": ("weeks", 24, 24, 12, 52),
    "maintenance": ("months", 6, 6, 3, 12),
    "isotretinoin_flag": ("months", 12, 12, 0, 12),
    "isotretinoin_hold": ("months", 6, 6, 0, 12),
}


def test_every_number_has_the_default_and_the_range_of_its_sources() -> None:
    found = {p.id: (p.unit, p.default, p.deep, p.low, p.high) for p in PROTOCOL.params.values()}
    assert found == PARAMS
    assert all(p.source and p.what for p in PROTOCOL.params.values())


@pytest.mark.parametrize(
    ("facts", "days"),
    [
        ({}, 14),
        ({"tone": 3}, 14),
        ({"tone": 3, "dark_marks": False}, 14),
        ({"tone": 3, "dark_marks": True}, 28),
        ({"tone": 4}, 28),
        ({"tone": 6}, 28),
        ({"tone": "unknown"}, 28),
    ],
)
def test_sun_care_begins_earlier_for_deeper_skin_and_past_dark_marks(
    facts: dict[str, object], days: int
) -> None:
    for param in ("sun_before", "sun_days"):
        assert value_of(PROTOCOL, param, {}, False, lambda condition: holds(condition, facts)) == days


@pytest.mark.parametrize(
    ("param", "values", "deep", "plain", "expected"),
    [
        ("gym_after", {}, False, None, 72),
        ("gym_after", {}, True, None, 96),
        ("gym_after", {"gym_after": 12}, True, None, 12),
        ("sessions_face", {}, False, None, 4),
        ("sessions_face", {}, True, None, 3),
        ("sessions_face", {}, True, True, 4),
        ("sessions_face", {}, False, False, 4),
        ("sun_before", {"sun_before": 0}, False, None, 0),
    ],
)
def test_a_set_value_beats_all_else_the_largest_default_that_applies(
    param: str, values: dict[str, int], deep: bool, plain: bool | None, expected: int
) -> None:
    assert value_of(PROTOCOL, param, values, deep, lambda _: False, plain) == expected


FLAGS = {  # id: shows, what, priority, critical, quick_done, after_move, while_paused, valid
    "B03": ("push", "task", 2, False, True, "again", "withdraw", Valid("midnight")),
    "B10": ("push", "task", 2, False, True, "again", "withdraw", Valid("midnight")),
    "B11": ("push", "task", 3, False, True, "again", "withdraw", Valid("midnight")),
    "B14": ("push", "photos", 2, False, False, "again", "withdraw", Valid("midnight")),
    "B15": ("push", "question", 1, True, False, "any", "withdraw", Valid("session_start")),
    "B19": ("push", "appointment", 1, True, False, "any", "withdraw", Valid("midnight")),
    "B20": ("push", "question", 1, True, False, "keep", "withdraw", Valid("session_start")),
    "D03": ("push", "appointment", 1, False, False, "any", "withdraw", Valid("visit_start")),
    "D06": ("push", "list", 2, False, False, "keep", "keep", Valid("days", 3)),
    "A02": ("card", "task", 2, False, False, "keep", "keep", Valid("hours", 3)),
    "A03": ("push", "task", 1, True, False, "keep", "keep", Valid("hours", 21)),
    "A10": ("push", "task", 3, False, True, "keep", "keep", Valid("next")),
    "A12": ("push", "task", 1, False, True, "again", "withdraw", Valid("midnight")),
    "A13": ("push", "task", 2, False, True, "again", "withdraw", Valid("hours", 2)),
    "A19": ("push", "question", 2, False, False, "keep", "keep", Valid("days", 3)),
    "A22": ("push", "question", 1, True, False, "keep", "keep", Valid("days", 3)),
    "A23": ("push", "question", 2, False, False, "keep", "keep", Valid("days", 3)),
    "N01": ("push", "list", 2, False, False, "keep", "withdraw", Valid("days", 3)),
    "N03": ("push", "photos", 3, False, False, "again", "withdraw", Valid("midnight")),
    "N06": ("push", "note", 4, False, False, "keep", "withdraw", Valid("midnight")),
    "M01": ("push", "photos", 2, False, False, "again", "withdraw", Valid("midnight")),
    "M04": ("card", "task", 4, False, False, "keep", "withdraw", Valid("midnight")),
}


ORDER = list(FLAGS)


@pytest.mark.parametrize("step_id", ORDER)
def test_a_step_rings_moves_and_ends_as_its_kind_demands(step_id: str) -> None:
    s = STEPS[step_id]
    flags = (s.shows, s.what, s.priority, s.critical, s.quick_done, s.after_move, s.while_paused, s.valid)
    assert flags == FLAGS[step_id]


SESSION = FactIs("visit_kind", ("session",))
NOT_ON_THE_DAY = Not(FactIs("session_today", (True,)))  # “come with bare skin” and sunscreen contradict
WEEKLY_OUTDOORS = Rule(
    "repeat",
    "session_start",
    (ParamAmount(-1, "sun_before"), Amount(1, "days")),
    (time(9),),
    every="week",
    weekday=5,
    until="session_start",
    not_until_after_end="spf_start",
    condition=NOT_ON_THE_DAY,
)
TIMES: dict[str, list[Rule]] = {
    "B03": [
        Rule(
            "once",
            "session_start",
            before("sun_before"),
            (time(9),),
            not_until_after_end="spf_start",
            condition=NOT_ON_THE_DAY,
        ),
        WEEKLY_OUTDOORS,
    ],
    "B10": [
        Rule(
            "once",
            "session_start",
            before("retinoid_before", "1d"),
            (time(19),),
            not_until_after_end="actives_after",
        )
    ],
    "B11": [
        Rule("repeat", "session_start", before("retinoid_before"), (time(20, 30),), every="day", count=3),
        Rule(
            "repeat",
            "session_start",
            before("2d"),
            (time(20, 30),),
            every="day",
            count=2,
            condition=Compare("retinoid_before", ">=", 2),
        ),
    ],
    "B14": [
        Rule(
            "once",
            "session_start",
            before("7d"),
            (time(17),),
            condition=FactIs("first_session", (True,)),
        ),
        Rule("once", "session_start", before("1d"), (time(17),)),
    ],
    "B15": [
        Rule("once", "session_start", (Amount(-72, "hours"),), clock="elapsed"),
        Rule("once", "session_start", before("1d"), (time(9),)),
    ],
    "B19": [Rule("once", "visit_start", before("1d"), (time(20),))],
    "B20": [
        Rule("once", "session_start", before("14d"), (time(10, 30),)),
        Rule(
            "once",
            "session_start",
            before("10d"),
            (time(10, 30),),
            condition=FactIs("unanswered", (True,)),
        ),
    ],
    "D03": [
        Rule(
            "once", "visit_start", before("arrive_early", "travel", "10m"), clock="clinic", condition=SESSION
        ),
        Rule("once", "visit_start", before("travel", "10m"), clock="clinic", condition=Not(SESSION)),
    ],
    "D06": [Rule("once", "session_end", (Amount(30, "minutes"),), clock="elapsed")],
    "A02": [
        Rule("once", "session_end", (Amount(2, "hours"),), clock="elapsed"),
        Rule("once", "session_end", (Amount(5, "hours"),), clock="elapsed"),
    ],
    "A03": [Rule("once", "session_end", (Amount(3, "hours"),), clock="elapsed")],
    "A10": [
        Rule(
            "repeat",
            "permitted_end",
            (ParamAmount(1, "moist_after"),),
            at,
            every="day",
            until_offset=(Amount(7, "days"),),
            starts=True,
            condition=Compare("moist_per_day", op, times),
        )
        for at, op, times in (
            ((time(8), time(14), time(21)), ">=", 3),
            ((time(8), time(21)), "=", 2),
            ((time(21),), "<", 2),
        )
    ],
    "A12": [
        Rule(
            "repeat",
            "first_session_end",
            (ParamAmount(1, "spf_start"),),
            (time(8),),
            every="day",
            until="course_end",
            starts=True,
            not_until_after_end="spf_start",
            condition=NOT_ON_THE_DAY,
        )
    ],
    "A13": [
        Rule(
            "while_answer",
            offset=(ParamAmount(1, "spf_reapply"),),
            every="spf_reapply",
            count=4,
            not_until_after_end="spf_start",
            question="outside",
            value=True,
            between=(time(10), time(16)),
            days_from=Amount(1, "days"),
            days_to=ParamAmount(1, "sun_days"),
            condition=NOT_ON_THE_DAY,
        )
    ],
    "A19": [Rule("once", "session_start", (Amount(3, "days"),), (time(18),))],
    "A22": [Rule("once", "session_start", (Amount(7, "days"),), (time(18),))],
    "A23": [
        Rule("once", "session_start", (ParamAmount(1, "actives_after"),), (time(20),)),
        Rule("after_answer", None, (Amount(2, "days"),), (time(20),), question="calm", value="not_calm"),
        Rule("after_answer", None, (), (time(20),), question="calm_date"),
    ],
    "N01": [Rule("once", "session_start", (Amount(14, "days"),), (time(18),))],
    "N03": [Rule("once", "session_start", (Amount(28, "days"),), (time(17),))],
    "N06": [Rule("repeat", "course_made", (), (time(18),), every="week", weekday=6, until="course_end")],
    "M01": [Rule("once", "course_last", (Amount(w, "weeks"),), (time(17),)) for w in (4, 8, 12, 24)],
    "M04": [
        Rule(
            "repeat",
            "course_last",
            (Amount(1, "weeks"),),
            (time(8),),
            every="week",
            weekday=0,
            until="course_end",
        )
    ],
}


@pytest.mark.parametrize("step_id", ORDER)
def test_a_step_falls_due_when_its_sources_say(step_id: str) -> None:
    assert list(STEPS[step_id].rules) == TIMES[step_id]


WHO: list[tuple[str, dict[str, object], bool]] = [
    ("B10", {"retinoid": "cosmetic"}, True),
    ("B10", {"retinoid": "cosmetic", "keep_using": True}, False),
    ("B10", {"retinoid": "none"}, False),
    ("B10", {}, False),
    ("B10", {"retinoid": "prescribed"}, False),
    ("B10", {"retinoid": "prescribed", "prescriber": "keep"}, False),
    ("B10", {"retinoid": "prescribed", "prescriber": "pause"}, True),
    ("B10", {"retinoid": "prescribed", "prescriber": "pause", "keep_using": True}, False),
    ("B11", {"retinoid": "prescribed"}, False),
    ("B11", {"retinoid": "cosmetic"}, True),
    ("B14", {"photos": True}, True),
    ("B14", {"photos": False}, False),
    ("B14", {}, False),
    ("B20", {"retinoid": "prescribed"}, True),
    ("B20", {"retinoid": "cosmetic"}, False),
    ("B20", {"retinoid": "none", "prescribed_cream": True}, True),
    ("D03", {"has_place": True}, True),
    ("D03", {"has_place": False}, False),
    ("A12", {"area": "face"}, True),
    ("A12", {"area": "hands"}, True),
    ("A12", {"area": "thighs"}, False),
    ("A12", {"area": "thighs", "daylight": True}, True),
    ("A12", {"area": "face", "daylight": False}, False),
    ("A13", {"area": "neck"}, True),
    ("A13", {"area": "back"}, False),
    ("A23", {"retinoid": "cosmetic"}, True),
    ("A23", {"retinoid": "none"}, False),
    ("A23", {"retinoid": "none", "actives": True}, True),
    ("A23", {"retinoid": "prescribed"}, True),
    ("A23", {"retinoid": "prescribed", "prescriber": "keep"}, False),
    ("N01", {"sessions_left": 1}, True),
    ("N01", {"sessions_left": 0}, False),
    ("N01", {"sessions_left": 2, "next_booked": True}, False),
    ("M01", {"photos": True}, True),
    ("M04", {}, True),
    ("M04", {"sunscreen_habit": "stop"}, False),
]


@pytest.mark.parametrize(("step_id", "facts", "expected"), WHO)
def test_a_step_is_for_those_it_concerns(step_id: str, facts: dict[str, object], expected: bool) -> None:
    assert holds(STEPS[step_id].condition, facts) is expected


def test_steps_for_everyone_have_no_condition() -> None:
    everyone = [step_id for step_id, step in STEPS.items() if step.condition == ALWAYS]
    assert [e for e in everyone if e in ORDER] == [
        "B03", "B15", "B19", "D06", "A02", "A03", "A10", "A19", "A22", "N06"
    ]  # fmt: skip
    assert [e for e in everyone if e not in ORDER] == [
        "B01", "B06", "B16", "B17", "D01", "D05", "A01", "A04", "A05", "A06", "A07", "A08", "A09",
        "A14", "A18", "A20", "A26", "M02", "M03", "M05",
    ]  # fmt: skip


def said(step_id: str, facts: dict[str, object]) -> Words:
    step = STEPS[step_id]
    fitting = [variant.words for variant in step.variants if holds(variant.condition, facts)]
    return [*fitting, step.words][0]


SAID: list[tuple[str, dict[str, object], str, str]] = [
    ("B10", {"retinoid": "cosmetic"}, "Tomorrow: pause your retinoid", "Last night for retinol"),
    ("B10", {"retinoid": "prescribed"}, "the pause you were told", "Your prescriber or clinic said pause."),
    ("B11", {"retinoid": "prescribed"}, "the pause you were told", "Your prescriber or clinic said pause."),
    ("B19", {"visit_kind": "session", "has_place": True}, "Tomorrow: {time} at {place}", "bare skin"),
    ("B19", {"visit_kind": "session", "has_place": False}, "Tomorrow: session at {time}", "bare skin"),
    (
        "B19",
        {"visit_kind": "consultation", "has_place": True},
        "Tomorrow: {time} at {place}",
        "Bring your list",
    ),
    ("B19", {"visit_kind": "patch_test", "has_place": False}, "Tomorrow at {time}", "Bring your list"),
    ("D03", {"visit_kind": "session"}, "Time to leave", "{arrive_early} minutes early"),
    ("D03", {"visit_kind": "follow_up"}, "Time to leave", "Leave now"),
    ("A19", {"photos": True}, "Day 3: check-in and photo", "let it fall off"),
    ("A19", {"photos": False}, "Day 3: check-in", "let it fall off"),
    ("A22", {}, "Day 7: check-in", "Call your clinic today"),
    ("A23", {"retinoid": "cosmetic"}, "is your skin calm?", "Restart one product"),
    ("A23", {"retinoid": "cosmetic", "actives_window": 7}, "is your skin calm?", "Restart one product"),
    ("A23", {"retinoid": "cosmetic", "actives_window": 6}, "keep it simple", "ask your clinic before"),
    ("A23", {"retinoid": "prescribed"}, "ask before you restart", "Ask your prescriber or clinic"),
]


@pytest.mark.parametrize(("step_id", "facts", "title", "body"), SAID)
def test_words_fit_the_patient_and_the_visit(
    step_id: str, facts: dict[str, object], title: str, body: str
) -> None:
    words = said(step_id, facts)
    assert title in words.title
    assert body in words.body


def test_a_visit_that_is_no_session_needs_neither_bare_skin_nor_numbing() -> None:
    for step_id in ("B19", "D03"):
        for place in (True, False):
            words = said(step_id, {"visit_kind": "consultation", "has_place": place})
            assert not re.search("bare|numb|arrive", f"{words.title} {words.body} {words.why}", re.IGNORECASE)


def buttons(step_id: str, facts: dict[str, object]) -> list[str]:
    return [action.label for action in STEPS[step_id].actions if holds(action.condition, facts)]


def test_the_safety_check_never_says_go_ahead() -> None:
    assert buttons("B15", {}) == ["All as planned", "Something's up", "Call clinic"]
    assert not re.search(
        "go ahead|OK", " ".join(f"{w.title} {w.body} {w.why}" for w in words_of(STEPS["B15"]))
    )


def test_restart_is_offered_only_for_what_nobody_prescribed_and_with_time_left() -> None:
    rest = ["Not calm: wait 2 days", "My clinic said a date"]
    assert buttons("A23", {"retinoid": "cosmetic"}) == ["Calm: restart", *rest]
    assert buttons("A23", {"retinoid": "prescribed"}) == ["Calm: I will ask first", *rest]
    assert buttons("A23", {"retinoid": "cosmetic", "actives_window": 6}) == ["Calm: I will ask first", *rest]


RECORDED = {
    ("B10", "My clinic says keep"): (("keep_using", True),),
    ("B11", "Oops, I used it"): (("used_retinoid", True),),
    ("B14", "Taken"): (("photo", "taken"),),
    ("B14", "Not today"): (("photo", "not_today"),),
    ("B15", "All as planned"): (("safety_check", "fine"),),
    ("B15", "Something's up"): (("safety_check", "something"),),
    ("B20", "They said pause"): (("prescriber", "pause"),),
    ("B20", "They said keep"): (("prescriber", "keep"),),
    ("D06", "Log"): (("how_it_went", None),),
    ("A12", "Skin still open"): (("skin_open", True),),
    ("A13", "I'm inside now"): (("outside", False),),
    ("A19", "Check in"): (("check_in", None),),
    ("A22", "Photo taken"): (("photo", "taken"),),
    ("A23", "Calm: restart"): (("calm", "calm"),),
    ("A23", "Not calm: wait 2 days"): (("calm", "not_calm"),),
    ("A23", "My clinic said a date"): (("calm_date", None),),
    ("M01", "Taken"): (("photo", "taken"),),
    ("M04", "Stop these"): (("sunscreen_habit", "stop"),),
}


@pytest.mark.parametrize(("step_id", "label"), RECORDED)
def test_a_button_records_the_answer_it_stands_for(step_id: str, label: str) -> None:
    (action,) = [action for action in STEPS[step_id].actions if action.label == label]
    assert action.answers == RECORDED[step_id, label]


def test_every_question_used_is_defined_with_a_reason() -> None:
    used = {question for step in PROTOCOL.steps for action in step.actions for question, _ in action.answers}
    used |= {rule.question for step in PROTOCOL.steps for rule in step.rules if rule.question}
    assert used <= set(PROTOCOL.questions)
    assert all(question.why.endswith(".") and question.asks for question in PROTOCOL.questions.values())


def all_sentences() -> Iterator[tuple[str, str]]:
    for step in PROTOCOL.steps:
        for words in words_of(step):
            for text in (words.title, words.body, words.discreet_title, words.discreet_body, words.why):
                yield step.id, text
        for action in step.actions:
            yield step.id, action.label
    for question in PROTOCOL.questions.values():
        yield question.id, f"{question.asks} {question.why}"


NEVER = (
    r"\b(normal|fine|safe|should|streak|missed|well done|cleared|contraindicated|nothing to worry|"
    r"guarantee\w*|removes?|tightens?|usual|don't forget|you forgot|you have an infection)\b"
)


def test_no_sentence_promises_blames_or_judges() -> None:
    assert [pair for pair in all_sentences() if re.search(NEVER, pair[1], re.IGNORECASE)] == []


def test_no_sentence_shouts() -> None:
    assert [pair for pair in all_sentences() if "!" in pair[1] or re.search(r"\b[A-Z]{5,}\b", pair[1])] == []


def test_discreet_words_hold_no_banned_word_and_no_place() -> None:
    for step in PROTOCOL.steps:
        for words in words_of(step):
            discreet = f"{words.discreet_title} {words.discreet_body}"
            assert banned_words(discreet) == (), step.id
            assert "{place}" not in discreet, step.id


def test_titles_and_bodies_fit_with_their_placeholders_at_their_widest() -> None:
    widths = dict(PLACEHOLDERS) | {p.id: len(str(p.high * 10)) for p in PROTOCOL.params.values()}

    def widest(text: str) -> int:
        return len(re.sub(r"\{(\w+)\}", lambda found: "0" * widths[found[1]], text))

    for step in PROTOCOL.steps:
        for words in words_of(step):
            assert max(widest(words.title), widest(words.discreet_title)) <= 50, step.id
            assert max(widest(words.body), widest(words.discreet_body)) <= 110, step.id


def test_every_step_names_its_source() -> None:
    keys = r"SEED\d{3}|[A-Z]-[A-Z0-9*-]+|inference"
    assert [step.id for step in PROTOCOL.steps if not re.search(keys, step.source)] == []


def test_no_step_but_b20_speaks_to_a_prescribed_user_of_pausing_before_being_told() -> None:
    facts: dict[str, object] = {"retinoid": "prescribed", "visit_kind": "session", "photos": True}
    speaking = [
        step.id
        for step in PROTOCOL.steps
        if holds(step.condition, facts) and re.search(r"retin|prescribed", said(step.id, facts).body, re.I)
    ]
    assert speaking == ["B07", "D01"]
    assert "Do not stop or skip prescribed medicine" in said("B07", facts).body
    assert "Take your prescribed medicine just as you always do" in said("D01", facts).body
    assert "if you need to pause" in said("B20", facts).body


def test_a_booking_is_asked_for_only_while_sessions_are_left() -> None:
    told = Not(FactIs("talk_first", (True,)))
    expected = AllOf((told, Compare("sessions_left", ">=", 1), Not(FactIs("next_booked", (True,)))))
    assert STEPS["N01"].condition == expected
