"""Where everything is stored: the data folder, the database, the photos."""

from __future__ import annotations

import re
from pathlib import Path

from backend.settings.addresses import has_port_or_none, is_loopback, origin_of
from backend.settings.given import PREFIX, Environment, Given, SettingsError

_BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._/-]+)?")


def data_dir(given: Given) -> Path:
    folder = Path(given.text("DATA_DIR", "./data")).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"The data folder {folder} cannot be made ({error.strerror}). Let this user write there, or set "
            f"{PREFIX}DATA_DIR to another folder."
        ) from error
    return folder


def database_url(given: Given, data_dir: Path) -> str:
    url = given.secret("DATABASE_URL") or f"sqlite:///{data_dir / 'stipple.db'}"
    scheme, separator, rest = url.partition("://")
    if scheme in ("postgresql", "postgres", "postgresql+psycopg") and separator and has_port_or_none(url):
        return f"postgresql+psycopg://{rest}"
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return url
    raise SettingsError(
        f"{PREFIX}DATABASE_URL cannot be used. Set it to postgresql://user:password@host/name or "
        "sqlite:////absolute/path/stipple.db, or leave it out to use a file in the data folder."
    )


def photo_store(given: Given, data_dir: Path) -> str:
    store = given.text("PHOTO_STORE", str(data_dir / "photos")).rstrip("/")
    if _BUCKET.fullmatch(store) or ("://" not in store and Path(store).is_absolute()):
        return store
    raise SettingsError(
        f"{PREFIX}PHOTO_STORE is {store!r}. Set it to an absolute folder, or to s3://bucket or "
        "s3://bucket/folder, or leave it out to use a folder in the data folder."
    )


def photo_store_endpoint(given: Given, env: Environment) -> str:
    endpoint = given.text("PHOTO_STORE_ENDPOINT", "").rstrip("/")
    if endpoint and origin_of(endpoint) != endpoint:
        raise SettingsError(
            f"{PREFIX}PHOTO_STORE_ENDPOINT is {endpoint!r}. Set it to the address of your S3 server, such as "
            "https://s3.yourhost.com, or leave it out to use Amazon's."
        )
    if env == "production" and endpoint.startswith("http://") and not is_loopback(endpoint):
        raise SettingsError(
            f"{PREFIX}PHOTO_STORE_ENDPOINT is {endpoint!r}. Over plain http, whoever sits in between sees "
            "whose photos come and go. Give the S3 server a certificate and set its https address, or run "
            "it on this machine."
        )
    return endpoint
