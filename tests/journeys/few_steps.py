"""Knows the built-in protocol with only the steps a journey follows, so that it knows each ring."""

from __future__ import annotations

import re
from pathlib import Path

from backend.care.load import standard_text

FIRST_STEPS = (
    "B03", "B10", "B11", "B14", "B15", "B19", "B20", "D03", "D06", "A02", "A03", "A10", "A12", "A13",
    "A19", "A22", "A23", "N01", "N03", "N06", "M01", "M04",
)  # fmt: skip


def write_few_steps(folder: Path) -> str:
    """Write that protocol into a folder; return its path."""
    head, *steps = re.split(r"(?m)^(?=  - id: )", standard_text())
    kept = [step for step in steps if step.split()[2] in FIRST_STEPS]
    path = folder / "few_steps.yaml"
    path.write_text(head + "".join(kept), encoding="utf-8")
    return str(path)
