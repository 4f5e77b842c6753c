"""Knows for how long a page kept its one thread busy, task by task, without what other programs took."""

from collections.abc import Callable
from typing import Any

from tests.journeys.chromium import Phone

_CATEGORIES = ["toplevel", "blink.user_timing", "__metadata"]


def busy_ms(phone: Phone, work: Callable[[], None]) -> list[float]:
    """The processor time of each task of the page that `work` loads, in ms, from the document's beginning.

    Not the clock's time, and not the browser's own imitation of a slow phone, which stretches the clock's: a
    machine that does something else meanwhile would lengthen both, and that says nothing about the app.
    """
    tools = phone.devtools()
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    tools.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    tools.on("Tracing.tracingComplete", lambda found: ended.append(found))
    how = {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": _CATEGORIES}}
    tools.send("Tracing.start", how)
    work()
    tools.send("Tracing.end")
    while not ended:
        phone.page.wait_for_timeout(20)
    return _tasks(events)


def _tasks(events: list[dict[str, Any]]) -> list[float]:
    # The blank page before it may have run on the same thread: its tasks are small, and count too.
    documents = [event for event in events if event["name"] == "domLoading"]
    latest = max(documents, key=lambda event: event["ts"])
    thread = (latest["pid"], latest["tid"])
    begun = min(event["ts"] for event in documents if (event["pid"], event["tid"]) == thread)
    return [
        event.get("tdur", 0) / 1000
        for event in events
        if event["name"] == "ThreadControllerImpl::RunTask"
        and event["ph"] == "X"
        and (event["pid"], event["tid"]) == thread
        and event["ts"] + event.get("dur", 0) > begun
    ]
