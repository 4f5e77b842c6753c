"""That the one-process server leaves to the app what the app decides: here, whom a proxy may name."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend import create_app
from backend.db import Database
from backend.serve import open_server
from backend.settings import Settings

FREE_TRIES = 50  # of wrong passphrases from one address


@contextmanager
def _served(settings: Settings, database: Database) -> Iterator[str]:
    """The address of the one-process server, as `make run` starts it, in a thread of this test."""
    server = open_server(create_app(settings, database=database), replace(settings, port=0))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(server.close)
        thread.join(timeout=10)


def _status_of_a_wrong_try(site: str, name: str, told: str) -> int:
    request = urllib.request.Request(
        f"{site}/api/session",
        data=json.dumps({"name": name, "passphrase": "not the right one"}).encode(),
        headers={
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
            "X-Forwarded-For": told,
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


@pytest.mark.parametrize(
    ("proxies", "told", "then", "expected"),
    [
        (1, "198.51.100.7", "203.0.113.9", 401),
        (1, "198.51.100.7", "203.0.113.9, 198.51.100.7", 429),
        (0, "198.51.100.7", "203.0.113.9", 429),
    ],
    ids=["another patient", "one who makes an address up", "no proxy to believe"],
)
def test_tries_count_for_whom_the_nearest_proxy_names(
    settings, database, stand, proxies, told, then, expected
):
    stand(datetime(2027, 1, 1, 9, 0, tzinfo=UTC))
    with _served(replace(settings, proxies=proxies), database) as site:
        statuses = [_status_of_a_wrong_try(site, f"nobody {n}", told) for n in range(FREE_TRIES + 1)]
        assert statuses == [401] * FREE_TRIES + [429]
        assert _status_of_a_wrong_try(site, "another", then) == expected
