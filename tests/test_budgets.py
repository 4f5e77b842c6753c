"""That the built app stays within what a slow line and a slow phone can bear."""

import gzip
import re
from pathlib import Path

import dev
from tests import budgets

DIST = dev.FRONTEND / "dist"
# Fetched when a screen asks for it (frontend/sw/later.ts).
LATER = DIST / "assets" / "later"
PACKAGE = dev.FRONTEND / "node_modules" / "@vladmandic" / "human" / "models"


def first_files(pattern: str) -> list[Path]:
    """The files of a kind that index.html names, which the first visit loads at once."""
    dev.set_up("build")
    page = (DIST / "index.html").read_text(encoding="utf-8")
    found = [DIST / path for path in re.findall(rf'(?:src|href)="/({pattern})"', page)]
    assert found, f"index.html names nothing like {pattern}"
    return found


def gzipped(paths: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def what_comes_later() -> list[Path]:
    dev.set_up("build")
    found = list(LATER.iterdir())
    assert found, "Nothing was built to be fetched later."
    return found


def test_the_scripts_of_a_first_visit_are_small() -> None:
    assert gzipped(first_files(r"assets/[^\"]+\.js")) <= budgets.FIRST_SCRIPT_BYTES


def test_the_style_sheet_is_small() -> None:
    assert gzipped(first_files(r"assets/[^\"]+\.css")) <= budgets.FIRST_STYLE_BYTES


def test_the_letters_of_english_are_one_small_font() -> None:
    (font,) = [path for path in (DIST / "assets").glob("*latin-wght*.woff2") if "latin-ext" not in path.name]
    assert font.stat().st_size <= budgets.FIRST_FONT_BYTES


def test_all_that_is_kept_for_offline_use_is_small() -> None:
    dev.set_up("build")
    built = [path for path in DIST.rglob("*") if path.is_file() and path.name != "service-worker.js"]
    kept = [path for path in built if LATER not in path.parents]
    assert sum(path.stat().st_size for path in kept) <= budgets.SHELL_BYTES


def test_what_finds_a_face_is_small_and_nothing_a_first_visit_asks_for() -> None:
    later = what_comes_later()
    packed = [path for path in later if path.suffix in {".js", ".json"}]
    plain = sum(path.stat().st_size for path in later if path not in packed)
    assert gzipped(packed) + plain <= budgets.LANDMARK_BYTES
    page = (DIST / "index.html").read_text(encoding="utf-8")
    assert LATER.name not in page


def test_no_network_is_shipped_that_knows_a_person_an_age_or_a_mood() -> None:
    """Two networks find a face and places on it: the files of these names in their package."""
    weights = {path for path in what_comes_later() if path.suffix == ".bin"}
    theirs = {name: (PACKAGE / f"{name}.bin").read_bytes() for name in ("blazeface", "facemesh")}
    assert sorted(path.read_bytes() for path in weights) == sorted(theirs.values())
    graphs = [path for path in what_comes_later() if path.suffix == ".json"]
    assert {path.name.split("-")[0] for path in [*graphs, *weights]} == {"rough", "fine"}
    others = [path for path in PACKAGE.glob("*.bin") if path.stem not in theirs]
    assert others, "The package holds more than we take, which is why this is looked at."
    built = [path.read_bytes() for path in DIST.rglob("*") if path.is_file()]
    for other in others:
        start = other.read_bytes()[:256]
        assert not any(start in content for content in built), other.name
