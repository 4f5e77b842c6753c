"""Knows how the application is put together, and which time-zone data every process uses."""

from __future__ import annotations

import os
import warnings
import zoneinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from backend.db import Database
    from backend.settings import Settings

__version__ = "0.1.0"

# Only the pinned tzdata package counts: the system's files differ from machine to machine, and two
# processes that disagree about a zone would compute two different mornings.
zoneinfo.reset_tzpath(to=())


def _say_who_reminds(settings: Settings) -> None:
    """A web server may start many processes, so none holds the scheduler: nobody would be reminded."""
    from backend.settings import SettingsError

    if settings.scheduler != "embedded":
        return
    sentence = (
        "STIPPLE_SCHEDULER is embedded, but only `python -m backend run` holds the scheduler inside. "
        "Set it to off, and start `python -m backend worker` beside this web server."
    )
    if settings.is_production:
        raise SettingsError(sentence)
    warnings.warn(sentence, stacklevel=2)


def create_app(settings: Settings | None = None, *, database: Database | None = None) -> Flask:
    """Return the web application; settings come from the environment when none are given.

    A web server calls it as "backend:create_app()". In production SettingsError stops it when the
    database is not migrated, or was used with another VAPID key.
    """
    # Imported here so that the pure packages (backend.care) load without Flask.
    from backend import log
    from backend.settings import Settings
    from backend.web import build

    if settings is None:
        settings = Settings.from_env(os.environ)
        log.configure(settings)
        _say_who_reminds(settings)
    return build(settings, database)
