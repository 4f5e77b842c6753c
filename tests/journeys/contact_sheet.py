"""Knows how all states of a screen become one picture to look at: by day, by night, narrow, wide …

Run it by `python3 dev.py sheets FOLDER`; more words choose a screen (Today), view (dark) or state ("Late").
"""

from __future__ import annotations

import base64
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError

from backend.errors import Problem
from tests.journeys import chromium
from tests.journeys.aftercare import ten_in_the_morning
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.states import STATES, State, show

NO_PUSH_SERVICE = "http://127.0.0.1:9"
# What a reader who chose type twice as large in the browser gets: every rem and em follows.
LARGE_TYPE = ("--blink-settings=defaultFontSize=32",)
COLUMNS = 6


@dataclass(frozen=True)
class View:
    """One way to hold the phone."""

    width: int = 390
    height: int = 844
    theme: str = "light"
    is_large: bool = False
    from_the_right: bool = False
    forced_colours: bool = False
    is_printed: bool = False


VIEWS = {
    "light": View(),
    "dark": View(theme="dark"),
    "narrow": View(320, 640),
    "landscape": View(844, 390, "dark"),
    "forced": View(forced_colours=True),
    "large": View(is_large=True),
    # A sheet of paper is about this wide at 96 dots an inch.
    "print": View(794, 1123, is_printed=True),
    # The last of its type size: a page turned round stays so.
    "rtl": View(from_the_right=True),
}

# On a picture of the whole page, tabs that stick to the screen would hide what lies under them.
_TABS_AT_THE_END = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(".foot, .help { position: static !important }");
  document.adoptedStyleSheets = [sheet];
}"""

_SHEET = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 24px; background: #8a8a8a; font: 16px/1.3 sans-serif; width: max-content; }}
main {{ display: grid; grid-template-columns: repeat({columns}, auto); gap: 24px; align-items: start; }}
figure {{ margin: 0; position: relative; }}
figcaption {{ padding: 4px 0; color: #fff; }}
hr {{ position: absolute; left: -8px; right: -8px; top: {fold}px; margin: 29px 0 0; border: 0; }}
hr {{ border-top: 2px dashed #e33; }}
</style><main>{figures}</main>"""


def main(folder: Path, words: Sequence[str]) -> None:
    """Write one sheet for each screen and view into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    screens = {each.screen for each in STATES}
    names = {each.name for each in STATES} - screens
    states = [s for s in STATES if _is_wanted(s.screen, words, screens) and _is_wanted(s.name, words, names)]
    views = {name: view for name, view in VIEWS.items() if _is_wanted(name, words, set(VIEWS))}
    with clinic_at_ten() as clinic, chromium.driver() as playwright:
        pictures = _pictures(playwright, clinic, states, views)
        for (screen, name), figures in pictures.items():
            path = folder / f"{screen.lower().replace(' ', '-')}-{name}.png"
            _compose(playwright, views[name], figures, path)
            print(path)


def _is_wanted(name: str, words: Sequence[str], known: set[str]) -> bool:
    """Every screen and view is, unless some of their kind are named."""
    said = {word.lower() for word in words} & {each.lower() for each in known}
    return not said or name.lower() in said


@contextmanager
def clinic_at_ten() -> Iterator[App]:
    """A clinic of its own, for as long as pictures are taken."""
    with tempfile.TemporaryDirectory(prefix="stipple-sheets-") as folder:
        product = App(Path(folder) / "clinic", push_origin=NO_PUSH_SERVICE)
        product.move_clock_to(ten_in_the_morning())
        try:
            yield product
        finally:
            product.stop()


Pictures = dict[tuple[str, str], list[tuple[str, bytes]]]


def _pictures(
    playwright: Playwright, clinic: App, states: Sequence[State], views: dict[str, View]
) -> Pictures:
    found: Pictures = defaultdict(list)
    for is_large in sorted({view.is_large for view in views.values()}):
        of_size = {name: view for name, view in views.items() if view.is_large == is_large}
        with chromium.shared(playwright, switches=LARGE_TYPE if is_large else ()) as browser:
            for each in states:
                for name, png in _views_of(each, browser, clinic, of_size):
                    found[each.screen, name].append((each.name, png))
    return found


def _views_of(
    shown: State, browser: Browser, clinic: App, views: dict[str, View]
) -> Iterator[tuple[str, bytes]]:
    """All views of a state that is staged once; one that cannot be is said, and left out."""
    print(shown.screen, shown.name, sep=": ", file=sys.stderr, flush=True)
    phone = chromium.phone_in(browser, clinic.url)
    try:
        phone.page.emulate_media(reduced_motion="reduce")
        show(shown, phone, clinic)
        for name, view in views.items():
            yield name, _picture(phone, view)
    except (PlaywrightError, Problem, AssertionError) as error:
        print(f"{shown.screen}, {shown.name!r} could not be staged: {error}", file=sys.stderr)
    finally:
        phone.close()


def _picture(phone: Phone, view: View) -> bytes:
    phone.page.emulate_media(
        media="print" if view.is_printed else "screen",
        color_scheme="dark" if view.theme == "dark" else "light",
        forced_colors="active" if view.forced_colours else "none",
    )
    phone.page.set_viewport_size({"width": view.width, "height": view.height})
    if view.from_the_right:
        phone.page.evaluate("document.documentElement.dir = 'rtl'")
    phone.page.evaluate(_TABS_AT_THE_END)
    # Two frames: the first may still be of the size before.
    phone.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return phone.page.screenshot(full_page=True)


def _compose(playwright: Playwright, view: View, figures: list[tuple[str, bytes]], path: Path) -> None:
    """Put the pictures side by side; a dashed line shows where the first screenful ends."""
    columns = COLUMNS if view.width <= 390 else COLUMNS // 2
    drawn = "".join(
        f"<figure><figcaption>{escape(name)}</figcaption>"
        f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}"><hr></figure>'
        for name, png in figures
    )
    browser = playwright.chromium.launch(executable_path=chromium.executable(), args=list(chromium.SWITCHES))
    try:
        page = browser.new_page(viewport={"width": 800, "height": 600})
        page.set_content(_SHEET.format(columns=columns, fold=view.height, figures=drawn))
        page.screenshot(path=path, full_page=True)
    finally:
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Say where the sheets go: python3 dev.py sheets FOLDER [Today …] [light dark …] ['Late' …]")
    main(Path(sys.argv[1]).resolve(), sys.argv[2:])
