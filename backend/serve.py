"""Knows how the app is served to browsers by one process: threads, limits, and nothing put on a disk."""

from __future__ import annotations

from typing import Any

import waitress
from flask import Flask

from backend import create_app
from backend.db import Database
from backend.settings import Settings, SettingsError
from backend.worker import start_embedded

_THREADS = 16
_LARGEST_BODY = 16 * 1024**2  # taken in before the app sees it, to be refused with a sentence
# No body and no answer is put into a temporary file: a photo in clear must never touch a disk.
_NEVER_ON_DISK = 64 * 1024**2


def serve(settings: Settings, database: Database) -> None:
    """Serve until stopped, with the scheduler inside unless it is off."""
    app = create_app(settings, database=database)
    server = open_server(app, settings)
    if settings.scheduler == "embedded":
        start_embedded(app)
    print(f"Stipple is ready: open {settings.public_url}", flush=True)
    if settings.scheduler == "off":
        print("It sends no reminders: `python -m backend worker`, beside it, does.", flush=True)
    server.run()


def open_server(app: Flask, settings: Settings) -> Any:
    """The server at its open port. SettingsError when the port cannot be had."""
    try:
        return waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=_THREADS,
            max_request_body_size=_LARGEST_BODY,
            inbuf_overflow=_NEVER_ON_DISK,
            outbuf_overflow=_NEVER_ON_DISK,
            # Whom a proxy names is believed or not in web.py; taken away here, all patients were one address.
            clear_untrusted_proxy_headers=False,
            ident=None,
        )
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"Port {settings.port} of {settings.host} cannot be opened ({error}). Stop what uses it, or set "
            "STIPPLE_PORT, or STIPPLE_HOST, to another."
        ) from error
