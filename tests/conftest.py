"""Knows the cast and the stage of every test: a fresh database, an app, and Alice, Bob and Charlie.

Alice has a course, Bob has another, Charlie must see nothing. Nothing leaves this machine.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import NullPool, create_engine, text

from backend import clock, create_app
from backend.db import Database
from backend.settings import Settings

PASSPHRASE = "four calm green lamps"
POSTGRESQL = os.environ.get("STIPPLE_TEST_POSTGRESQL", "").replace("postgresql://", "postgresql+psycopg://")
VAPID_PRIVATE_KEY = "Dt1CLgQlkiaA-tmCkATyKZeoF1-Gtw1-gdEP6pOCqj4"


def _refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise AssertionError(f"a test tried to reach {host}: tests may only talk to this machine")


# An audit hook sees every connection, whichever library makes it, and replaces nothing.
sys.addaudithook(_refuse_other_machines)


@pytest.fixture
def now() -> datetime:
    """An ordinary Tuesday morning, for everything that takes the time as an argument."""
    return datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def travel() -> Iterator[Callable[[datetime], None]]:
    """Move the clock of the app to an instant, for tests that come in over HTTP."""
    kept = {name: os.environ.get(name) for name in ("STIPPLE_ENV", "STIPPLE_CLOCK_OFFSET")}

    def travel_to(instant: datetime) -> None:
        os.environ["STIPPLE_ENV"] = "test"
        offset = (instant - clock.real_now()).total_seconds()
        os.environ["STIPPLE_CLOCK_OFFSET"] = str(offset)

    yield travel_to
    for name, value in kept.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Settings of a test: a data folder and database of its own, cheap passphrase hashes, fixed keys."""
    return Settings.from_env(
        {
            "STIPPLE_ENV": "test",
            "STIPPLE_DATA_DIR": str(tmp_path / "data"),
            "STIPPLE_DATABASE_URL": database_url,
            "STIPPLE_SECRET_KEY": "a secret for tests that is long enough",
            "STIPPLE_VAPID_PRIVATE_KEY": VAPID_PRIVATE_KEY,
            "STIPPLE_SCHEDULER": "off",
        }
    )


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty database, migrated once; every test gets a copy.

    It is SQLite, or with STIPPLE_TEST_POSTGRESQL=postgresql://… a database on that server.
    """
    if not POSTGRESQL:
        path = tmp_path_factory.mktemp("migrated") / "stipple.db"
        _migrate(f"sqlite:///{path}")
        yield str(path)
        return
    with _on_server(f"stipple_{uuid.uuid4().hex}", template="template0") as (name, url):
        _migrate(url)
        yield name


@pytest.fixture
def database_url(tmp_path: Path, migrated: str) -> Iterator[str]:
    """The address of a database of this test's own."""
    if POSTGRESQL:
        with _on_server(f"stipple_{uuid.uuid4().hex}", template=migrated) as (_name, url):
            yield url
        return
    path = tmp_path / "data" / "stipple.db"
    path.parent.mkdir()
    shutil.copy(migrated, path)
    yield f"sqlite:///{path}"


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The test's database, opened."""
    database = Database(settings.database_url)
    yield database
    database.close()


def _migrate(url: str) -> None:
    database = Database(url)
    database.migrate()
    database.close()


@contextmanager
def _on_server(name: str, template: str) -> Iterator[tuple[str, str]]:
    """Make a database on the PostgreSQL server, and drop it in the end."""
    admin = create_engine(POSTGRESQL, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield name, admin.url.set(database=name).render_as_string(hide_password=False)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    """The whole application over the test's database."""
    app = create_app(settings, database=database)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return browser(app)


@pytest.fixture
def alice(app: Flask) -> FlaskClient:
    """Alice's browser, signed in."""
    return signed_up(app, "Alice")


@pytest.fixture
def bob(app: Flask) -> FlaskClient:
    """Bob's browser, signed in."""
    return signed_up(app, "Bob")


@pytest.fixture
def charlie(app: Flask) -> FlaskClient:
    """Charlie's browser, signed in; Charlie has nothing and must see nothing."""
    return signed_up(app, "Charlie")


def browser(app: Flask) -> FlaskClient:
    """Return a client that, like a browser on our page, says that its requests are same-origin."""
    client = app.test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def signed_up(app: Flask, name: str) -> FlaskClient:
    """Return the browser of a patient who just made an account."""
    client = browser(app)
    answer = client.post(
        "/api/account", json={"name": name, "passphrase": PASSPHRASE, "zone": "Europe/Berlin"}
    )
    assert answer.status_code == 201, answer.text
    return client
