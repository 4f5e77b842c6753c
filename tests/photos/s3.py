"""An S3 server on this machine (moto). It keeps objects like one, but does not check signatures."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from moto.server import ThreadedMotoServer

from backend.settings import Settings

BUCKET = "stipple-photos"


@contextmanager
def s3_server() -> Iterator[str]:
    """Start a server with an empty bucket, and yield its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    with urllib.request.urlopen(urllib.request.Request(f"{address}/{BUCKET}", method="PUT")) as made:
        assert made.status == 200
    try:
        yield address
    finally:
        server.stop()


def in_bucket(settings: Settings, address: str, folder: str) -> Settings:
    """The settings with photos in a folder of the bucket."""
    return replace(
        settings,
        photo_store=f"s3://{BUCKET}/{folder}",
        photo_store_endpoint=address,
        photo_store_access_key="a key nobody checks",
        photo_store_secret_key="a secret nobody checks",
    )
