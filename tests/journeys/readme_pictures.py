"""Knows which screens the README shows, and how they become small pictures.

Run it by `python3 dev.py pictures`, after a change of what they show.
"""

import io
from pathlib import Path

from PIL import Image

from tests.journeys import chromium
from tests.journeys.chromium import Phone
from tests.journeys.contact_sheet import clinic_at_ten
from tests.journeys.states import STATES, show

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
HEIGHT = 740
COLOURS = 64
# File, screen, state, theme.
SHOWN = (
    ("today-by-day", "Today", "Day 2, in the morning", "light"),
    ("course", "Course", "Day 2 of four sessions", "light"),
    ("today-by-night", "Today", "Day 2, in the morning", "dark"),
)


def main() -> None:
    """Draw every picture of the README anew."""
    with clinic_at_ten() as clinic, chromium.driver() as playwright, chromium.shared(playwright) as browser:
        for file, screen, name, theme in SHOWN:
            (state,) = [each for each in STATES if (each.screen, each.name) == (screen, name)]
            phone = chromium.phone_in(browser, clinic.url)
            show(state, phone, clinic)
            path = FOLDER / f"{file}.png"
            _draw(phone, theme, path)
            phone.close()
            print(path)


def _draw(phone: Phone, theme: str, path: Path) -> None:
    phone.page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    phone.page.set_viewport_size({"width": chromium.PHONE["width"], "height": HEIGHT})
    phone.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    drawn = Image.open(io.BytesIO(phone.page.screenshot()))
    # The accents cover little; a palette by area would turn them brown.
    few = drawn.convert("RGB").quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    main()
