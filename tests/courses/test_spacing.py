from dataclasses import replace
from datetime import date

import pytest

from backend.care.course import Visit, VisitState
from backend.courses.spacing import WHY_WAIT, Gap, Spacing, changed_gaps, gap_warnings
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


FIRST, SECOND, THIRD = (
    visit("2026-12-01T13:45", id="1"),
    visit("2027-01-05T13:45", id="2"),
    visit("2027-02-09T13:45", id="3"),
)
TODAY = date(2026, 12, 2)
LATER = "A later session is no harm; only the suggested window ends here."
WINDOW = Spacing(usual=4, least=2, longest=6, longer=LATER, furthest=8, source="SEED001")


def gaps(moved_to: str, spacing: Spacing = WINDOW, visit_id: str = "2") -> tuple[Gap, ...]:
    """The gaps that change when one session moves."""
    before = (FIRST, SECOND, THIRD)
    after = tuple(visit(moved_to, id=one.id) if one.id == visit_id else one for one in before)
    return changed_gaps(before, after, spacing, visit_id, TODAY)


def test_a_move_says_both_gaps_it_makes_and_what_they_mean() -> None:
    assert gaps("2027-01-19T13:45") == (
        Gap(
            text="7 weeks after session 1. Most clinics leave 4 or more.",
            means=LATER,
            is_short=False,
            set_by="protocol",
            source="SEED001",
        ),
        Gap(
            text="The session on 9 Feb: only 3 weeks after session 2. Most clinics leave 4 or more. "
            "Please double-check with yours.",
            means=WHY_WAIT,
            is_short=True,
            set_by="protocol",
            source="SEED001",
        ),
    )


@pytest.mark.parametrize(
    ("moved_to", "chosen", "set_by", "text"),
    [
        (
            "2027-01-12T13:45",
            {"clinic": 5},
            "clinic",
            "6 weeks after session 1. You noted that your clinic leaves 5 or more.",
        ),
        (
            "2026-12-29T13:45",
            {"clinic": 5},
            "clinic",
            "Only 4 weeks after session 1. You noted that your clinic leaves 5 or more. "
            "Please double-check with yours.",
        ),
        (
            "2026-12-22T13:45",
            {"own": 3},
            "patient",
            "Only 3 weeks after session 1. You chose 3. Most clinics leave 4 or more. "
            "Please double-check with yours.",
        ),
        (
            "2027-01-02T13:45",
            {},
            "protocol",
            "32 days after session 1. Most clinics leave 4 weeks or more.",
        ),
    ],
)
def test_a_gap_says_whose_number_it_is_measured_by(
    moved_to: str, chosen: dict[str, int], set_by: str, text: str
) -> None:
    found = gaps(moved_to, replace(WINDOW, **chosen))[0]  # type: ignore[arg-type]
    assert (found.set_by, found.text) == (set_by, text)


def test_a_gap_as_usual_means_nothing_more() -> None:
    assert gaps("2027-01-08T13:45")[0].means == ""


def test_a_gap_that_was_short_before_is_not_repeated_for_another_change() -> None:
    close = visit("2026-12-15T13:45", id="2")
    later = visit("2027-02-16T13:45", id="3")
    found = changed_gaps((FIRST, close, THIRD), (FIRST, close, later), WINDOW, "3", TODAY)
    assert [gap.text for gap in found] == ["9 weeks after session 2. Most clinics leave 4 or more."]


def test_a_cancelled_session_leaves_the_next_one_further_from_the_one_before() -> None:
    off = visit("2027-01-05T13:45", id="2", state=VisitState.CANCELLED)
    found = changed_gaps((FIRST, SECOND, THIRD), (FIRST, off, THIRD), WINDOW, "2", TODAY)
    assert [gap.text for gap in found] == [
        "The session on 9 Feb: 10 weeks after session 1. Most clinics leave 4 or more."
    ]


@pytest.mark.parametrize(
    ("moved_to", "means"),
    [
        ("2027-01-26T13:45", LATER),  # eight weeks, the end of the range
        (
            "2027-01-27T13:45",
            "The longest usual gap our sources name is 8 weeks. Please double-check with your clinic.",
        ),
        (
            "2028-01-05T13:45",
            "The longest usual gap our sources name is 8 weeks. Please double-check with your clinic.",
        ),
    ],
)
def test_no_harm_is_said_only_within_the_range_of_the_protocol(moved_to: str, means: str) -> None:
    visits = (FIRST, SECOND)
    found = changed_gaps(visits, (FIRST, visit(moved_to, id="2")), WINDOW, "2", TODAY)
    assert [gap.means for gap in found] == [means]


def test_another_session_far_away_is_named_with_its_year() -> None:
    far = visit("2027-11-16T13:45", id="3")
    found = changed_gaps((FIRST, SECOND, far), (FIRST, far), WINDOW, "2", TODAY)
    assert [gap.text for gap in found] == [
        "The session on 16 Nov 2027: 50 weeks after session 1. Most clinics leave 4 or more."
    ]
