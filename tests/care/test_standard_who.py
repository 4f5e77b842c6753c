"""Each step of the built-in protocol is for those it concerns, and only for them."""

import pytest

from backend.care.condition import holds
from backend.care.protocol import ALWAYS, AllOf, Compare, FactIs, Not
from tests.care.builders import STANDARD, STEPS

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
    ("B12", {"actives": True}, True),
    ("B12", {"actives": False, "products": frozenset({"acids"})}, True),
    ("B12", {"actives": False}, False),
    ("B13", {"habits": frozenset({"hair_removal"})}, True),
    ("B13", {}, False),
    ("B14", {"photos": True}, True),
    ("B14", {"photos": False}, False),
    ("B14", {}, False),
    ("B18", {"habits": frozenset({"shaving"}), "shave_before": 24}, True),
    ("B18", {"habits": frozenset({"shaving"}), "shave_before": 0}, False),
    ("B20", {"retinoid": "prescribed"}, True),
    ("B20", {"retinoid": "cosmetic"}, False),
    ("B20", {"retinoid": "none", "prescribed_cream": True}, True),
    ("D02", {"area": "hands"}, True),
    ("D02", {"area": "thighs"}, False),
    ("D03", {"has_place": True}, True),
    ("D03", {"has_place": False}, False),
    ("D04", {"home_cream": True}, True),
    ("D04", {}, False),
    ("A11", {"products": frozenset({"make_up"}), "area": "face"}, True),
    ("A11", {"products": frozenset({"make_up"}), "area": "thighs"}, False),
    ("A11", {"area": "face"}, False),
    ("A12", {"area": "face"}, True),
    ("A12", {"area": "hands"}, True),
    ("A12", {"area": "thighs"}, False),
    ("A12", {"area": "thighs", "daylight": True}, True),
    ("A12", {"area": "face", "daylight": False}, False),
    ("A13", {"area": "neck"}, True),
    ("A13", {"area": "back"}, False),
    ("A15", {}, True),  # a limit is told unless it does not concern them; a permission only if it does
    ("A15", {"habits": frozenset({"none"})}, False),
    ("A16", {}, False),
    ("A16", {"habits": frozenset({"exercise"})}, True),
    ("A17", {}, True),
    ("A17", {"habits": frozenset({"exercise"})}, False),
    ("A21", {"habits": frozenset({"swimming"})}, True),
    ("A23", {"retinoid": "cosmetic"}, True),
    ("A23", {"retinoid": "none"}, False),
    ("A23", {"retinoid": "none", "actives": True}, True),
    ("A23", {"retinoid": "prescribed"}, True),
    ("A23", {"retinoid": "prescribed", "prescriber": "keep"}, False),
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
    ("N01", {"sessions_left": 1}, True),
    ("N01", {"sessions_left": 0}, False),
    ("N01", {"sessions_left": 2, "next_booked": True}, False),
    ("N02", {"sessions_left": 1}, True),
    ("N02", {"sessions_left": 1, "next_booked": True}, False),
    ("N04", {"cost_diary": True}, True),
    ("N04", {}, False),
    ("N05", {"half_way": True}, True),
    ("N05", {"half_way": False}, False),
    ("M01", {"photos": True}, True),
    ("M04", {}, True),
    ("M04", {"sunscreen_habit": "stop"}, False),
]


@pytest.mark.parametrize(("step_id", "facts", "expected"), WHO)
def test_a_reminder_is_for_those_it_concerns(step_id: str, facts: dict[str, object], expected: bool) -> None:
    assert holds(STEPS[step_id].condition, facts) is expected


def test_steps_for_everyone_have_no_condition() -> None:
    assert [step.id for step in STANDARD.steps if step.condition == ALWAYS] == [
        "B01", "B03", "B06", "B15", "B16", "B17", "B19", "D01", "D05", "D06", "A01", "A02", "A03", "A04",
        "A05", "A06", "A07", "A08", "A09", "A10", "A14", "A18", "A19", "A20", "A22", "A26", "N06", "M02",
        "M03", "M05",
    ]  # fmt: skip


def test_a_booking_is_asked_for_only_while_sessions_are_left() -> None:
    told = Not(FactIs("talk_first", (True,)))
    expected = AllOf((told, Compare("sessions_left", ">=", 1), Not(FactIs("next_booked", (True,)))))
    assert STEPS["N01"].condition == expected


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
