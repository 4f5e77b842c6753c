"""Knows the cast and the stage of every test: a fresh database, an app, and Alice, Bob and Charlie.

Alice has a course, Bob has another, Charlie must see nothing. Nothing leaves this machine.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from backend import clock, create_app
from backend.db import Database
from backend.photos.cleaner import Cleaner
from backend.settings import Settings
from tests import postgresql

PASSPHRASE = "four calm green lamps"
VAPID_PRIVATE_KEY = "Dt1CLgQlkiaA-tmCkATyKZeoF1-Gtw1-gdEP6pOCqj4"
PHOTO_KEY = "5b2gEoXr0mCq0uW0bq6qk1oT8c5H3Yk2nQzL7m1sV9A"
CLOCK = ("STIPPLE_ENV", "STIPPLE_CLOCK_OFFSET", "STIPPLE_CLOCK_STANDS_AT")


def _refuse_other_machines(event: str, arguments: tuple[Any, ...]) -> None:
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise AssertionError(f"a test tried to reach {host}: tests may only talk to this machine")


# An audit hook sees every connection, whichever library makes it, and replaces nothing.
sys.addaudithook(_refuse_other_machines)


# A test tool brings rich along, with which structlog would draw every traceback slowly, variables and all.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.fixture
def now() -> datetime:
    """An ordinary Tuesday morning, for everything that takes the time as an argument."""
    return datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def own_clock() -> Iterator[None]:
    """Put the clock of the app back after a test that moved it."""
    kept = {name: os.environ.get(name) for name in CLOCK}
    yield
    for name, value in kept.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def travel(own_clock: None) -> Callable[[datetime], None]:
    """Move the clock of the app to an instant, from which it goes on, for tests that come in over HTTP."""

    def travel_to(instant: datetime) -> None:
        offset = (instant - clock.real_now()).total_seconds()
        os.environ.update(STIPPLE_ENV="test", STIPPLE_CLOCK_OFFSET=str(offset), STIPPLE_CLOCK_STANDS_AT="")

    return travel_to


@pytest.fixture
def stand(own_clock: None) -> Callable[[datetime], None]:
    """Let the clock of the app stand at an instant: on a busy machine a second ends between two requests."""

    def stand_at(instant: datetime) -> None:
        os.environ.update(STIPPLE_ENV="test", STIPPLE_CLOCK_STANDS_AT=instant.isoformat())

    return stand_at


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
            "STIPPLE_PHOTO_KEY": PHOTO_KEY,
            "STIPPLE_SCHEDULER": "off",
        }
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "postgresql: needs PostgreSQL; left out with -m 'not postgresql'")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let the tests of the data run on both databases."""
    path = metafunc.definition.path.relative_to(Path(__file__).parent).as_posix()
    if "engine" in metafunc.fixturenames and path in postgresql.ON_BOTH and not postgresql.GIVEN:
        both = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
        metafunc.parametrize("engine", both, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The kind of database of this test."""
    return str(getattr(request, "param", "postgresql" if postgresql.GIVEN else "sqlite"))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database, migrated once; every test gets a copy."""
    path = tmp_path_factory.mktemp("migrated") / "stipple.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.PostgreSql]:
    """A PostgreSQL, started when the first test asks for it."""
    with postgresql.server() as found:
        yield found


@pytest.fixture
def database_url(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of this test's own."""
    if engine == "postgresql":
        server: postgresql.PostgreSql = request.getfixturevalue("postgresql_server")
        with server.new_database() as url:
            yield url
        return
    path = tmp_path / "data" / "stipple.db"
    path.parent.mkdir()
    shutil.copy(request.getfixturevalue("migrated_file"), path)
    yield f"sqlite:///{path}"


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The test's database, opened."""
    database = Database(settings.database_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def cleaner() -> Iterator[Cleaner]:
    """The children that clean photos, started when the first photo comes in."""
    cleaner = Cleaner()
    yield cleaner
    cleaner.close()


@pytest.fixture
def app(settings: Settings, database: Database, cleaner: Cleaner) -> Flask:
    """The whole application over the test's database."""
    app = create_app(settings, database=database)
    app.testing = True
    app.extensions["cleaner"] = cleaner
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
