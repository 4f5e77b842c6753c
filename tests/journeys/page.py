"""Knows what a person does with a page: reads it, finds things by their visible words, taps and types."""

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.bidi import BiDi, BrowserError
from tests.journeys.deadlines import Found, TooLate, wait_until

_SELECT_ALL = [
    {"type": "keyDown", "value": "\ue009"},
    {"type": "keyDown", "value": "a"},
    {"type": "keyUp", "value": "a"},
    {"type": "keyUp", "value": "\ue009"},
]

# What the browser says where the page was loaded, or an element drawn, anew between a look and what followed.
_GONE = ("no such frame", "no such node", "move target out of bounds")

# Two frames alike: what came late above the element has moved it by then.
_INTO_VIEW = """async (e) => {
  e.scrollIntoView({block: "center", behavior: "instant"});
  const place = () => JSON.stringify(e.getBoundingClientRect());
  for (let before = null; before !== place(); await new Promise(requestAnimationFrame)) before = place();
}"""


class Page:
    """One tab. Elements are named by role and accessible name, as a screen reader says them."""

    def __init__(self, bidi: BiDi, context: str) -> None:
        self._bidi = bidi
        self._context = context

    def set_viewport(self, width: int, height: int) -> None:
        """Size the page in CSS pixels."""
        viewport = {"width": width, "height": height}
        self._command("browsingContext.setViewport", viewport=viewport)

    def open(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""
        self._command("browsingContext.navigate", url=url, wait="complete")

    def evaluate(self, expression: str, seconds: float = 30) -> Any:
        """The JSON value of a JavaScript expression, awaited; raises BrowserError when it throws."""
        code = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        answer = self._bidi.command(
            "script.evaluate",
            seconds=seconds,
            expression=code,
            target={"context": self._context},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] == "exception":
            raise BrowserError(f"In the page: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"]["value"])

    def wait_for(self, expression: str, what: str, seconds: float = 10) -> Any:
        """Wait until a JavaScript expression is true, also across a page loaded anew; return its value."""
        return wait_until(lambda: unless_gone(lambda: self.evaluate(expression)), what, seconds)

    @property
    def text(self) -> str:
        """All visible words of the page."""
        return str(self.evaluate("document.body ? document.body.innerText : ''"))

    @property
    def url(self) -> str:
        """Where the page is."""
        return str(self.evaluate("location.href"))

    def wait_for_text(self, words: str, seconds: float = 10) -> str:
        """Wait until the page shows these words; return all its words."""
        return self._found(lambda: words in self.text and self.text, f"the words {words!r}", seconds)

    def find_all(self, role: str, name: str | None = None) -> list[dict[str, Any]]:
        """The visible elements of a role (with exactly this name), in page order."""
        value = {"role": role} if name is None else {"role": role, "name": name}
        locator = {"type": "accessibility", "value": value}
        nodes = self._command("browsingContext.locateNodes", locator=locator)["nodes"]
        return [node for node in nodes if self._is_visible(node)]

    def has(self, role: str, name: str) -> bool:
        """Whether such an element is on the page now."""
        return bool(self.find_all(role, name))

    def find(self, role: str, name: str, seconds: float = 10) -> dict[str, Any]:
        """Wait for such an element; return the first."""
        return self._found(lambda: self.find_all(role, name), f"the {role} {name!r}", seconds)[0]

    def words_all(self, words: str, *, begins: bool = False) -> list[dict[str, Any]]:
        """The visible elements that say exactly (or begin with) these words, innermost, in page order."""
        own = f'starts-with(normalize-space(.), "{words}")' if begins else f'normalize-space(.)="{words}"'
        says = f"({own} or text()[{own}])"
        locator = {"type": "xpath", "value": f"//body//*[{says} and not(.//*[{says}])]"}
        nodes = self._command("browsingContext.locateNodes", locator=locator)["nodes"]
        return [node for node in nodes if self._is_visible(node)]

    def tap(self, words: str, *, begins: bool = False, seconds: float = 10) -> None:
        """Tap these words (or what begins with them) wherever they stand: an answer, a row, a link."""
        self._tap_first(lambda: self.words_all(words, begins=begins), f"the words {words!r}", seconds)

    def fields(self, label: str) -> list[dict[str, Any]]:
        """The fields that belong to the label with these words."""
        says = f'normalize-space(.)="{label}"'
        value = f"//*[@id=//label[{says}]/@for] | //label[{says}]//input"
        locator = {"type": "xpath", "value": value}
        return list(self._command("browsingContext.locateNodes", locator=locator)["nodes"])

    def field(self, label: str) -> dict[str, Any]:
        """Wait for the field that belongs to the label with these words."""
        return self._found(lambda: self.fields(label), f"the field {label!r}", 10)[0]

    def click(self, name: str, role: str = "button", seconds: float = 10) -> None:
        """Tap the element with this name."""
        self._tap_first(lambda: self.find_all(role, name), f"the {role} {name!r}", seconds)

    def click_element(self, element: dict[str, Any]) -> None:
        """Bring an element into view and tap its middle with real input."""
        self._on(element, _INTO_VIEW)
        origin = {"type": "element", "element": {"sharedId": element["sharedId"]}}
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": origin}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self._perform({"type": "pointer", "id": "finger", "actions": [move, *press]})

    def fill(self, label: str, text: str) -> None:
        """Tap the field with this label and type over what it holds."""
        self._tap_first(lambda: self.fields(label), f"the field {label!r}", 10)
        typed = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keys", "actions": [*_SELECT_ALL, *typed]})

    def pick(self, label: str, value: str) -> None:
        """Set a date (2026-11-30) or time (13:45) as its picker would: a headless browser opens none."""
        setter = "Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set"
        events = "['input', 'change'].forEach(n => e.dispatchEvent(new Event(n, {bubbles: true})))"
        self._on(self.field(label), f"e => {{ {setter}.call(e, '{value}'); {events}; }}")

    def screenshot(self, path: Path) -> None:
        """Save the page, whole, as a PNG."""
        answer = self._command("browsingContext.captureScreenshot", origin="document")
        path.write_bytes(base64.b64decode(answer["data"]))

    def _tap_first(self, look: Callable[[], list[dict[str, Any]]], what: str, seconds: float) -> None:
        """Tap the first of what is found; one that is drawn anew before the tap is looked for once more."""

        def tapped() -> bool:
            found = look()
            if found:
                self.click_element(found[0])
            return bool(found)

        self._found(tapped, what, seconds)

    def _found(self, look: Callable[[], Found], what: str, seconds: float) -> Found:
        try:
            return wait_until(lambda: unless_gone(look), what, seconds)
        except TooLate as error:
            raise TooLate(f"{error}\nThe page {self.url} says:\n{self.text}") from error

    def _is_visible(self, element: dict[str, Any]) -> bool:
        return bool(self._on(element, "e => e.getClientRects().length > 0"))

    def _on(self, element: dict[str, Any], function: str) -> Any:
        answer = self._bidi.command(
            "script.callFunction",
            functionDeclaration=f"async e => JSON.stringify((await ({function})(e)) ?? null)",
            arguments=[{"sharedId": element["sharedId"]}],
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise BrowserError(f"In the page: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"]["value"])

    def _perform(self, source: dict[str, Any]) -> None:
        self._command("input.performActions", actions=[source])

    def _command(self, method: str, **params: Any) -> dict[str, Any]:
        return self._bidi.command(method, context=self._context, **params)


def unless_gone(look: Callable[[], Found]) -> Found | None:
    """What is found; None where the page, or the element, was no longer the one that was looked at."""
    try:
        return look()
    except BrowserError as error:
        if any(words in str(error) for words in _GONE):
            return None
        raise
