"""Contradictions a clinic's edit can make: each is refused with the step and the fix."""

import pytest

from backend.care.banned import banned_words
from backend.care.check import contradictions
from backend.care.load import accepted_protocol, load_protocol, standard_text
from backend.care.nodes import ProtocolError

TEXT = standard_text()
SUNSCREEN = (
    '{form: repeat, from: first_session_end, offset: [spf_start], starts: true, at: "08:00", every: day, '
    "until: course_end, not_until_after_end: spf_start, when: {not: {fact: session_today, is: true}}}"
)
MOISTURISER = "{form: repeat, from: permitted_end, offset: [moist_after], starts: true, "
RESTART = '{form: once, from: session_start, offset: [actives_after], at: "20:00"}'
TOP_UP = (
    'between: ["10:00", "16:00"], count: 4, days: {from: 1, to: sun_days}, not_until_after_end: spf_start, '
    "when: {not: {fact: session_today, is: true}}}"
)
GUARD = "{any: [{fact: retinoid, is: cosmetic}, {all: [{fact: retinoid, is: prescribed}, {fact: prescriber, is: pause}]}]}"  # noqa: E501


def found(old: str, new: str) -> tuple[str, ...]:
    assert old in TEXT
    return contradictions(load_protocol(TEXT.replace(old, new), "edited.yaml"))


def test_the_built_in_protocol_contradicts_nothing() -> None:
    assert contradictions(load_protocol(TEXT, "standard.yaml")) == ()


@pytest.mark.parametrize(
    ("old", "new", "step", "param"),
    [
        (SUNSCREEN, SUNSCREEN.replace(", not_until_after_end: spf_start", ""), "A12", "spf_start"),
        (SUNSCREEN, SUNSCREEN.replace("end: spf_start", "end: arrive_early"), "A12", "spf_start"),
        (SUNSCREEN, '{form: once, from: permitted_end, offset: [12h], clock: elapsed}', "A12", "spf_start"),
        (SUNSCREEN, '{form: once, from: session_end, offset: [spf_start]}', "A12", "spf_start"),
        (SUNSCREEN, '{form: once, from: session_start, offset: [1d], at: "08:00"}', "A12", "spf_start"),
        (MOISTURISER, MOISTURISER.replace("moist_after", "2h"), "A10", "moist_after"),
        (MOISTURISER, MOISTURISER.replace("permitted_end", "session_end"), "A10", "moist_after"),
        (RESTART, RESTART.replace("actives_after", "7d"), "A23", "actives_after"),
        (RESTART, RESTART.replace("actives_after", "swim_after"), "A23", "actives_after"),
        (TOP_UP, TOP_UP.replace(", not_until_after_end: spf_start", ""), "A13", "spf_start"),
        ('[-sun_before], at: "09:00", not_until_after_end: spf_start', '[-sun_before], at: "09:00"',
         "B03", "spf_start"),
        ('{form: repeat, from: course_last, offset: [1w], at: "08:00", every: monday',
         '{form: repeat, from: course_last, at: "08:00", every: monday', "M04", "spf_start"),
        ("Hands off the area", "Make-up is back", "A02", "makeup_after"),
    ],
)  # fmt: skip
def test_nothing_is_allowed_before_the_parameter_that_permits_it(
    old: str, new: str, step: str, param: str
) -> None:
    sentences = found(old, new)
    assert any(s.startswith(f"Step {step} allows something before `{param}`") for s in sentences), sentences
    assert all(f"offset: [{param}]" in s for s in sentences if s.startswith(f"Step {step} ")), sentences


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SUNSCREEN, '{form: once, from: permitted_end, offset: [2d], clock: elapsed}'),
        (SUNSCREEN, '{form: once, from: permitted_end, offset: [spf_start, 1h], clock: elapsed}'),
        (SUNSCREEN, '{form: once, from: session_start, offset: [3d], at: "08:00"}'),
        (RESTART, RESTART.replace("actives_after", "14d")),
        (RESTART, RESTART.replace("[actives_after]", "[actives_after, 1d]")),
        ("Hands off the area", "No make-up yet"),
    ],
)  # fmt: skip
def test_what_waits_long_enough_or_refuses_is_left_alone(old: str, new: str) -> None:
    assert found(old, new) == ()


@pytest.mark.parametrize(
    "when",
    [
        "{fact: retinoid, in: [cosmetic, prescribed]}",
        "{not: {fact: retinoid, is: none}}",
        "{any: [{fact: retinoid, is: cosmetic}, {fact: retinoid, is: prescribed}]}",
        "{any: [{fact: retinoid, is: cosmetic}, {all: [{fact: retinoid, is: prescribed}, {not: {fact: prescriber, is: keep}}]}]}",  # noqa: E501
        "{fact: first_session, is: true}",
    ],
)
def test_no_step_pauses_a_prescribed_retinoid_unless_someone_said_so(when: str) -> None:
    sentences = found(GUARD, when)
    assert {s.split(" tells")[0] for s in sentences} == {"Step B10", "Step B11"}
    assert all("{fact: prescriber, is: pause}" in s for s in sentences)


@pytest.mark.parametrize(
    "when",
    [
        "{fact: retinoid, is: cosmetic}",
        "{fact: prescriber, is: pause}",
        "{not: {not: {fact: retinoid, is: cosmetic}}}",
    ],
)
def test_a_guarded_pause_is_left_alone(when: str) -> None:
    assert found(GUARD, when) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Pause your prescribed retinoid now.",
        "Stop tretinoin tonight.",
        "Leave the adapalene out.",
        "No prescribed medicine today.",
    ],
)
def test_words_alone_can_pause_a_prescribed_retinoid(words: str) -> None:
    sentences = found("See what to pause, what to use, and any dates.", words)
    assert any("Step N06 tells people to pause a prescribed retinoid" in s for s in sentences), sentences


@pytest.mark.parametrize(
    "words", ["Do not stop prescribed medicine.", "Ask if you can pause your prescribed retinoid."]
)
def test_asking_or_keeping_is_not_pausing(words: str) -> None:
    assert found("See what to pause, what to use, and any dates.", words) == ()


def test_a_wording_for_prescribed_users_only_counts_where_it_is_said() -> None:
    """The words that pause are the variant for cosmetic users, so no prescribed user reads them."""
    variant = """\
    variants:
      - when: {fact: retinoid, is: cosmetic}
        words: {title: Stop your retinoid, body: Now., discreet_title: Now, discreet_body: Now., why: So.}
"""
    buttons = '    actions:\n      - {label: "Open"'
    assert found(buttons, variant + buttons) == ()


def test_discreet_words_say_neither_body_nor_product_nor_treatment() -> None:
    sentences = found('discreet_body: "Your week ahead is ready."', 'discreet_body: "Your skin serum plan."')
    assert sentences == (
        "Step N06 would show “skin” on a locked phone. "
        "Take the word out of its `discreet_body`; name neither body, product nor treatment.",
        "Step N06 would show “serum” on a locked phone. "
        "Take the word out of its `discreet_body`; name neither body, product nor treatment.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Microneedling tomorrow", ("microneedling",)),
        ("Skincare and sunscreen", ("skincare", "sunscreen")),
        ("Your retinol, your tretinoin", ("retinol", "tretinoin")),
        ("Call your CLINIC", ("clinic",)),
        ("Make-up and makeup", ("make-up", "makeup")),
        ("One product", ("product",)),
        ("Redness on your face", ("redness", "face")),
        ("Take your tablets", ("tablets",)),
        ("A numbing gel, painkillers, an exfoliant", ("numbing", "painkillers", "exfoliant")),
        ("One number to paint over", ()),
        ("Sunday, a spare hour, come back, handy", ()),
        ("Your 3-minute check-in is ready.", ()),
    ],
)
def test_the_banned_words_are_found_as_whole_words(text: str, expected: tuple[str, ...]) -> None:
    assert banned_words(text) == expected


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("Start light. Rinse sweat off gently after.", "You can go ahead. You are cleared.", "Step A16"),
        ("Clean, cool, damp cloth for 10 minutes.", "Stop aspirin and antibiotics.", "Step A04"),
        ("Change is slow, and results vary.", "This is normal.", "Phase building"),
    ],
)
def test_an_all_clear_or_a_medicine_to_stop_is_refused(old: str, new: str, where: str) -> None:
    assert all(sentence.startswith(f"{where} ") for sentence in found(old, new))
    assert len(found(old, new)) >= 1


def test_such_a_claim_is_told_with_its_line() -> None:
    for old, new in (
        ("Change is slow, and results vary.", "This is normal."),
        ("Start light.", "It is safe."),
    ):
        with pytest.raises(ProtocolError, match=r"Line \d+: (Step A16|Phase building) says “"):
            accepted_protocol(TEXT.replace(old, new), "edited.yaml")


def test_curly_quotes_of_a_word_processor_are_refused_by_line_and_a_running_course_keeps_them() -> None:
    text = TEXT.replace('title: "Hands off the area"', "title: “Hands off the area”")
    line = text[: text.index("title: “Hands")].count("\n") + 1
    with pytest.raises(ProtocolError) as caught:
        accepted_protocol(text, "edited.yaml")
    assert caught.value.mistakes == (
        f'Line {line}: `title` begins with a curly quote, which would be shown. Use straight ones: "…".',
    )
    assert load_protocol(text, "edited.yaml")
