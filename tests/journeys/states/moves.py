"""Knows what a reader does on the phone before a screen is looked at."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.journeys.chromium import Phone


def nothing(phone: Phone) -> None:
    """What a reader does before the picture, where a state needs no more than looking."""


_STANDS = """document.querySelector("h1") && !document.querySelector("[aria-busy=true]")
  && [...document.images].every(({complete}) => complete)"""


def settle(phone: Phone) -> None:
    """Wait until the screen stands: its heading, its letters, its pictures, and whatever else it fetched."""
    phone.wait_for(_STANDS, "the screen")
    phone.page.wait_for_load_state("networkidle")
    # What came by the network may have brought something to wait for.
    phone.wait_for(_STANDS, "the screen and its pictures")
    # Where nothing is drawn, a browser may never call itself idle.
    idle = "new Promise((done) => requestIdleCallback(done, {timeout: 500}))"
    phone.page.evaluate(f"document.fonts.ready.then(() => {idle})")


def press(*names: str) -> Callable[[Phone], None]:
    """Press the keys or links of these names, one after the other."""

    def press(phone: Phone) -> None:
        for name in names:
            keys = phone.page.locator("button, a, summary").filter(visible=True)
            keys.filter(has_text=re.compile(rf"^{re.escape(name)}$")).first.click()
            settle(phone)

    return press


def press_link(name: str) -> Callable[[Phone], None]:
    """Follow the link of this name."""

    def press(phone: Phone) -> None:
        phone.page.get_by_role("link", name=name).click()
        settle(phone)

    return press


def open_row(name: str) -> Callable[[Phone], None]:
    """Follow the row of this name; a line under the name may say more."""

    def follow(phone: Phone) -> None:
        phone.page.get_by_role("link", name=re.compile(rf"^{re.escape(name)}")).first.click()
        settle(phone)

    return follow


def open_visit(name: str) -> Callable[[Phone], None]:
    """Tap the visit whose row begins with this name."""

    def open_it(phone: Phone) -> None:
        phone.page.locator("a.row").filter(has_text=re.compile(rf"^{re.escape(name)}")).first.click()
        settle(phone)

    return open_it


def say(*words: str) -> Callable[[Phone], None]:
    """Tap these words wherever they stand, one after the other: answers have hints below their words."""

    def say(phone: Phone) -> None:
        for each in words:
            phone.page.get_by_text(each, exact=True).first.click()
            settle(phone)

    return say


def fill(field: str, value: str) -> Callable[[Phone], None]:
    """Type into the field of this id."""

    def fill(phone: Phone) -> None:
        phone.page.locator(f"#{field}").fill(value)

    return fill


def one_after_another(*steps: Callable[[Phone], None]) -> Callable[[Phone], None]:
    """Do all of these, in this order."""

    def all_of_them(phone: Phone) -> None:
        for step in steps:
            step(phone)

    return all_of_them


def right_to_left(phone: Phone) -> None:
    """Turn the page as a language that is read from the right does."""
    phone.page.evaluate("document.documentElement.dir = 'rtl'")


def lose_the_line(phone: Phone) -> None:
    """Open the app again where it has no connection."""
    phone.offline()
    phone.page.reload()
    phone.wait_for("document.body?.innerText.includes('No connection now.')", "the age of the plan")
    settle(phone)


_REMOVE_ALL = """async () => {
  const { devices } = await (await fetch("/api/push/devices")).json();
  for (const { id } of devices) await fetch(`/api/push/devices/${id}`, { method: "DELETE" });
}"""


def remove_from_elsewhere(phone: Phone) -> None:
    """Turn reminders off for this phone as another device does it, and open the app again."""
    phone.page.evaluate(_REMOVE_ALL)
    phone.page.reload()
    settle(phone)


def as_a_stranger(path: str, *words: str) -> Callable[[Phone], None]:
    """Forget who was signed in, open the app as on the first day, and tap these words."""

    def look(phone: Phone) -> None:
        # The app has to let go of the patient first, or it would take itself back to Today.
        phone.page.goto("about:blank")
        phone.context.clear_cookies()
        tools = phone.devtools()
        tools.send("Storage.clearDataForOrigin", {"origin": phone.url, "storageTypes": "indexeddb"})
        tools.detach()
        phone.open(path)
        settle(phone)
        say(*words)(phone)

    return look
