"""That docs/security.md names only tests that exist, and says the limits the code has."""

from __future__ import annotations

import re
from pathlib import Path

from backend.accounts import delays

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/security.md").read_text()


def test_every_test_named_as_a_proof_exists():
    named = re.findall(r"(tests/[\w/]+\.py)::(\w+)", PAGE)
    assert len(named) > 40
    missing = [f"{path}::{name}" for path, name in named if f"def {name}(" not in (ROOT / path).read_text()]
    assert missing == []


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
