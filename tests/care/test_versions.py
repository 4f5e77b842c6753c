"""A new version shows a running course which numbers, words and dates it would change."""

from __future__ import annotations

from dataclasses import replace

from backend.care.agenda import Ledger
from backend.care.course import Course, Value
from backend.care.load import load_protocol, standard_text
from backend.care.protocol import Protocol
from backend.care.versions import Differences, Running, carried, differences, says_the_same
from tests.care.builders import CLOCKS, FACE, STANDARD, make_at, make_course

NOW = "2026-11-20 10:00"
NOTHING = Differences((), (), (), (), (), (), healing=False, photos=False)


def edited(old: str, new: str) -> Protocol:
    assert standard_text().count(old) >= 1, old
    return load_protocol(standard_text().replace(old, new), "edited.yaml")


def found(new: Protocol, course: Course | None = None, now: str = NOW) -> Differences:
    running = Running(course or make_course(), STANDARD, FACE, CLOCKS)
    return differences(running, new, Ledger(), make_at(now))


LONGER = edited("    default: 7\n    deep: 7\n    min: 0\n", "    default: 9\n    deep: 9\n    min: 0\n")


def test_the_same_protocol_changes_nothing() -> None:
    assert found(STANDARD) == NOTHING


def test_a_new_number_shows_itself_and_the_dates_it_moves() -> None:
    changes = found(LONGER)
    assert [(each.param, each.old, each.new) for each in changes.numbers] == [("retinoid_before", 7, 9)]
    moved = {each.step: (str(each.old), str(each.new)) for each in changes.dates}
    assert moved["B10"] == ("2026-11-30", "2026-11-28")
    assert set(moved) == {"B10", "B11"}


def test_a_number_the_clinic_set_stays_whatever_the_new_version_says() -> None:
    course = make_course(values=(Value("retinoid_before", 5, "clinic"),))
    changes = found(LONGER, course)
    assert replace(changes, kept=()) == NOTHING
    (kept,) = changes.kept
    assert (kept.param, kept.value, kept.offered, kept.set_by) == ("retinoid_before", 5, 9, "clinic")


def test_a_number_the_clinic_set_goes_when_the_new_version_counts_in_another_unit() -> None:
    course = make_course(values=(Value("spf_start", 36, "clinic"),))
    param = replace(STANDARD.params["spf_start"], unit="days", default=1, deep=2, variants=())
    new = replace(STANDARD, params={**STANDARD.params, "spf_start": param})
    change = next(each for each in found(new, course).numbers if each.param == "spf_start")
    assert (change.old, change.old_unit, change.set_by) == (36, "hours", "clinic")
    assert (change.new, change.new_unit) == (1, "days")
    assert carried(course, STANDARD, new) == ()


def test_a_number_that_goes_is_shown_with_who_set_it() -> None:
    course = make_course(values=(Value("hat_days", 3, "patient"),))
    old = replace(
        STANDARD,
        params={**STANDARD.params, "hat_days": replace(STANDARD.params["sun_before"], id="hat_days")},
    )
    changes = differences(Running(course, old, FACE, CLOCKS), STANDARD, Ledger(), make_at(NOW))
    (change,) = changes.numbers
    assert (change.old, change.new, change.set_by) == (3, None, "patient")


def test_other_buttons_and_another_way_to_ring_are_named_by_their_reminder() -> None:
    (step,) = (each for each in STANDARD.steps if each.id == "B10")
    quieter = tuple(replace(each, shows="card") if each is step else each for each in STANDARD.steps)
    assert found(replace(STANDARD, steps=quieter)).handling == (step.words.title,)


def test_a_question_in_other_words_is_shown_and_one_taken_out_is_not() -> None:
    asks = STANDARD.questions["keloids"].asks if "keloids" in STANDARD.questions else ""
    new = edited(f'asks: "{asks}"', 'asks: "Do your scars grow?"')
    assert found(new).questions == ("Do your scars grow?",)
    fewer = {name: each for name, each in STANDARD.questions.items() if name != "keloids"}
    assert found(replace(STANDARD, questions=fewer)).questions == ()


def test_other_texts_about_healing_are_a_difference() -> None:
    assert found(replace(STANDARD, healing=())).healing


def test_photos_at_other_times_are_a_difference() -> None:
    assert not found(STANDARD).photos
    assert found(replace(STANDARD, photos=STANDARD.photos[1:])).photos


def test_another_version_name_alone_is_no_other_plan() -> None:
    assert says_the_same(STANDARD, replace(STANDARD, version="2030-01-01", title="Ours", id="ours"))
    assert not says_the_same(STANDARD, LONGER)


def test_new_words_are_shown_for_reminders_still_to_come_only() -> None:
    new = edited('title: "Tomorrow: pause your retinoid"', 'title: "Tomorrow: no retinoid"')
    (change,) = found(new).words
    assert change.step == "B10" and change.old and change.new
    assert (change.old.title, change.new.title) == ("Tomorrow: pause your retinoid", "Tomorrow: no retinoid")
    assert found(new, now="2026-12-30 10:00").words == ()


def test_a_reminder_that_comes_or_goes_is_named() -> None:
    start = standard_text().index("  - id: B16\n")
    end = standard_text().index("  - id: B17\n")
    without = load_protocol(standard_text()[:start] + standard_text()[end:], "without.yaml")
    gone = found(without)
    assert [(each.step, each.new) for each in gone.words] == [("B16", None)]
    assert [(each.step, each.what) for each in gone.dates] == [("B16", "goes")]
    running = Running(make_course(), without, FACE, CLOCKS)
    comes = differences(running, STANDARD, Ledger(), make_at(NOW))
    assert [(each.step, each.old) for each in comes.words] == [("B16", None)]
    assert [(each.step, each.what) for each in comes.dates] == [("B16", "new")]
