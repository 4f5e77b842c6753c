"""What leaves packed: long text, for browsers that take it; and it unpacks to the same bytes."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask, Response

from backend.compress import packed

LONG = "a few plain words " * 200
GZIP = {"Accept-Encoding": "br;q=1, gzip;q=0.8"}


def answer(content: str, mimetype: str = "application/json", status: int = 200) -> Response:
    return Response(content, status, mimetype=mimetype)


def pack(response: Response, method: str = "GET", **headers: str) -> Response:
    with Flask(__name__).test_request_context("/", method=method, headers=headers):
        return packed(response)


@pytest.mark.parametrize(
    "mimetype", ["application/json", "text/javascript", "text/css", "image/svg+xml", "text/html"]
)
def test_long_text_leaves_packed_and_unpacks_to_itself(mimetype: str) -> None:
    sent = pack(answer(LONG, mimetype), **GZIP)
    assert sent.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent.get_data()).decode() == LONG
    assert int(sent.headers["Content-Length"]) == len(sent.get_data()) < len(LONG) / 10
    assert "Accept-Encoding" in sent.headers["Vary"], "a cache in between keeps both"


@pytest.mark.parametrize(
    ("response", "headers"),
    [
        (answer(LONG), {}),
        (answer(LONG), {"Accept-Encoding": "gzip;q=0"}),
        (answer("short"), GZIP),
        (answer(LONG, "image/png"), GZIP),
        (answer(LONG, status=404), GZIP),
    ],
)
def test_anything_else_leaves_as_it_is(response: Response, headers: dict[str, str]) -> None:
    content = response.get_data()
    sent = pack(response, **headers)
    assert "Content-Encoding" not in sent.headers
    assert sent.get_data() == content


def test_what_is_packed_is_known_again(client, app, tmp_path) -> None:
    app.extensions["front"] = tmp_path
    (tmp_path / "index.html").write_text(LONG)
    with client.get("/", headers=GZIP) as first:
        assert gzip.decompress(first.get_data()).decode() == LONG
        tag = first.headers["ETag"]
    assert tag.startswith("W/"), "the tag stands for the content, not for these bytes"
    with client.get("/", headers={**GZIP, "If-None-Match": tag}) as again:
        assert again.status_code == 304
