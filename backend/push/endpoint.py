"""Knows which push addresses we are willing to post to."""

import hashlib
import ipaddress
import re
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

LONGEST = 2048
EXACT_HOSTS = {"fcm.googleapis.com"}
HOST_SUFFIXES = (".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")

_PRINTABLE = re.compile(r"[!-\[\]-~]+")  # ASCII without space and backslash
_LABEL = re.compile(r"(?!xn--)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
# Ranges that carry another address inside, or that `is_global` of some Python versions lets through.
_NEVER_PUBLIC = tuple(
    ipaddress.ip_network(text)
    for text in (
        "100.64.0.0/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "::ffff:0:0/96",
        "::/96",
        "fec0::/10",
    )
)


class BadEndpoint(ValueError):
    """A push address we refuse; its text is a sentence for the patient."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"This browser's push address cannot be used: {reason}. "
            "Please turn reminders on in an up-to-date Chrome, Edge, Firefox or Safari."
        )


def check_endpoint(url: str, extra_origins: Collection[str] = ()) -> str:
    """Return `url` if it belongs to a known push service or to an extra origin; else raise BadEndpoint.

    `extra_origins` are compared as exact `scheme://host:port` strings.
    """
    if len(url) > LONGEST:
        raise BadEndpoint(f"it is longer than {LONGEST} characters")
    if not _PRINTABLE.fullmatch(url):
        raise BadEndpoint("it has characters that do not belong in an address")
    parts = _split(url)
    if "#" in url:
        raise BadEndpoint("it has a fragment")
    if "@" in parts.netloc:
        raise BadEndpoint("it holds a user name")
    if len(parts.path + parts.query) < 2:
        raise BadEndpoint("it names no subscription")
    # The text before the path is compared as it stands: what a parser would forgive is refused.
    origin = url[: len(parts.scheme) + 3 + len(parts.netloc)]
    if origin not in extra_origins:
        _check_known_service(origin)
    return url


def origin_of(url: str) -> str:
    """Return `scheme://host[:port]` without a default port (RFC 6454), as VAPID's `aud` wants it."""
    parts = urlsplit(url)
    default = {"https": 443, "http": 80}.get(parts.scheme)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, default) else "")


def endpoint_hash(url: str) -> str:
    """Return the SHA-256 of an endpoint in hex: its name in the database, never its content."""
    return hashlib.sha256(url.encode()).hexdigest()


def host_for_log(url: str) -> str:
    """Name an endpoint in a log without giving it away: an endpoint is a key to the patient's phone."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    return f"{host or 'unknown'} {endpoint_hash(url)[:8]}"


def is_public_address(text: str) -> bool:
    """Say whether an IP address lies in the open internet, not in a private, shared or translated range."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.is_multicast or not address.is_global:
        return False
    return not any(address in network for network in _NEVER_PUBLIC)


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise BadEndpoint("it is not a web address") from error


def _check_known_service(origin: str) -> None:
    scheme, _, netloc = origin.partition("://")
    if scheme != "https":
        raise BadEndpoint("it does not begin with https://")
    host, colon, port = netloc.partition(":")
    if colon and port != "443":
        raise BadEndpoint("it uses an unusual port")
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise BadEndpoint("its host name is not written plainly")
    if host not in EXACT_HOSTS and not host.endswith(HOST_SUFFIXES):
        raise BadEndpoint("it is not one of the push services we know")
