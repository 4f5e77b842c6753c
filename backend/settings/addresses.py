"""Addresses a setting may hold: ours, the push services', the mail server's and whom to ask."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from backend.settings.given import PREFIX, Environment, Given, SettingsError

# RFC 2606 and RFC 6761: names that never reach a person. Push services refuse them (403 BadJwtToken).
_RESERVED_ENDINGS = ("localhost", "local", "invalid", "test", "example", "internal", "home.arpa")
_RESERVED_HOSTS = ("example.com", "example.net", "example.org")
_EXAMPLES = ("yourclinic.com", "yourdomain.com")  # as .env.example and our sentences write it
_DEVELOPMENT_CONTACT = "mailto:development@localhost"
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")  # other scripts as browsers send them: xn--…


def public_url(given: Given, env: Environment, port: int) -> str:
    url = given.text("PUBLIC_URL", f"http://localhost:{port}").rstrip("/")
    if origin_of(url) != url:
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is {url!r}. Set it to the address patients open, such as "
            "https://stipple.yourclinic.com: scheme and host, in small letters, no usual port, no path."
        )
    if env == "production" and not url.startswith("https://") and not is_loopback(url):
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is {url!r}. Browsers allow reminders only over https: put a proxy with a "
            "certificate in front, and set the https address."
        )
    if env == "production" and _is_example(urlsplit(url).hostname or ""):
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is still {url!r}, as in the example. Set it to the address patients open: "
            "passkeys and reminders are bound to it."
        )
    return url


def push_origins(given: Given) -> tuple[str, ...]:
    origins = given.text("PUSH_ORIGINS", "").replace(",", " ").split()
    for origin in origins:
        if origin_of(origin) != origin:
            raise SettingsError(
                f"{PREFIX}PUSH_ORIGINS holds {origin!r}. Write exact origins, such as "
                "https://push.yourdomain.com:8443: scheme, host and port, no path, separated by commas."
            )
    return tuple(origins)


def contact(given: Given, env: Environment) -> str:
    contact = given.text("CONTACT", "" if env == "production" else _DEVELOPMENT_CONTACT)
    if env == "production" and not _is_reachable(contact):
        raise SettingsError(
            f"{PREFIX}CONTACT is {contact!r}. Push services want to know whom to ask: set it to "
            "mailto:name@yourdomain.com or https://yourdomain.com, a real domain, without spaces or brackets."
        )
    if not contact.startswith(("mailto:", "https://")):
        raise SettingsError(f"{PREFIX}CONTACT is {contact!r}. It must start with mailto: or https://.")
    return contact


def _is_reachable(contact: str) -> bool:
    if any(character in contact for character in " <>\t\r\n,;"):
        return False
    if contact.startswith("mailto:"):
        name, _, host = contact.removeprefix("mailto:").partition("@")
        if not name or "?" in contact:
            return False
    elif contact.startswith("https://"):
        host = urlsplit(contact).hostname or ""
    else:
        return False
    labels = host.lower().split(".")
    is_name = len(labels) > 1 and all(labels) and labels[-1].isalpha() and "@" not in host
    is_reserved = host.lower() in _RESERVED_HOSTS or f".{host.lower()}".endswith(
        tuple(f".{ending}" for ending in _RESERVED_ENDINGS)
    )
    return is_name and not is_reserved and not _is_example(host.lower())


def _is_example(host: str) -> bool:
    return f".{host}".endswith(tuple(f".{example}" for example in _EXAMPLES))


def smtp_url(given: Given) -> str:
    url = given.secret("SMTP_URL")
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not has_port_or_none(url):
        raise SettingsError(
            f"{PREFIX}SMTP_URL cannot be used. Set it to smtps://user:password@host:465, or to "
            "smtp://user:password@host:587 for a server with STARTTLS; write special characters of the "
            "password as %40 and the like. Leave it out to send no e-mail."
        )
    if parts.path.strip("/") or parts.query:
        raise SettingsError(f"{PREFIX}SMTP_URL ends after the host and port. Remove what follows.")
    return url


def mail_from(given: Given) -> str:
    sender = given.text("MAIL_FROM", "")
    if not sender and not given.secret("SMTP_URL"):
        return ""
    name, _, host = sender.partition("@")
    if not name or not host or any(character in sender for character in " <>\t\r\n,;"):
        raise SettingsError(
            f"{PREFIX}MAIL_FROM is {sender!r}. Set it to the address our letters come from, such as "
            "stipple@yourclinic.com; your mail server must be allowed to send for it."
        )
    return sender


def origin_of(url: str) -> str | None:
    """Return the origin an address spells out, or None when it is no http address."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    is_ipv6 = ":" in parts.hostname
    if not is_ipv6 and not _HOST.fullmatch(parts.hostname):
        return None
    if port == {"http": ":80", "https": ":443"}[parts.scheme]:
        port = ""  # browsers leave it out
    host = f"[{parts.hostname}]" if is_ipv6 else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def has_port_or_none(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")
