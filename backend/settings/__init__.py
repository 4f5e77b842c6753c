"""Knows every setting and its default; each file beside it knows what may be wrong with its own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from flask import current_app

from backend import keys
from backend.care.load import ProtocolError, accepted_protocol, decoded, standard_text
from backend.settings import addresses, own_keys, stores
from backend.settings.given import PREFIX, Environment, Given, SettingsError

__all__ = ["Settings", "SettingsError", "settings"]

Scheduler = Literal["embedded", "off"]

_FURTHEST_OFFSET = 100 * 366 * 24 * 3600.0  # seconds; time zones are not known much further


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
        given = Given(environ)
        env = cast(Environment, given.one_of("ENV", ("development", "production", "test")))
        data_dir = stores.data_dir(given)
        port = given.whole("PORT", 8000, 1, 65535)
        return cls(
            env=env,
            data_dir=data_dir,
            host=given.text("HOST", "127.0.0.1"),
            port=port,
            database_url=stores.database_url(given, data_dir),
            public_url=addresses.public_url(given, env, port),
            secret_key=own_keys.secret_key(given, env, data_dir),
            vapid_private_key=own_keys.vapid_private_key(given, env, data_dir),
            vapid_old_private_keys=own_keys.vapid_old_private_keys(given),
            contact=addresses.contact(given, env),
            push_origins=addresses.push_origins(given),
            smtp_url=addresses.smtp_url(given),
            mail_from=addresses.mail_from(given),
            clock_offset=_clock_offset(given, env),
            scheduler=_scheduler(given, env),
            # Production is only reachable over https, which a proxy in front brings.
            proxies=given.whole("PROXIES", 1 if env == "production" else 0, 0, 9),
            photo_store=stores.photo_store(given, data_dir),
            photo_store_endpoint=stores.photo_store_endpoint(given, env),
            photo_store_region=given.text("PHOTO_STORE_REGION", "us-east-1"),
            photo_store_access_key=given.text("PHOTO_STORE_ACCESS_KEY", ""),
            photo_store_secret_key=given.secret("PHOTO_STORE_SECRET_KEY"),
            photo_key=own_keys.photo_key(given, env, data_dir),
            photo_old_keys=own_keys.photo_old_keys(given, data_dir),
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


def settings() -> Settings:
    """Return the settings of the running application."""
    found: Settings = current_app.extensions["settings"]
    return found


def _protocol_text(given: Given) -> str:
    """The protocol new courses begin with: the host's own file, or the built-in one."""
    path = given.text("PROTOCOL", "")
    if not path:
        return standard_text()
    try:
        text = decoded(Path(path).read_bytes(), path)
        accepted_protocol(text, path)
    except (OSError, ProtocolError) as error:
        raise SettingsError(
            f"STIPPLE_PROTOCOL names a file that cannot be used: {error}\nMend it until "
            "`python -m backend protocol check` finds nothing, or unset it for the built-in protocol."
        ) from error
    return text


def _clock_offset(given: Given, env: Environment) -> float:
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


def _scheduler(given: Given, env: Environment) -> Scheduler:
    order = ("off", "embedded") if env == "production" else ("embedded", "off")
    return cast(Scheduler, given.one_of("SCHEDULER", order))
