"""Knows how to open connections to the open internet only, whatever a name server answers."""

import socket
from collections.abc import Callable
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError

from backend.push.endpoint import is_public_address

Resolve = Callable[[str], list[str]]


def resolve(host: str) -> list[str]:
    """Return all addresses of a host name; OSError when there are none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]


class NotPublic(NewConnectionError):
    """The name of a push service led to a private address: nothing was sent."""


class PublicOnlyAdapter(HTTPAdapter):
    """Carries https requests to hosts all of whose addresses are public."""

    def __init__(self, resolve: Resolve = resolve) -> None:
        self._resolve = resolve
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """Give the pool connections that look at the address before the first byte."""
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = {"https": _pool_class(self._resolve)}


def _pool_class(resolve: Resolve) -> type[HTTPSConnectionPool]:
    class Connection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            try:
                addresses = resolve(self.host)
            except OSError as error:
                raise NameResolutionError(self.host, self, error) from error  # type: ignore[arg-type]
            if not addresses or not all(is_public_address(each) for each in addresses):
                raise NotPublic(self, "the host has an address that is not public")
            opened = super()._new_conn()
            # A second look at what was really reached: the name may have been answered twice.
            if not is_public_address(str(opened.getpeername()[0])):
                opened.close()
                raise NotPublic(self, "the host was reached at an address that is not public")
            return opened

    class Pool(HTTPSConnectionPool):
        ConnectionCls = Connection

    return Pool
