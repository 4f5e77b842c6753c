import pytest

from backend.courses.pauses import OWN_PRODUCTS, PRESCRIBED, after_cancelling

SELF_TAN_AND_WAXING = (
    "The pause of self-tan and waxing before this date ends. Advice from your last session still counts."
)


@pytest.mark.parametrize(
    ("intake", "for_visit", "said"),
    [
        ({}, {}, ()),
        ({"retinoid": "none", "actives": False}, {}, ()),
        ({"retinoid": "prescribed"}, {}, ()),  # nobody agreed to a pause
        ({"retinoid": "prescribed"}, {"prescriber": "keep"}, ()),
        ({"retinoid": "prescribed"}, {"prescriber": "pause"}, (PRESCRIBED,)),
        ({"retinoid": "prescribed", "prescriber": "pause"}, {"prescriber": "keep"}, ()),
        ({"prescribed_cream": True}, {"prescriber": "pause"}, (PRESCRIBED,)),
        ({"retinoid": "cosmetic"}, {}, (OWN_PRODUCTS,)),
        ({"retinoid": "none", "products": "scrubs,make_up"}, {}, (OWN_PRODUCTS,)),
        ({"retinoid": "none", "products": "make_up", "habits": "exercise"}, {}, ()),
        ({"retinoid": "none", "products": "self_tan", "habits": "hair_removal"}, {}, (SELF_TAN_AND_WAXING,)),
        ({"retinoid": "prescribed", "actives": True}, {"prescriber": "pause"}, (PRESCRIBED, OWN_PRODUCTS)),
    ],
)
def test_cancelling_says_which_pauses_end(
    intake: dict[str, str | bool], for_visit: dict[str, str], said: tuple[str, ...]
) -> None:
    assert after_cancelling(intake, for_visit) == said


def test_the_app_never_tells_anyone_to_start_a_prescribed_cream_again() -> None:
    assert PRESCRIBED == (
        "You paused a prescribed cream for this date. Ask the person who prescribed it when to start again."
    )
