"""What to say about the products a patient paused for a session that does not take place."""

from __future__ import annotations

from collections.abc import Mapping

from backend.care.vocabulary import FactValue

PRESCRIBED = (
    "You paused a prescribed cream for this date. Ask the person who prescribed it when to start again."
)
OWN_PRODUCTS = (
    "The pause before this date ends. If you had stopped strong skincare for it, "
    "advice from your last session still counts."
)
_STRONG = frozenset({"acids", "scrubs", "vitamin_c", "benzoyl_peroxide"})


def after_cancelling(intake: Mapping[str, FactValue], for_visit: Mapping[str, FactValue]) -> tuple[str, ...]:
    """Which pauses end with a session that does not take place (rule R11).

    Args:
        intake: what the patient said about themselves.
        for_visit: what they said for this session; it wins.
    """
    known = {**intake, **for_visit}
    found = []
    is_prescribed = known.get("retinoid") == "prescribed" or known.get("prescribed_cream") is True
    if is_prescribed and known.get("prescriber") == "pause":
        found.append(PRESCRIBED)
    products, habits = (set(str(known.get(name)).split(",")) for name in ("products", "habits"))
    if known.get("retinoid") == "cosmetic" or known.get("actives") is True or _STRONG & products:
        found.append(OWN_PRODUCTS)
    others = ["self-tan"] * ("self_tan" in products) + ["waxing"] * ("hair_removal" in habits)
    if others:
        named = " and ".join(others)
        found.append(
            f"The pause of {named} before this date ends. Advice from your last session still counts."
        )
    return tuple(found)
