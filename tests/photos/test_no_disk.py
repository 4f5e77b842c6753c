"""A photo in clear never touches a disk: whatever is written while one comes in and is shown is sealed."""

from __future__ import annotations

import http.client
import os
import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.db import new_id
from backend.serve import open_server
from backend.settings import Settings
from tests.photos.pictures import JPEG_START, begin_course, drawn, headers_of, saved

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_written: list[str] | None = None


def _note_writing(event: str, arguments: tuple[object, ...]) -> None:
    if _written is None or event != "open":
        return
    path, _mode, flags = arguments
    if isinstance(flags, int) and flags & WRITES:
        _written.append(str(path))


sys.addaudithook(_note_writing)


@pytest.fixture
def written() -> Iterator[list[str]]:
    """Every file this process opens for writing during the test."""
    global _written
    _written = []
    yield _written
    _written = None


@pytest.fixture
def port(app: Flask, settings: Settings) -> Iterator[int]:
    """The port of the one-process server, as `make run` starts it."""
    server = open_server(app, replace(settings, port=0))
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server.effective_port
    server.task_dispatcher.shutdown()
    server.trigger.pull_trigger(server.close)  # in the server's own thread: closed beneath it, its wait fails
    thread.join(timeout=10)
    assert not thread.is_alive()


def test_a_photo_of_eight_megabytes_is_written_nowhere_but_sealed(
    alice: FlaskClient, port: int, written: list[str], tmp_path: Path
) -> None:
    data = saved(drawn((3000, 2000))) + os.urandom(8_000_000)  # a motion photo, with its tail
    assert data.startswith(JPEG_START)
    course, photo_id = begin_course(alice), new_id()
    cookie = alice.get_cookie("stipple")
    assert cookie is not None
    told = {"Cookie": f"stipple={cookie.value}", "Sec-Fetch-Site": "same-origin"}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("PUT", f"/api/photos/{photo_id}", data, {**headers_of(data, course), **told})
    answer = line.getresponse()
    assert answer.status == 201, answer.read()
    answer.read()
    for path in (f"/api/photos/{photo_id}/full", "/api/photos/archive"):
        line.request("GET", path, headers=told)
        answer = line.getresponse()
        assert answer.status == 200 and len(answer.read()) > 10_000
    line.close()
    photos = re.escape(str(tmp_path / "data" / "photos"))
    ours = re.compile(rf"{photos}/[0-9a-f-]+(/\.new-\w+)?|/dev/null")
    elsewhere = [path for path in written if not ours.fullmatch(path) and not path.isdigit()]
    assert elsewhere == []
    assert len([path for path in written if "/.new-" in path]) == 2, "the test saw the two sealed files"
    for path in (tmp_path / "data").rglob("*"):
        if path.is_file():
            assert JPEG_START not in path.read_bytes(), path
