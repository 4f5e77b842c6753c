"""Knows which answers are worth packing for a slow line, and how.

A small host has no proxy that would do it. What is packed holds no secret beside words a stranger could
choose, and other sites cannot make a browser ask for it, so its length tells nobody anything.
"""

from __future__ import annotations

import gzip

from flask import Response, request

# Below this, packing gains less than its own header costs.
_WORTH_BYTES = 1_000
_LEVEL = 6
_TYPES = frozenset(
    {
        "application/json",
        "application/manifest+json",
        "image/svg+xml",
        "text/css",
        "text/html",
        "text/javascript",
    }
)


def packed(response: Response) -> Response:
    """Return the answer, gzipped when the browser takes that and it is worth it."""
    if response.status_code != 200 or response.mimetype not in _TYPES or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or request.method == "HEAD":
        return response
    response.direct_passthrough = False
    content = response.get_data()
    if len(content) < _WORTH_BYTES:
        return response
    response.set_data(gzip.compress(content, _LEVEL, mtime=0))
    response.content_encoding = "gzip"
    etag, _ = response.get_etag()
    if etag:  # the same content in other bytes: the tag may no longer promise the bytes
        response.set_etag(etag, weak=True)
    return response
