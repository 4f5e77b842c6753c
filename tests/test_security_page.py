"""That docs/security.md says the limits the code has."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from backend.accounts import delays, passkeys
from backend.courses.store import MOST_COURSES, MOST_VISITS
from backend.photos.cleaner import MOST_WAITING
from backend.photos.store import MOST_PHOTOS
from backend.push.store import MOST_DEVICES
from backend.symptoms.store import MOST_ENTRIES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text()


def test_the_table_of_limits_says_what_the_code_does():
    rows = re.findall(r"^\| .+ \| (\d+) \| (\d+) (minute|hour)s? \|$", PAGE, re.MULTILINE)
    allowances = (
        delays.NAME,
        delays.KNOWN_DEVICE,
        delays.ADDRESS,
        delays.SIGN_UP,
        delays.CHALLENGE,
        delays.RECOVERY,
        delays.MAIL_CODE,
        delays.CONFIRMATION,
    )
    told = [(int(free), timedelta(**{f"{unit}s": int(wait)})) for free, wait, unit in rows]
    assert told == [(one.free, one.longest) for one in allowances]


def test_the_table_of_what_one_patient_may_have_says_what_the_code_does():
    rows = re.findall(r"^\| (.+) \| ([\d,]+) \| `tests/.+` \|$", PAGE, re.MULTILINE)
    assert {what: int(most.replace(",", "")) for what, most in rows} == {
        "courses not closed": MOST_COURSES,
        "visits of one course": MOST_VISITS,
        "devices with reminders": MOST_DEVICES,
        "passkeys": passkeys.MOST,
        "diary entries": MOST_ENTRIES,
        "photos": MOST_PHOTOS,
        "photos being cleaned at once": MOST_WAITING,
    }
