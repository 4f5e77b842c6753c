"""The built-in protocol says what its sources say: its words, its buttons and its questions."""

import re
from collections.abc import Iterator

import pytest

from backend.care.banned import banned_words
from backend.care.condition import holds
from backend.care.protocol import Step, Words
from backend.care.vocabulary import PLACEHOLDERS
from tests.care.builders import STANDARD, STEPS


def words_of(step: Step) -> list[Words]:
    return [step.words, *(variant.words for variant in step.variants)]


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


def test_every_question_used_is_defined_with_a_reason() -> None:
    used = {question for step in STANDARD.steps for action in step.actions for question, _ in action.answers}
    used |= {rule.question for step in STANDARD.steps for rule in step.rules if rule.question}
    assert used <= set(STANDARD.questions)
    assert all(question.why.endswith(".") and question.asks for question in STANDARD.questions.values())


def all_sentences() -> Iterator[tuple[str, str]]:
    for step in STANDARD.steps:
        for words in words_of(step):
            for text in (words.title, words.body, words.discreet_title, words.discreet_body, words.why):
                yield step.id, text
        for action in step.actions:
            yield step.id, action.label
    for question in STANDARD.questions.values():
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
    for step in STANDARD.steps:
        for words in words_of(step):
            discreet = f"{words.discreet_title} {words.discreet_body}"
            assert banned_words(discreet) == (), step.id
            assert "{place}" not in discreet, step.id


def test_titles_and_bodies_fit_with_their_placeholders_at_their_widest() -> None:
    widths = dict(PLACEHOLDERS) | {p.id: len(str(p.high * 10)) for p in STANDARD.params.values()}

    def widest(text: str) -> int:
        return len(re.sub(r"\{(\w+)\}", lambda found: "0" * widths[found[1]], text))

    for step in STANDARD.steps:
        for words in words_of(step):
            assert max(widest(words.title), widest(words.discreet_title)) <= 50, step.id
            assert max(widest(words.body), widest(words.discreet_body)) <= 110, step.id


def test_every_step_names_its_source() -> None:
    keys = r"SEED\d{3}|[A-Z]-[A-Z0-9*-]+|inference"
    assert [step.id for step in STANDARD.steps if not re.search(keys, step.source)] == []


def test_no_step_but_b20_speaks_to_a_prescribed_user_of_pausing_before_being_told() -> None:
    facts: dict[str, object] = {"retinoid": "prescribed", "visit_kind": "session", "photos": True}
    speaking = [
        step.id
        for step in STANDARD.steps
        if holds(step.condition, facts) and re.search(r"retin|prescribed", said(step.id, facts).body, re.I)
    ]
    assert speaking == ["B07", "D01"]
    assert "Do not stop or skip prescribed medicine" in said("B07", facts).body
    assert "Take your prescribed medicine just as you always do" in said("D01", facts).body
    assert "if you need to pause" in said("B20", facts).body
