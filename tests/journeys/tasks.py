"""Knows for how long a page kept its one thread busy, task by task, without what other programs took."""

from collections.abc import Callable
from typing import Any

from tests.journeys.chromium import Phone

_CATEGORIES = ["toplevel", "blink.user_timing", "__metadata"]


def busy_ms(phone: Phone, slower_times: int, work: Callable[[], None]) -> list[float]:
    """The processor time of each task of the page that `work` loads, in ms, on a phone so many times slower.

    Counted from the document's beginning. Processor time and not the clock's: a machine that does something
    else meanwhile would lengthen every task, and says nothing about the app.
    """
    tools = phone.devtools()
    events: list[dict[str, Any]] = []
    ended: list[object] = []
    tools.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    tools.on("Tracing.tracingComplete", lambda found: ended.append(found))
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower_times})
    how = {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": _CATEGORIES}}
    tools.send("Tracing.start", how)
    work()
    tools.send("Tracing.end")
    while not ended:
        phone.page.wait_for_timeout(20)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return _tasks(events)


def _tasks(events: list[dict[str, Any]]) -> list[float]:
    # The document before it, a blank page, has begun too.
    begun = max((event for event in events if event["name"] == "domLoading"), key=lambda event: event["ts"])
    thread = (begun["pid"], begun["tid"])
    return [
        event.get("tdur", 0) / 1000
        for event in events
        if event["name"] == "ThreadControllerImpl::RunTask"
        and event["ph"] == "X"
        and (event["pid"], event["tid"]) == thread
        and event["ts"] + event.get("dur", 0) > begun["ts"]
    ]
