"""The keys: given by the host, or outside production made once and kept where only their owner reads."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from backend import keys
from backend.settings.given import PREFIX, Environment, Given, SettingsError, reason
from backend.settings.stores import database_url, photo_store


def secret_key(given: Given, env: Environment, data_dir: Path) -> str:
    make = "`python -c 'import secrets; print(secrets.token_urlsafe(32))'`, keep it"
    key = _given_key(given, env, "SECRET_KEY", make)
    if key and len(key) < 32:
        raise SettingsError(f"{PREFIX}SECRET_KEY is too short. Set at least 32 random characters.")
    return key or _kept(data_dir / "secret_key", keys.new_secret)


def vapid_private_key(given: Given, env: Environment, data_dir: Path) -> str:
    make = "`python -m backend vapid-keys`, keep a copy (every phone's subscription depends on it)"
    key = _given_key(given, env, "VAPID_PRIVATE_KEY", make)
    return _checked_key("VAPID_PRIVATE_KEY", key or _kept(data_dir / "vapid_private_key", keys.new_vapid_key))


def vapid_old_private_keys(given: Given) -> tuple[str, ...]:
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


def photo_key(given: Given, env: Environment, data_dir: Path) -> str:
    make = (
        "`python -m backend photo-key`, keep a copy in another place than the backups (without it no photo "
        "can be opened)"
    )
    key = _given_key(given, env, "PHOTO_KEY", make)
    _refuse_beside(given, data_dir, "PHOTO_KEY")
    return _checked_photo_key("PHOTO_KEY", key or _kept(_beside(data_dir) / "photo_key", keys.new_photo_key))


def _refuse_beside(given: Given, data_dir: Path, name: str) -> None:
    """Refuse a key's file among the photos or beside the database: a copy of those must open no photo."""
    if not given.file(name):
        return
    path = Path(given.file(name)).resolve()
    store = photo_store(given, data_dir)
    scheme, _, database = database_url(given, data_dir).partition("///")
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


def photo_old_keys(given: Given, data_dir: Path) -> tuple[str, ...]:
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


def _given_key(given: Given, env: Environment, name: str, make: str) -> str:
    """Return the key the host gave, or "" where we may make our own."""
    key = given.secret(name)
    if not key and env == "production":
        raise SettingsError(
            f"{PREFIX}{name} is missing. Make one with {make}, and set it (or {PREFIX}{name}_FILE)."
        )
    return key


def _kept(path: Path, make: Callable[[], str]) -> str:
    """Return what the file holds; make it once if it is not there, also when two processes race."""
    try:
        if not path.exists():
            _make_once(path, make)
        kept = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The key in {path} cannot be read ({reason(error)}). Let this user read it, or bring it back "
            "from a backup."
        ) from error
    if not kept:
        raise SettingsError(f"The key in {path} is gone: the file is empty. Bring it back from a backup.")
    return kept


def _make_once(path: Path, make: Callable[[], str]) -> None:
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")  # 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(make() + "\n")
                file.flush()
                os.fsync(file.fileno())
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
