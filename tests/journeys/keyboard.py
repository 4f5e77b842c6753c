"""Knows how a person without a mouse goes through the app, and sees at every stop where they are."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until

MOST_STOPS = 60

_NAME = """(element) => {
  const label = element.getAttribute("aria-label") || element.labels?.[0]?.innerText;
  return (label || element.innerText || "").replace(/\\s+/g, " ").trim();
}"""

_FOCUSED = f"""() => {{
  const element = document.activeElement;
  const {{ left, top, width, height }} = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + Math.min(height / 2, 30)];
  const over = document.elementFromPoint(x, y);
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(element);
  return {{
    is: element.localName,
    name: ({_NAME})(element),
    hasRing: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
    isInView: over !== null && (element.contains(over) || over.contains(element)),
  }};
}}"""

_IS_THERE = f"""(name) => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .some((control) => ({_NAME})(control).startsWith(name))"""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: the element, its name, and whether a person sees it."""

    tag: str
    name: str
    has_ring: bool
    is_in_view: bool


class Keyboard:
    """Tab, Enter, Space, Escape and letters; nothing else."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._keys = phone.page.keyboard

    @property
    def stop(self) -> Stop:
        """Where the focus is now."""
        found = self._phone.page.evaluate(_FOCUSED)
        return Stop(found["is"], found["name"], found["hasRing"], found["isInView"])

    def press(self, *keys: str) -> None:
        """Press these keys one after the other."""
        for key in keys:
            self._keys.press(key)

    def type(self, words: str) -> None:
        """Type into what has the focus."""
        self._keys.type(words)

    def to(self, name: str) -> None:
        """Tab on until the control of this name has the focus; every stop before it can be seen."""
        page = self._phone.page
        wait_until(lambda: page.evaluate(_IS_THERE, name), f"{name!r}, to go there with Tab")
        for _ in range(MOST_STOPS):
            self._keys.press("Tab")
            stop = self.stop
            if stop.tag == "body":  # behind the last control; the next one is the first again
                continue
            assert stop.has_ring, f"nothing shows that the focus is on {stop.name!r}"
            assert stop.is_in_view, f"{stop.name!r} has the focus and is hidden"
            if stop.name.startswith(name):
                return
        raise AssertionError(f"{name!r} is not reached with Tab; the last stop is {self.stop}")

    def press_on(self, name: str, key: str = "Enter") -> None:
        """Go to a control and press it."""
        self.to(name)
        self._keys.press(key)

    def is_on(self, name: str) -> None:
        """Wait until the focus is on what begins with this name."""
        wait_until(lambda: self.stop.name.startswith(name), f"the focus on {name!r}, not {self.stop}")

    def arrives_at(self, title: str) -> None:
        """Wait until a screen has come, and its title has the focus, so that it is read out."""
        expect(self._phone.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        wait_until(lambda: self.stop.tag == "h1", f"the title {title!r} to have the focus, not {self.stop}")
