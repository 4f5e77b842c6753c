"""The words that must not stand on a lock screen unless the patient asked for plain words."""

from __future__ import annotations

import re

_CLINICAL = (
    r"clinic\w*|doctor\w*|nurse\w*|prescri\w*|patient\w*|treat\w*|procedure\w*|session\w*|surg\w*|medic\w*|"
    r"health\w*|symptom\w*|diagnos\w*|heal\w*|aftercare|\w*needl\w*|numb|numb(?:s|ed|ing|ness)|pains?|pain(?:ful|less|kill)\w*|sore\w*|swell\w*|swollen|"
    r"red|redness|bleed\w*|blood|bruis\w*|infect\w*|allerg\w*|rash\w*|wound\w*|scar\w*|burn\w*|fever\w*|"
    r"pregnan\w*|herpes|laser\w*|rf|radiofrequency|prp|lump\w*|blister\w*"
)
_COSMETIC = (
    r"beaut\w*|cosmetic\w*|aesthetic\w*|salon\w*|spa|wrinkle\w*|acne|pimple\w*|pigment\w*|melasma|collagen|"
    r"peel\w*|botox|filler\w*|derm\w*|stretch mark\w*|dark mark\w*|wax\w*|shav\w*|rejuvenat\w*"
)
_ANATOMICAL = (
    r"skin\w*|face\w*|facial\w*|neck\w*|chest\w*|breast\w*|hands?|arms?|thighs?|legs?|abdom\w*|belly|"
    r"buttock\w*|cheeks?|forehead|eyes?|lips?|body"
)
_PRODUCT = (
    r"product\w*|sunscreen\w*|spf|sun|moistur\w*|cream\w*|serum\w*|cleanser\w*|lotion\w*|toner\w*|acids?|"
    r"vitamin\w*|make-?up|self-?tan\w*|tan|tanning|exfolia\w*|scrub\w*|soap"
)
_DRUG = (
    r"retin\w*|\w*tretinoin|adapalene|lidocaine|antibiotic\w*|antiviral\w*|a[cs]+iclovir|aspirin|ibuprofen|"
    r"steroid\w*|hydroquinone|benzoyl|tablet\w*|pills?|drug\w*|dose\w*|ointment\w*"
)
_BANNED = re.compile(
    rf"\b(?:{'|'.join((_CLINICAL, _COSMETIC, _ANATOMICAL, _PRODUCT, _DRUG))})\b", re.IGNORECASE
)


def banned_words(text: str) -> tuple[str, ...]:
    """The clinical, cosmetic, anatomical, product and drug words of `text`, in order."""
    return tuple(found.group().lower() for found in _BANNED.finditer(text))
