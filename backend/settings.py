"""Knows every setting: its name, its default, what is wrong with a value and how to fix it."""

from __future__ import annotations

import math
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from flask import current_app

from backend import keys
from backend.care.load import ProtocolError, accepted_protocol, standard_text

PREFIX = "STIPPLE_"
Environment = Literal["production", "development", "test"]
Scheduler = Literal["embedded", "off"]

# RFC 2606 and RFC 6761: names that never reach a person. Push services refuse them (403 BadJwtToken).
_RESERVED_ENDINGS = ("localhost", "local", "invalid", "test", "example", "internal", "home.arpa")
_RESERVED_HOSTS = ("example.com", "example.net", "example.org")
_FURTHEST_OFFSET = 100 * 366 * 24 * 3600.0  # seconds; time zones are not known much further
_DEVELOPMENT_CONTACT = "mailto:development@localhost"


_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._/-]+)?")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")  # other scripts as browsers send them: xn--…


class SettingsError(Exception):
    """A setting that cannot be used; the sentence says how to fix it."""


@dataclass(frozen=True)
class Settings:
    """All settings of one process; made by `from_env`, never changed."""

    env: Environment
    data_dir: Path
    host: str
    port: int
    database_url: str = field(repr=False)
    public_url: str
    secret_key: str = field(repr=False)
    vapid_private_key: str = field(repr=False)
    vapid_old_private_keys: tuple[str, ...] = field(repr=False)
    contact: str
    push_origins: tuple[str, ...]
    smtp_url: str = field(repr=False)
    mail_from: str
    clock_offset: float
    scheduler: Scheduler
    proxies: int
    photo_store: str
    photo_store_endpoint: str
    photo_store_region: str
    photo_store_access_key: str = field(repr=False)
    photo_store_secret_key: str = field(repr=False)
    photo_key: str = field(repr=False)
    photo_old_keys: tuple[str, ...] = field(repr=False)
    protocol_text: str = field(repr=False)
    raises_for_health: bool

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read all settings; SettingsError names the first that cannot be used and its remedy.

        Outside production, missing keys are made once and kept in the data folder.
        """
        given = _Given(environ)
        env = cast(Environment, given.one_of("ENV", ("development", "production", "test")))
        data_dir = _data_dir(given)
        port = given.whole("PORT", 8000, 1, 65535)
        return cls(
            env=env,
            data_dir=data_dir,
            host=given.text("HOST", "127.0.0.1"),
            port=port,
            database_url=_database_url(given, data_dir),
            public_url=_public_url(given, env, port),
            secret_key=_secret_key(given, env, data_dir),
            vapid_private_key=_vapid_private_key(given, env, data_dir),
            vapid_old_private_keys=_vapid_old_private_keys(given),
            contact=_contact(given, env),
            push_origins=_push_origins(given),
            smtp_url=_smtp_url(given),
            mail_from=_mail_from(given),
            clock_offset=_clock_offset(given, env),
            scheduler=_scheduler(given, env),
            # Production is only reachable over https, which a proxy in front brings.
            proxies=given.whole("PROXIES", 1 if env == "production" else 0, 0, 9),
            photo_store=_photo_store(given, data_dir),
            photo_store_endpoint=_photo_store_endpoint(given),
            photo_store_region=given.text("PHOTO_STORE_REGION", "us-east-1"),
            photo_store_access_key=given.text("PHOTO_STORE_ACCESS_KEY", ""),
            photo_store_secret_key=given.secret("PHOTO_STORE_SECRET_KEY"),
            photo_key=_photo_key(given, env, data_dir),
            photo_old_keys=_photo_old_keys(given, data_dir),
            protocol_text=_protocol_text(given),
            raises_for_health=given.one_of("HEALTH_FLAGS", ("on", "off")) == "on",
        )

    @property
    def is_production(self) -> bool:
        """Whether patients rely on this process."""
        return self.env == "production"

    @property
    def is_https(self) -> bool:
        """Whether patients reach the app over TLS."""
        return self.public_url.startswith("https://")

    @property
    def vapid_public_key(self) -> str:
        """The key browsers subscribe with: base64url, uncompressed point."""
        return keys.public_key_of(self.vapid_private_key)

    @property
    def vapid_old_public_keys(self) -> tuple[str, ...]:
        """The keys that older subscriptions are still bound to."""
        return tuple(keys.public_key_of(key) for key in self.vapid_old_private_keys)


def _protocol_text(given: _Given) -> str:
    """The protocol new courses begin with: the host's own file, or the built-in one."""
    path = given.text("PROTOCOL", "")
    if not path:
        return standard_text()
    try:
        text = Path(path).read_text(encoding="utf-8")
        accepted_protocol(text, path)
    except (OSError, UnicodeDecodeError, ProtocolError) as error:
        raise SettingsError(
            f"STIPPLE_PROTOCOL names a file that cannot be used: {error}\nMend it until "
            "`python -m backend protocol check` finds nothing, or unset it for the built-in protocol."
        ) from error
    return text


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.extensions["settings"]
    return found


class _Given:
    """The environment as it was given, read by setting name."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str, default: str) -> str:
        return self._environ.get(PREFIX + name, "").strip() or default

    def secret(self, name: str) -> str:
        """Return the value, or the content of the file that NAME_FILE points to, or ""."""
        value, path = self.text(name, ""), self.file(name)
        if value and path:
            raise SettingsError(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set. Keep one of them.")
        if not path:
            return value
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"{PREFIX}{name}_FILE points to {path}, which cannot be read ({_reason(error)}). "
                "Check that the file exists, holds text, and that this user may read it."
            ) from error

    def file(self, name: str) -> str:
        """Return where the file with this secret lies, or ""."""
        return self.text(f"{name}_FILE", "")

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, allowed[0])
        if value not in allowed:
            raise SettingsError(f"{PREFIX}{name} is {value!r}. Set it to one of: {', '.join(allowed)}.")
        return value

    def whole(self, name: str, default: int, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
            raise SettingsError(f"{PREFIX}{name} is {value!r}. Set it to a number from {low} to {high}.")
        return int(value)


def _data_dir(given: _Given) -> Path:
    folder = Path(given.text("DATA_DIR", "./data")).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The data folder {folder} cannot be made ({error.strerror}). Let this user write there, or set "
            f"{PREFIX}DATA_DIR to another folder."
        ) from error
    return folder


def _database_url(given: _Given, data_dir: Path) -> str:
    url = given.secret("DATABASE_URL") or f"sqlite:///{data_dir / 'stipple.db'}"
    scheme, separator, rest = url.partition("://")
    if scheme in ("postgresql", "postgres", "postgresql+psycopg") and separator and _has_port_or_none(url):
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return url
    raise SettingsError(
        f"{PREFIX}DATABASE_URL cannot be used. Set it to postgresql://user:password@host/name or "
        "sqlite:////absolute/path/stipple.db, or leave it out to use a file in the data folder."
    )


def _has_port_or_none(url: str) -> bool:
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False


def _public_url(given: _Given, env: Environment, port: int) -> str:
    url = given.text("PUBLIC_URL", f"http://localhost:{port}").rstrip("/")
    if _origin(url) != url:
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is {url!r}. Set it to the address patients open, such as "
            "https://stipple.yourclinic.com: scheme and host, in small letters, no usual port, no path."
        )
    if env == "production" and not url.startswith("https://") and not _is_loopback(url):
        raise SettingsError(
            f"{PREFIX}PUBLIC_URL is {url!r}. Browsers allow reminders only over https: put a proxy with a "
            "certificate in front, and set the https address."
        )
    return url


def _secret_key(given: _Given, env: Environment, data_dir: Path) -> str:
    key = given.secret("SECRET_KEY")
    if not key and env == "production":
        raise SettingsError(
            f"{PREFIX}SECRET_KEY is missing. Make one with "
            "`python -c 'import secrets; print(secrets.token_urlsafe(32))'`, keep it, and set it "
            f"(or {PREFIX}SECRET_KEY_FILE)."
        )
    if key and len(key) < 32:
        raise SettingsError(f"{PREFIX}SECRET_KEY is too short. Set at least 32 random characters.")
    return key or _kept(data_dir / "secret_key", keys.new_secret)


def _vapid_private_key(given: _Given, env: Environment, data_dir: Path) -> str:
    key = given.secret("VAPID_PRIVATE_KEY")
    if not key and env == "production":
        raise SettingsError(
            f"{PREFIX}VAPID_PRIVATE_KEY is missing. Make one with `python -m backend vapid-keys`, keep a "
            "copy (every phone's subscription depends on it), and set it "
            f"(or {PREFIX}VAPID_PRIVATE_KEY_FILE)."
        )
    return _checked_key("VAPID_PRIVATE_KEY", key or _kept(data_dir / "vapid_private_key", keys.new_vapid_key))


def _vapid_old_private_keys(given: _Given) -> tuple[str, ...]:
    found = given.secret("VAPID_OLD_PRIVATE_KEYS").replace(",", " ").split()
    return tuple(_checked_key("VAPID_OLD_PRIVATE_KEYS", key) for key in found)


def _checked_key(name: str, key: str) -> str:
    try:
        keys.public_key_of(key)
    except ValueError as error:
        raise SettingsError(
            f"{PREFIX}{name} holds something that is not a VAPID private key. It must be the 43 characters "
            "that `python -m backend vapid-keys` prints."
        ) from error
    return key


def _photo_store(given: _Given, data_dir: Path) -> str:
    store = given.text("PHOTO_STORE", str(data_dir / "photos")).rstrip("/")
    if _BUCKET.fullmatch(store) or ("://" not in store and Path(store).is_absolute()):
        return store
    raise SettingsError(
        f"{PREFIX}PHOTO_STORE is {store!r}. Set it to an absolute folder, or to s3://bucket or "
        "s3://bucket/folder, or leave it out to use a folder in the data folder."
    )


def _photo_store_endpoint(given: _Given) -> str:
    endpoint = given.text("PHOTO_STORE_ENDPOINT", "").rstrip("/")
    if endpoint and _origin(endpoint) != endpoint:
        raise SettingsError(
            f"{PREFIX}PHOTO_STORE_ENDPOINT is {endpoint!r}. Set it to the address of your S3 server, such as "
            "https://s3.yourhost.com, or leave it out to use Amazon's."
        )
    return endpoint


def _photo_key(given: _Given, env: Environment, data_dir: Path) -> str:
    key = given.secret("PHOTO_KEY")
    if not key and env == "production":
        raise SettingsError(
            f"{PREFIX}PHOTO_KEY is missing. Make one with `python -m backend photo-key`, keep a copy in "
            f"another place than the backups (without it no photo can be opened), and set it (or "
            f"{PREFIX}PHOTO_KEY_FILE)."
        )
    _refuse_beside(given, data_dir, "PHOTO_KEY")
    return _checked_photo_key("PHOTO_KEY", key or _kept(_beside(data_dir) / "photo_key", keys.new_photo_key))


def _refuse_beside(given: _Given, data_dir: Path, name: str) -> None:
    """Refuse a key's file among the photos or beside the database: a copy of those must open no photo."""
    if not given.file(name):
        return
    path = Path(given.file(name)).resolve()
    store = _photo_store(given, data_dir)
    scheme, _, database = _database_url(given, data_dir).partition("///")
    among = {
        "in the data folder": path.is_relative_to(data_dir.resolve()),
        "among the photos": "://" not in store and path.is_relative_to(Path(store).resolve()),
        "beside the database": scheme == "sqlite:" and path.parent == Path(database).resolve().parent,
    }
    place = next((place for place, is_there in among.items() if is_there), None)
    if place is not None:
        raise SettingsError(
            f"{PREFIX}{name}_FILE lies {place}. Whoever takes a copy of that could open every photo: keep "
            "the key in another place."
        )


def _beside(data_dir: Path) -> Path:
    """Return the folder for what must not lie in the data folder: a copy of that one opens no photo."""
    folder = data_dir.with_name(f"{data_dir.name}-keys")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The folder {folder} for the photo key cannot be made ({error.strerror}). Let this user write "
            f"there, or set {PREFIX}PHOTO_KEY."
        ) from error
    return folder


def _photo_old_keys(given: _Given, data_dir: Path) -> tuple[str, ...]:
    _refuse_beside(given, data_dir, "PHOTO_OLD_KEYS")
    found = given.secret("PHOTO_OLD_KEYS").replace(",", " ").split()
    return tuple(_checked_photo_key("PHOTO_OLD_KEYS", key) for key in found)


def _checked_photo_key(name: str, key: str) -> str:
    if not keys.is_photo_key(key):
        raise SettingsError(
            f"{PREFIX}{name} holds something that is not a key for photos. It must be the 43 characters that "
            "`python -m backend photo-key` prints."
        )
    return key


def _contact(given: _Given, env: Environment) -> str:
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
    return is_name and not is_reserved


def _push_origins(given: _Given) -> tuple[str, ...]:
    origins = given.text("PUSH_ORIGINS", "").replace(",", " ").split()
    for origin in origins:
        if _origin(origin) != origin:
            raise SettingsError(
                f"{PREFIX}PUSH_ORIGINS holds {origin!r}. Write exact origins, such as "
                "https://push.yourdomain.com:8443: scheme, host and port, no path, separated by commas."
            )
    return tuple(origins)


def _smtp_url(given: _Given) -> str:
    url = given.secret("SMTP_URL")
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or not _has_port_or_none(url):
        raise SettingsError(
            f"{PREFIX}SMTP_URL cannot be used. Set it to smtps://user:password@host:465, or to "
            "smtp://user:password@host:587 for a server with STARTTLS; write special characters of the "
            "password as %40 and the like. Leave it out to send no e-mail."
        )
    if parts.path.strip("/") or parts.query:
        raise SettingsError(f"{PREFIX}SMTP_URL ends after the host and port. Remove what follows.")
    return url


def _mail_from(given: _Given) -> str:
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


def _clock_offset(given: _Given, env: Environment) -> float:
    value = given.text("CLOCK_OFFSET", "0")
    try:
        offset = float(value)
    except ValueError:
        offset = math.nan
    if not abs(offset) <= _FURTHEST_OFFSET:
        raise SettingsError(
            f"{PREFIX}CLOCK_OFFSET is {value!r}. Set it to a number of seconds, such as 86400 or -3600."
        )
    if offset and env != "test":
        raise SettingsError(
            f"{PREFIX}CLOCK_OFFSET moves the clock and would send reminders on the wrong day. "
            f"Remove it, or set {PREFIX}ENV=test."
        )
    return offset


def _scheduler(given: _Given, env: Environment) -> Scheduler:
    order = ("off", "embedded") if env == "production" else ("embedded", "off")
    return cast(Scheduler, given.one_of("SCHEDULER", order))


def _origin(url: str) -> str | None:
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


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in ("localhost", "127.0.0.1", "::1")


def _kept(path: Path, make: Callable[[], str]) -> str:
    """Return what the file holds; make it once if it is not there, also when two processes race."""
    try:
        if not path.exists():
            _make_once(path, make)
        kept = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The key in {path} cannot be read ({_reason(error)}). Let this user read it, or bring it back "
            "from a backup."
        ) from error
    if not kept:
        raise SettingsError(f"The key in {path} is gone: the file is empty. Bring it back from a backup.")
    return kept


def _make_once(path: Path, make: Callable[[], str]) -> None:
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # 0600
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(make() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(temporary, path)  # unlike a rename, it never replaces the key of a faster process
        except FileExistsError:
            pass
        finally:
            os.unlink(temporary)
    except OSError as error:
        raise SettingsError(
            f"The data folder {path.parent} cannot be written ({error.strerror}). "
            f"Let this user write there, or set {PREFIX}DATA_DIR to another folder."
        ) from error


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it is not text"
