"""Knows what must hold on every screen: by day and night, narrow, large, spaced out, or only heard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.care.banned import banned_words
from tests.journeys import axe, tree
from tests.journeys.chromium import PHONE, Phone

NARROW = {"width": 320, "height": 640}
SMALL = {"width": 320, "height": 568}
ON_ITS_SIDE = {"width": 844, "height": 390}
SMALLEST_TARGET_PX = 44

_MEASURE = Path(__file__).with_name("measure.js").read_text().split("\n", 1)[1]

# What a reader may force on every page (WCAG 1.4.12), and type twice as large (1.4.4).
_SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    "p { margin-bottom: 2em !important }"
)
_LARGE = "html { font-size: 200% !important }"

_WEAR = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}"""


def faults(phone: Phone) -> list[str]:
    """Everything wrong with the screen as it stands, once each."""
    found = [*_faults_of_looks(phone), *_faults_of_size(phone)]
    found += [f"heard: {fault}" for fault in tree.faults(tree.tree_of(phone))]
    found += [f"title: {fault}" for fault in _faults_of_title(phone.page.title())]
    found += [f"policy: {words}" for words in phone.violations()]
    return list(dict.fromkeys(found))


def _faults_of_looks(phone: Phone) -> Iterator[str]:
    for theme in ("light", "dark"):
        phone.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for size in (PHONE, NARROW):
            with _held(phone, size):
                yield from (f"{theme}: {finding}" for finding in _findings_of_the_whole(phone, size))


def _findings_of_the_whole(phone: Phone, size: dict[str, int]) -> list[str]:
    """Looked at with nothing to scroll: axe takes a key for small that the bar at the bottom covers."""
    shown = _grown_until_nothing_scrolls(phone, size)
    found = axe.findings(phone)
    # A line that came late made the page longer, and something slid under the bar.
    return found if _height_of_all(phone) <= shown["height"] else _findings_of_the_whole(phone, shown)


def _grown_until_nothing_scrolls(phone: Phone, size: dict[str, int]) -> dict[str, int]:
    # Once more where it grows by being higher: a small phone has smaller tabs and titles.
    while (whole := _height_of_all(phone)) > size["height"]:
        size = {**size, "height": whole}
        phone.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return size


def _height_of_all(phone: Phone) -> int:
    return int(phone.page.evaluate("document.documentElement.scrollHeight"))


def _faults_of_size(phone: Phone) -> Iterator[str]:
    for name, size, css in (
        ("as it is", PHONE, ""),
        ("narrow", NARROW, ""),
        ("on its side", ON_ITS_SIDE, ""),
        ("spaced out", PHONE, _SPACED),
        ("twice as large", PHONE, _LARGE),
        ("small, and twice as large", SMALL, _LARGE),
    ):
        with _held(phone, size, css):
            yield from (f"{name}: {found}" for found in phone.page.evaluate(_MEASURE, SMALLEST_TARGET_PX))


def _faults_of_title(title: str) -> Iterator[str]:
    if not title.endswith(" · Stipple"):
        yield f"{title!r} does not name the screen and the app"
    yield from (f"{title!r} says {word!r}" for word in banned_words(title))


@contextmanager
def _held(phone: Phone, size: dict[str, int], css: str = "") -> Iterator[None]:
    phone.page.set_viewport_size({"width": size["width"], "height": size["height"]})
    phone.page.evaluate(_WEAR, css)
    # Two frames: the first may still be of the size before.
    phone.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    yield
    phone.page.evaluate(_WEAR, "")
    phone.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
