"""Knows how Lighthouse is run over a page: a score for each category, and why it is not full."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dev
from tests.journeys.chromium import SWITCHES, executable

_SCRIPT = dev.TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"


@dataclass(frozen=True)
class Report:
    """What Lighthouse says about one page, loaded by a phone that knows nothing of it yet."""

    scores: dict[str, float | None]
    """Of each category, 0 to 1; None, or none at all, when this run went wrong."""
    complaints: list[str]
    """What keeps a score from being full."""
    requests: list[str]
    """Every address the page loaded."""


def look_at(url: str, folder: Path, cookies: dict[str, str] | None = None) -> Report:
    """Load the page as a slow phone and measure it; `cookies` say who is signed in.

    The throttling is Lighthouse's default, simulated: it loads the page at full speed and computes from what
    it saw how long a slow phone on a slow line would take. Throttling for real takes three times as long and
    varies more, because it stretches whatever else the machine does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    report, headers = folder / "report.json", folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": "; ".join(f"{k}={v}" for k, v in (cookies or {}).items())}))
    words = [
        *(dev.command("node"), str(_SCRIPT), url, "--quiet"),
        *("--output=json", f"--output-path={report}"),
        f"--chrome-flags={_quoted(['--headless=new', *SWITCHES])}",
        *([f"--extra-headers={headers}"] if cookies else []),
        "--disable-full-page-screenshot",  # it only decorates a report that people read
        "--no-enable-error-reporting",
    ]
    environ = {**dev.environment(), "CHROME_PATH": str(executable())}
    done = subprocess.run(words, env=environ, capture_output=True, text=True, timeout=300)
    if not report.exists():
        return Report({}, [f"Lighthouse did not get through:\n{done.stdout}{done.stderr}"], [])
    return _read(json.loads(report.read_text()))


def _quoted(switches: list[str]) -> str:
    named = [switch.partition("=") for switch in switches]
    return " ".join(f'{name}="{value}"' if value else name for name, _, value in named)


def _read(report: dict[str, Any]) -> Report:
    audits = report["audits"]
    weighty = {
        ref["id"]
        for category in report["categories"].values()
        for ref in category["auditRefs"]
        if ref["weight"]
    }
    return Report(
        scores={name: category["score"] for name, category in report["categories"].items()},
        complaints=[
            f"{audits[name]['title']} ({audits[name].get('displayValue') or audits[name]['score']})"
            for name in sorted(weighty)
            if audits[name]["score"] is not None and audits[name]["score"] < 1
        ],
        requests=[item["url"] for item in audits["network-requests"].get("details", {}).get("items", [])],
    )
