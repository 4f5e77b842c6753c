"""That docs/security.md says the limits the code has."""

from __future__ import annotations

import re
from pathlib import Path

from backend.accounts import delays

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text()


def test_the_table_of_limits_says_what_the_code_does():
    rows = re.findall(r"^\| .+ \| (\d+) \| (\d+) minutes? \|$", PAGE, re.MULTILINE)
    allowances = (
        delays.NAME,
        delays.KNOWN_DEVICE,
        delays.ADDRESS,
        delays.SIGN_UP,
        delays.CHALLENGE,
        delays.RECOVERY,
        delays.CONFIRMATION,
    )
    told = [(str(one.free), str(one.longest.seconds // 60)) for one in allowances]
    assert rows == told
