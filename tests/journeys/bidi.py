"""Knows WebDriver BiDi: one WebSocket over which a test commands a browser (w3c.github.io/webdriver-bidi)."""

import json
import time
from contextlib import ExitStack
from typing import Any

from websockets.sync.client import connect


class BrowserError(AssertionError):
    """The browser refused a command, or did not answer it in time."""


class BiDi:
    """A session with one browser; `command` sends, waits and returns the result.

    `complaints` are the errors and warnings that pages have logged, as far as they were heard.
    """

    def __init__(self, url: str) -> None:
        self._open = ExitStack()
        connection = connect(f"{url}/session", compression=None, max_size=None, proxy=None)
        self._socket = self._open.enter_context(connection)
        self._last_id = 0
        self.complaints: list[str] = []
        self.command("session.new", capabilities={})
        self.command("session.subscribe", events=["log.entryAdded"])

    def close(self) -> None:
        """Hang up; the browser stays open."""
        self._open.close()

    def command(self, method: str, *, seconds: float = 30, **params: Any) -> dict[str, Any]:
        """Run one command and return its result; raises BrowserError with the browser's own words."""
        self._last_id += 1
        self._socket.send(json.dumps({"id": self._last_id, "method": method, "params": params}))
        deadline = time.monotonic() + seconds
        while True:
            answer = self._receive(method, deadline)
            if answer.get("id") == self._last_id:
                return self._result(method, answer)
            if answer.get("method") == "log.entryAdded":
                self._hear(answer["params"])

    def _receive(self, method: str, deadline: float) -> dict[str, Any]:
        """The next message: an answer or an event."""
        try:
            text = self._socket.recv(timeout=max(deadline - time.monotonic(), 0))
        except TimeoutError as error:
            raise BrowserError(f"The browser did not answer {method} in time.") from error
        return dict(json.loads(text))

    def _hear(self, entry: dict[str, Any]) -> None:
        if entry["level"] in ("warn", "error"):
            frames = entry.get("stackTrace", {}).get("callFrames", [])
            where = [
                f"  at {f['functionName']} {f['url']}:{f['lineNumber']}:{f['columnNumber']}" for f in frames
            ]
            self.complaints.append("\n".join([f"{entry['level']}: {entry['text']}", *where]))

    def _result(self, method: str, answer: dict[str, Any]) -> dict[str, Any]:
        if answer["type"] == "error":
            raise BrowserError(f"{method}: {answer['error']}: {answer['message']}")
        return dict(answer["result"])
