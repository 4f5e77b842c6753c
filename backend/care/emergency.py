"""Knows which number calls an ambulance where a time zone lies; where it does not know, it says so.

112: the European Union and its neighbours in the EEA (Directive (EU) 2018/1972, article 109); Switzerland and
Turkey answer it too. The seeds and the facts name no number: 911 (United States, Canada, Mexico), 999 (United
Kingdom), 000 (Australia) and 111 (New Zealand) are common knowledge, taken from no page. Only zones whose
country is certain stand here; anywhere else the words are “your local emergency number”. A patient corrects
the number under Settings, Emergency number; a host corrects it here.
"""

from __future__ import annotations

_EUROPE = """
Amsterdam Athens Berlin Bratislava Brussels Bucharest Budapest Busingen Copenhagen Dublin Helsinki Lisbon
Ljubljana Luxembourg Madrid Malta Mariehamn Oslo Paris Prague Riga Rome San_Marino Sofia Stockholm Tallinn
Vaduz Vatican Vienna Vilnius Warsaw Zagreb Zurich Istanbul
"""
_AMERICA = """
Adak Anchorage Boise Chicago Denver Detroit Juneau Los_Angeles Menominee Metlakatla New_York Nome Phoenix
Sitka Yakutat Cambridge_Bay Dawson Dawson_Creek Edmonton Fort_Nelson Glace_Bay Goose_Bay Halifax Inuvik
Iqaluit Moncton Montreal Rankin_Inlet Regina Resolute St_Johns Swift_Current Toronto Vancouver Whitehorse
Winnipeg
"""
_MEXICO = """
Bahia_Banderas Cancun Chihuahua Ciudad_Juarez Hermosillo Matamoros Mazatlan Merida Mexico_City Monterrey
Ojinaga Tijuana
"""
_NUMBERS = {
    **{f"Europe/{city}": "112" for city in _EUROPE.split()},
    **dict.fromkeys(
        ("Asia/Nicosia", "Asia/Famagusta", "Asia/Istanbul", "Atlantic/Azores", "Atlantic/Canary"), "112"
    ),
    **dict.fromkeys(("Atlantic/Madeira", "Atlantic/Reykjavik", "Africa/Ceuta"), "112"),
    **{f"America/{city}": "911" for city in _AMERICA.split()},
    **{f"America/{city}": "911" for city in _MEXICO.split()},
    "Pacific/Honolulu": "911",
    **dict.fromkeys(("Europe/London", "Europe/Belfast", "Europe/Jersey"), "999"),
    **dict.fromkeys(("Europe/Guernsey", "Europe/Isle_of_Man"), "999"),
    **dict.fromkeys(("Pacific/Auckland", "Pacific/Chatham"), "111"),
}
_REGIONS = {
    "America/Indiana/": "911",
    "America/Kentucky/": "911",
    "America/North_Dakota/": "911",
    "US/": "911",
    "Canada/": "911",
    "Australia/": "000",
}


def number_in(zone: str) -> str | None:
    """The emergency number where this IANA zone lies; None when it is not known."""
    if zone in _NUMBERS:
        return _NUMBERS[zone]
    return next((number for start, number in _REGIONS.items() if zone.startswith(start)), None)
