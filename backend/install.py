"""Knows what must never change between two starts of one installation, such as its VAPID key."""

from __future__ import annotations

import structlog
from sqlalchemy import String
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend import migrations
from backend.db import Base, Database, insert_into
from backend.photos import store as photos
from backend.photos import vault
from backend.settings import Settings, SettingsError

_VAPID = "vapid_public_key"
_PHOTOS = "photo_key_id"

_log = structlog.get_logger("stipple.install")


class Install(Base):
    """A fact of this installation, by name."""

    __tablename__ = "install"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(2000))


def require_ready(database: Database, settings: Settings) -> None:
    """Refuse with SettingsError to start on a database of another release or of other keys."""
    require_migrated(database)
    pin_vapid_key(database, settings)
    pin_photo_key(database, settings)
    _tell_missing_photo_keys(database, settings)


def require_migrated(database: Database) -> None:
    """Refuse with SettingsError to work on a database of another release."""
    require_known(database)
    if not migrations.is_current(database):
        raise SettingsError(
            "The database is not at this release. Run `python -m backend migrate` once, then start again."
        )


def require_known(database: Database) -> None:
    """Refuse with SettingsError to touch a database of a later release."""
    if not migrations.is_known(database):
        raise SettingsError(
            "The database belongs to a later release than this one. Start that release again, or restore the "
            "copy that was made before it."
        )


def pin_vapid_key(database: Database, settings: Settings) -> None:
    """Remember the VAPID public key at the first start; later, SettingsError when another one is set.

    The pin lives in the database, beside the subscriptions that are bound to the key (RFC 8292 §4.2): a
    restored or moved database brings it along, and every web and worker process sees the same one. A key
    kept as an old one (STIPPLE_VAPID_OLD_PRIVATE_KEYS) may be followed by a new one.
    """
    _pin(
        database,
        _VAPID,
        settings.vapid_public_key,
        settings.vapid_old_public_keys,
        "STIPPLE_VAPID_PRIVATE_KEY is not the key this database was used with: every phone would stop "
        "getting reminders. Set the former key again. To change keys on purpose, also put the former "
        "one into STIPPLE_VAPID_OLD_PRIVATE_KEYS. If it is lost for good, run "
        "`python -m backend change-vapid-key`, which says what that means.",
    )


def pin_photo_key(database: Database, settings: Settings) -> None:
    """Remember the name of the photos' master key at the first start; SettingsError for another one."""
    _pin(
        database,
        _PHOTOS,
        vault.master_ids([settings.photo_key])[0],
        vault.master_ids(settings.photo_old_keys),
        "STIPPLE_PHOTO_KEY is not the key this database was used with: no photo could be opened. Set the "
        "former key again. To change keys on purpose, also put the former one into STIPPLE_PHOTO_OLD_KEYS "
        "and run `python -m backend rotate-photo-key`. If it is lost for good, run "
        "`python -m backend change-photo-key`, which says what that means.",
    )


def _tell_missing_photo_keys(database: Database, settings: Settings) -> None:
    """Say at the start whose photos a former key is missing for. Reminders go on: it may be lost for good."""
    known = vault.master_ids([settings.photo_key, *settings.photo_old_keys])
    with database.read() as session:
        count = len(photos.patients_sealed_with_others(session, known))
    if count:
        _log.error(
            "photo_key_missing",
            count=count,
            do="put every former key into STIPPLE_PHOTO_OLD_KEYS and run python -m backend rotate-photo-key",
        )


def _pin(database: Database, key: str, value: str, former: tuple[str, ...], refusal: str) -> None:
    """Remember the value at the first start; later only it, or one that follows a former one, is taken."""
    with database.transaction() as session:
        first = insert_into(session, Install).values(key=key, value=value)
        session.execute(first.on_conflict_do_nothing())  # another process may pin it at the same moment
        pinned = session.get_one(Install, key)
        if pinned.value != value and pinned.value not in former:
            raise SettingsError(refusal)
        pinned.value = value


def accept_vapid_key(session: Session, settings: Settings) -> None:
    """Pin the key that is set, whichever was pinned before."""
    session.merge(Install(key=_VAPID, value=settings.vapid_public_key))


def accept_photo_key(session: Session, settings: Settings) -> None:
    """Pin the photo key that is set, whichever was pinned before."""
    session.merge(Install(key=_PHOTOS, value=vault.master_ids([settings.photo_key])[0]))
