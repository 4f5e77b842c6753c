"""That the built app stays within what a slow line and a slow phone can bear."""

import gzip
import re
from pathlib import Path

import dev
from tests import budgets

DIST = dev.FRONTEND / "dist"


def first_files(pattern: str) -> list[Path]:
    """The files of a kind that index.html names, which the first visit loads at once."""
    dev.set_up("build")
    page = (DIST / "index.html").read_text(encoding="utf-8")
    found = [DIST / path for path in re.findall(rf'(?:src|href)="/({pattern})"', page)]
    assert found, f"index.html names nothing like {pattern}"
    return found


def gzipped(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_the_scripts_of_a_first_visit_are_small() -> None:
    assert gzipped(first_files(r"assets/[^\"]+\.js")) <= budgets.FIRST_SCRIPT_BYTES


def test_the_style_sheet_is_small() -> None:
    assert gzipped(first_files(r"assets/[^\"]+\.css")) <= budgets.FIRST_STYLE_BYTES


def test_the_letters_of_english_are_one_small_font() -> None:
    (font,) = [path for path in (DIST / "assets").glob("*latin-wght*.woff2") if "latin-ext" not in path.name]
    assert font.stat().st_size <= budgets.FIRST_FONT_BYTES


def test_all_that_is_kept_for_offline_use_is_small() -> None:
    dev.set_up("build")
    kept = [path for path in DIST.rglob("*") if path.is_file() and path.name != "service-worker.js"]
    assert sum(path.stat().st_size for path in kept) <= budgets.SHELL_BYTES
