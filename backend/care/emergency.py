"""Knows which number calls an ambulance where a time zone lies, and who says so; elsewhere it knows none.

Only places whose country is certain and whose number is said by its own authority stand here, each with that
source. Anywhere else the words are “your local emergency number”: a wrong number costs more than none. The
number a patient types (Settings, Emergency number), from the clinic's sheet or their own, always wins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Emergency:
    """A number to call, the place it is of, and whose word that is."""

    number: str
    place: str
    source: str


_EU = Emergency("112", "the European Union", "Directive (EU) 2018/1972, article 109")
_EEA = Emergency("112", "the European Economic Area", "the same directive, by the EEA agreement")
_NEAR = "State Fire and Rescue Service of Latvia, vugd.gov.lv: where 112 is answered beyond the EU"
_SWISS = Emergency("112", "Switzerland", _NEAR)
_SMALL = Emergency("112", "San Marino and the Vatican", _NEAR)
_TURKEY = Emergency("112", "Türkiye", _NEAR)
_UK = Emergency(
    "999", "the United Kingdom", "NHS pages on anaphylaxis and cellulitis (G-NHS-ANA, G-NHS-CELL)"
)
_US = Emergency("911", "the United States", "Federal Communications Commission: 911 is the national number")
_CANADA = Emergency("911", "Canada", "CRTC (crtc.gc.ca): 9-1-1 for 98 % of subscribers; not all of the north")
_MEXICO = Emergency("911", "Mexico", "Secretaría de Gobernación (gob.mx/segob): since 2017")
_AUSTRALIA = Emergency("000", "Australia", "Australian Government, triplezero.gov.au")
_NEW_ZEALAND = Emergency("111", "New Zealand", "New Zealand Government, govt.nz: 111 emergency service")

# Without the zones of northern Canada where 9-1-1 was not everywhere answered: there the words are said.
_CITIES: tuple[tuple[Emergency, str, str], ...] = (
    (
        _EU,
        "Europe",
        "Amsterdam Athens Berlin Bratislava Brussels Bucharest Budapest Busingen Copenhagen Dublin Helsinki "
        "Lisbon Ljubljana Luxembourg Madrid Malta Mariehamn Paris Prague Riga Rome Sofia Stockholm Tallinn "
        "Vienna Vilnius Warsaw Zagreb",
    ),
    (_EU, "Atlantic", "Azores Canary Madeira"),
    (_EU, "Asia", "Nicosia Famagusta"),
    (_EU, "Africa", "Ceuta"),
    (_EEA, "Europe", "Oslo Vaduz"),
    (_EEA, "Atlantic", "Reykjavik"),
    (_SWISS, "Europe", "Zurich"),
    (_SMALL, "Europe", "San_Marino Vatican"),
    (_TURKEY, "Europe", "Istanbul"),
    (_TURKEY, "Asia", "Istanbul"),
    (_UK, "Europe", "London Belfast Jersey Guernsey Isle_of_Man"),
    (
        _US,
        "America",
        "Adak Anchorage Boise Chicago Denver Detroit Juneau Los_Angeles Menominee Metlakatla New_York Nome "
        "Phoenix Sitka Yakutat",
    ),
    (_US, "Pacific", "Honolulu"),
    (
        _CANADA,
        "America",
        "Edmonton Halifax Moncton Montreal Regina St_Johns Swift_Current Toronto Vancouver Winnipeg",
    ),
    (
        _MEXICO,
        "America",
        "Bahia_Banderas Cancun Chihuahua Ciudad_Juarez Hermosillo Matamoros Mazatlan Merida Mexico_City "
        "Monterrey Ojinaga Tijuana",
    ),
    (_NEW_ZEALAND, "Pacific", "Auckland Chatham"),
)
_REGIONS: tuple[tuple[str, Emergency], ...] = (
    ("America/Indiana/", _US),
    ("America/Kentucky/", _US),
    ("America/North_Dakota/", _US),
    ("US/", _US),
    ("Australia/", _AUSTRALIA),
)


def _zones() -> Iterator[tuple[str, Emergency]]:
    for emergency, continent, cities in _CITIES:
        yield from ((f"{continent}/{city}", emergency) for city in cities.split())


ZONES = dict(_zones())


def emergency_in(zone: str) -> Emergency | None:
    """What is called where this IANA zone lies; None when that is not certain."""
    if zone in ZONES:
        return ZONES[zone]
    return next((found for start, found in _REGIONS if zone.startswith(start)), None)


def number_in(zone: str) -> str | None:
    """The emergency number where this IANA zone lies; None when it is not known."""
    found = emergency_in(zone)
    return found.number if found else None
