"""Knows how the built front end leaves the server: which file may be kept, and for how long."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, send_from_directory

blueprint = Blueprint("front", __name__)

DIST = Path(__file__).parent.parent / "frontend" / "dist"

# What only some screens need: the service worker keeps it once it was fetched (frontend/sw/later.ts).
_LATER = "assets/later/"

_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Stipple</title>
<h1>The app is not built yet</h1>
<p>On the server, run <code>make build</code>, then start it again.</p>
</html>
"""
_WORKER_NOT_BUILT = "// The app is not built yet: run `make build` on the server, then start it again.\n"


def register(app: Flask, dist: Path = DIST) -> None:
    """Serve what was built into `dist`; the service worker is put together once, now."""
    app.extensions["front"] = dist
    app.extensions["service_worker"] = service_worker(dist)
    app.register_blueprint(blueprint)


@blueprint.get("/")
def show_app() -> Response:
    """Return the page of the app; always asked for again, so that a new release arrives."""
    if not (_dist() / "index.html").is_file():
        return Response(_NOT_BUILT, 503, mimetype="text/html")
    return _fresh(send_from_directory(_dist(), "index.html"))


@blueprint.get("/assets/<path:name>")
def show_asset(name: str) -> Response:
    """Return a file whose name holds the hash of its content: it may be kept for ever."""
    response = send_from_directory(_dist() / "assets", name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@blueprint.get("/icons/<path:name>")
def show_icon(name: str) -> Response:
    """Return an icon of the app."""
    return _fresh(send_from_directory(_dist() / "icons", name))


@blueprint.get("/manifest.json")
def show_manifest() -> Response:
    """Return the description the phone installs the app by."""
    return _fresh(send_from_directory(_dist(), "manifest.json", mimetype="application/manifest+json"))


@blueprint.get("/service-worker.js")
def show_service_worker() -> Response:
    """Return the service worker, with the list of files of the same build."""
    response = Response(current_app.extensions["service_worker"], mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = "/"
    return _fresh(response)


def service_worker(dist: Path) -> str:
    """Return the worker's script, preceded by the list of files it keeps for offline use.

    The version is a hash of the whole build, so that every release differs by a byte and is installed.
    """
    built = dist / "service-worker.js"
    if not built.is_file():
        return _WORKER_NOT_BUILT
    files = sorted(path for path in dist.rglob("*") if path.is_file() and path.suffix != ".map")
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(dist).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    precache = {
        "version": digest.hexdigest()[:16],
        "urls": [_address(path, dist) for path in files if path != built and not _is_later(path, dist)],
    }
    return f"self.__PRECACHE__={json.dumps(precache)};\n{built.read_text(encoding='utf-8')}"


def _address(path: Path, dist: Path) -> str:
    name = path.relative_to(dist).as_posix()
    return "/" if name == "index.html" else f"/{name}"


def _is_later(path: Path, dist: Path) -> bool:
    return path.relative_to(dist).as_posix().startswith(_LATER)


def _dist() -> Path:
    dist: Path = current_app.extensions["front"]
    return dist


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-cache"
    return response
