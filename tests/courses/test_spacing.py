import pytest

from backend.care.course import Visit, VisitState
from backend.courses.spacing import Spacing, gap_warnings, new_warnings
from tests.courses.cast import visit

USUAL = Spacing(usual=4, least=2)


def pair(second: str) -> tuple[Visit, Visit]:
    return visit("2026-12-01T13:45", id="first"), visit(second, id="second")


@pytest.mark.parametrize(
    ("second", "spacing", "sentence"),
    [
        ("2026-12-29T08:00", USUAL, None),  # four weeks to the date, though fewer hours
        (
            "2026-12-22T13:45",
            USUAL,
            "Only 3 weeks after session 1. Most clinics leave 4 or more. Please double-check with yours.",
        ),
        (
            "2026-12-28T13:45",
            USUAL,
            "Only 27 days after session 1. Most clinics leave 4 weeks or more. "
            "Please double-check with yours.",
        ),
        (
            "2026-12-08T13:45",
            USUAL,
            "Only 1 week after session 1. Most clinics leave 4 or more. Please double-check with yours.",
        ),
        (
            "2026-12-02T13:45",
            USUAL,
            "Only 1 day after session 1. Most clinics leave 4 weeks or more. Please double-check with yours.",
        ),
        ("2026-12-22T13:45", Spacing(4, 2, clinic=3), None),  # the clinic entered a smaller number
        (
            "2026-12-08T13:45",
            Spacing(4, 2, clinic=1),  # a clinic's own number, but under the least found anywhere
            "Only 1 week after session 1. Most clinics leave 4 or more. Please double-check with yours.",
        ),
        (
            "2027-01-05T13:45",
            Spacing(4, 2, clinic=6),
            "Only 5 weeks after session 1. You noted that your clinic leaves 6 or more. "
            "Please double-check with yours.",
        ),
    ],
)
def test_a_short_gap_is_pointed_out(second: str, spacing: Spacing, sentence: str | None) -> None:
    assert gap_warnings(pair(second), spacing).get("second") == sentence


def test_a_gap_that_is_past_is_not_mentioned() -> None:
    visits = (
        visit("2026-10-01T13:45", state=VisitState.ENDED),
        visit("2026-10-15T13:45", state=VisitState.ENDED),
    )
    assert gap_warnings(visits, USUAL) == {}


def test_a_cancelled_session_makes_no_gap() -> None:
    visits = (*pair("2027-01-05T13:45"), visit("2026-12-29T13:45", state=VisitState.CANCELLED))
    assert gap_warnings(visits, USUAL) == {}


def test_moving_a_session_towards_the_next_one_warns_of_the_next_one_by_number() -> None:
    first, second, third = (
        visit("2026-12-01T13:45", id="1"),
        visit("2027-01-05T13:45", id="2"),
        visit("2027-02-09T13:45", id="3"),
    )
    after = visit("2027-01-19T13:45", id="2")
    assert new_warnings((first, second, third), (first, after, third), USUAL, "2") == (
        "Session 3: only 3 weeks after session 2. Most clinics leave 4 or more. "
        "Please double-check with yours.",
    )


def test_a_gap_that_was_short_before_is_not_repeated_for_another_change() -> None:
    first, second, third = (
        visit("2026-12-01T13:45", id="1"),
        visit("2026-12-15T13:45", id="2"),
        visit("2027-02-09T13:45", id="3"),
    )
    after = visit("2027-02-16T13:45", id="3")
    assert new_warnings((first, second, third), (first, second, after), USUAL, "3") == ()
