"""Knows the plan's words as other clinics might put them: longer, or from right to left."""

from __future__ import annotations

from collections.abc import Mapping

from backend.care.load import standard_text

LONG_WORDS = {
    "Sunscreen: SPF 30+ today": "Sonnenschutzmittel mit Lichtschutzfaktor 30+",
    "Moisturiser: thin plain layer": "Feuchtigkeitspflegecreme hauchdünn auftragen",
    "Mineral, broad-spectrum": "Mineralisches Breitbandultraviolettschutzpräparat",
}
HEBREW = {
    "Sunscreen: SPF 30+ today": "קרם הגנה SPF 30+ היום",
    "Moisturiser: thin plain layer": "קרם לחות: שכבה דקה",
    "Mineral, broad-spectrum, on calm closed skin. Shade and a hat too.": "על עור רגוע וסגור. צל וכובע.",
}


def in_other_words(words: Mapping[str, str]) -> str:
    """The built-in protocol as a clinic in another language might word it."""
    text = standard_text()
    for ours, theirs in words.items():
        assert ours in text, f"The protocol no longer says {ours!r}: take words that it says."
        text = text.replace(ours, theirs)
    return text
