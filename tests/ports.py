"""Knows how a port is kept for a server that starts later, stops for a while, or never comes."""

from __future__ import annotations

import random
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Below those that systems give to whoever asks for any (32768 on Linux, 49152 elsewhere).
_PORTS = range(20_000, 32_000)


@contextmanager
def kept_port() -> Iterator[int]:
    """Yield a port of this machine that nobody else gets: no connection, and no test beside this one.

    Linux shares a bound port with a server that sets SO_REUSEADDR, so that it stays bound here beside it.
    """
    with socket.socket() as keeper:
        port = _bound(keeper)
        if sys.platform != "linux":
            keeper.close()
        yield port


def _bound(keeper: socket.socket) -> int:
    # Not by the seed of a run in random order: two runs side by side would begin with the same one.
    for port in random.SystemRandom().sample(_PORTS, len(_PORTS)):
        try:
            keeper.bind(("127.0.0.1", port))
        except OSError:
            continue
        if sys.platform == "linux":  # only now, or two keepers could share one port
            keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return port
    raise AssertionError(f"No port is free from {_PORTS[0]} to {_PORTS[-1]}.")
