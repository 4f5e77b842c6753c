"""Knows what each command does: the function of `python -m backend NAME`, whose first line is its help.

Each imports what it needs by itself, so that none waits for what only another one uses.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from backend import keys, log
from backend.db import Database
from backend.settings import Settings, SettingsError

if TYPE_CHECKING:
    from backend.care.protocol import Protocol
    from backend.care.vocabulary import FactValue


def run(_given: argparse.Namespace) -> None:
    """Serve the app in this one process, with the scheduler inside unless it is off."""
    from backend.serve import serve

    settings = _settings()
    serve(settings, _ready(settings))


def demo(_given: argparse.Namespace) -> None:
    """Serve the app with a made-up patient who is half-way through a course."""
    from backend import clock
    from backend.demo import NAME, PASSPHRASE, add_demo_patient
    from backend.serve import serve

    # A folder of its own: everybody knows the passphrase of this patient.
    settings = Settings.from_env({"STIPPLE_DATA_DIR": "./data-demo", **os.environ})
    log.configure(settings)
    if settings.is_production:
        raise SettingsError(
            "The demo patient has a public passphrase. Unset STIPPLE_ENV to look at the demo."
        )
    database = _ready(settings)
    add_demo_patient(database, clock.now())
    print(f"Sign in as {NAME} with the passphrase: {PASSPHRASE}")
    serve(settings, database)


def _ready(settings: Settings) -> Database:
    from backend.install import require_known, require_ready

    database = Database(settings.database_url)
    require_known(database)
    database.migrate()
    require_ready(database, settings)
    return database


def migrate(_given: argparse.Namespace) -> None:
    """Bring the database up to date; run it once before new web and worker processes start."""
    from backend.install import require_known

    database = Database(_settings().database_url)
    require_known(database)
    database.migrate()
    database.close()


def backup(given: argparse.Namespace) -> None:
    """Copy the SQLite database to a file while the app runs; photos and keys are copied beside it."""
    from backend.backup import back_up
    from backend.install import require_migrated

    settings = _settings()
    database = Database(settings.database_url)
    require_migrated(database)
    back_up(database, given.file)
    database.close()
    print(f"The database is copied to {given.file}.")
    if not settings.photo_store.startswith("s3://"):
        print(f"Now copy the photos, which are sealed: {settings.photo_store}")


def health(_given: argparse.Namespace) -> int:
    """Say whether reminders go out; if not, what to look at, and end with 1."""
    from backend import clock
    from backend.health import health_of, trouble, write_down
    from backend.install import require_migrated

    database, now = Database(_settings().database_url), clock.now()
    require_migrated(database)
    write_down(database, now)
    found = trouble(health_of(database, now))
    database.close()
    print(found or "All is well: no reminder waits for longer than a few minutes.")
    return 1 if found else 0


def worker(_given: argparse.Namespace) -> None:
    """Send reminders until stopped; any number of workers may run."""
    from backend.install import require_ready
    from backend.worker import run_forever

    settings = _settings()
    database = Database(settings.database_url)
    require_ready(database, settings)
    database.close()
    run_forever(settings)


def tick(given: argparse.Namespace) -> None:
    """Do one tick as of an instant."""
    from backend.worker import tick_once

    tick_once(_settings(), at=given.at, is_dry_run=given.dry_run)


def openapi(_given: argparse.Namespace) -> None:
    """Print the description of the HTTP interface (OpenAPI 3.1)."""
    from backend import create_app

    print(json.dumps(create_app(_settings()).extensions["openapi"], indent=2, ensure_ascii=False))


def recover(given: argparse.Namespace) -> int:
    """Print a code with which a patient who forgot the passphrase can choose a new one, for ten minutes."""
    from backend import clock
    from backend.accounts.recovery import host_code
    from backend.install import require_migrated

    settings = _settings()
    database = Database(settings.database_url)
    require_migrated(database)
    code = host_code(database, given.name, clock.now())
    database.close()
    if code is None:
        print(f"Nobody here is called {given.name!r}. Ask for the name they sign in with.", file=sys.stderr)
        return 1
    print("First make sure that you speak to this patient. Then tell them this code:", f"  {code}", sep="\n")
    print("It works once, for ten minutes, at: Sign in, I forgot my passphrase.")
    return 0


def vapid_keys(_given: argparse.Namespace) -> None:
    """Print a fresh VAPID key pair; nothing is stored."""
    private = keys.new_vapid_key()
    print(f"STIPPLE_VAPID_PRIVATE_KEY={private}")
    print(f"# its public key, for your records: {keys.public_key_of(private)}")


def change_vapid_key(given: argparse.Namespace) -> int:
    """Take the VAPID key that is set although the former one is lost; says what that means first."""
    from backend import lost_key
    from backend.install import require_migrated

    settings = _settings()
    database = Database(settings.database_url)
    require_migrated(database)
    print(lost_key.consequences(lost_key.unreachable_devices(database, settings)))
    if given.yes:
        lost_key.change_vapid_key(database, settings)
    database.close()
    return _told(given, "The key that is set now counts. Start every web and worker process again.")


def change_photo_key(given: argparse.Namespace) -> int:
    """Take the photo key that is set although the former one is lost; says what that means first."""
    from backend import clock
    from backend.install import accept_photo_key, require_migrated
    from backend.photos import lost_key

    settings = _settings()
    database = Database(settings.database_url)
    require_migrated(database)
    print(lost_key.consequences(*lost_key.given_up(database, settings)))
    if given.yes:
        lost_key.give_up(database, settings, clock.now())
        with database.transaction() as session:
            accept_photo_key(session, settings)
    database.close()
    return _told(given, "They are removed, and the key that is set now counts. Start every process again.")


def _told(given: argparse.Namespace, done: str) -> int:
    """Say that a lost key was given up, or how it would be; return the exit status."""
    if given.yes:
        print(done)
        return 0
    print("Nothing was changed. If you still have the former key, set it again instead.")
    print("If it is lost for good, stop every web and worker process and run this again with --yes.")
    return 1


def photo_key(_given: argparse.Namespace) -> None:
    """Print a fresh master key for photos; nothing is stored."""
    print(f"STIPPLE_PHOTO_KEY={keys.new_photo_key()}")


def rotate_photo_key(_given: argparse.Namespace) -> None:
    """Seal every patient's key with the new master key; the former one stands in STIPPLE_PHOTO_OLD_KEYS."""
    from backend.install import pin_photo_key
    from backend.photos.rotate import rotate

    settings = _settings()
    database = Database(settings.database_url)
    pin_photo_key(database, settings)
    count = rotate(database, settings)
    database.close()
    print(f"{count} patients' keys are sealed anew, and no photo was touched.")
    print("Once every web process was started with the new key, run this again: if it says 0,")
    print("STIPPLE_PHOTO_OLD_KEYS can go.")


def sweep_photos(given: argparse.Namespace) -> int:
    """Say how many stored pictures belong to no photo of this database; with --yes remove them."""
    from backend import clock
    from backend.install import pin_photo_key, require_migrated
    from backend.photos.storage import StorageAway, storage_of
    from backend.photos.sweep import look, remove

    settings = _settings()
    database, storage = Database(settings.database_url), storage_of(settings)
    require_migrated(database)
    pin_photo_key(database, settings)  # another installation's database is known by another key
    try:
        found = look(database, storage, clock.now())
        print(
            f"{len(found.orphans)} of {found.objects} pictures in {settings.photo_store} are older than a day"
        )
        print("and belong to no photo of this database.")
        if given.yes:
            remove(storage, found)
    except StorageAway as error:
        raise SettingsError(f"The photos do not answer: {error}. Nothing more was removed.") from error
    finally:
        database.close()
    print(*_after_sweeping(is_removed=given.yes, is_doubtful=found.is_doubtful), sep="\n")
    return 0


def _after_sweeping(*, is_removed: bool, is_doubtful: bool) -> Sequence[str]:
    if is_removed:
        return ("They are removed.",)
    if not is_doubtful:
        return ("Nothing was removed: the worker does it by itself, once a day.",)
    return (
        "Nothing was removed, and the worker leaves so many alone: perhaps STIPPLE_DATABASE_URL or",
        "STIPPLE_PHOTO_STORE names another installation's, or the database was restored from an old backup.",
        "Then set them right, or restore a newer backup, first. If both are as they should be, run this",
        "again with --yes: the pictures are removed, and nobody can bring them back.",
    )


def check_protocol(given: argparse.Namespace) -> int:
    """Say what is wrong with a protocol file, or that nothing is."""
    from backend.care.load import ProtocolError, checked

    try:
        print(checked(_text_of(given.file), given.file.name))
    except ProtocolError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def simulate_protocol(given: argparse.Namespace) -> int:
    """Print the dated course a protocol makes of sessions at the given times."""
    from backend.care.load import ProtocolError, accepted_protocol
    from backend.care.simulate import simulate

    try:
        protocol = accepted_protocol(_text_of(given.file), given.file.name)
        facts = dict(_fact(protocol, text) for text in given.fact)
    except (ProtocolError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    modalities = frozenset(given.modality)
    print(*simulate(protocol, given.sessions, given.zone, modalities, facts, given.words), sep="\n")
    return 0


def _text_of(file: Path) -> str:
    from backend.care.load import decoded

    try:
        return decoded(file.read_bytes(), file.name)
    except OSError as error:
        raise SettingsError(f"{file} cannot be read ({error.strerror}). Name a protocol file.") from error


def _fact(protocol: Protocol, text: str) -> tuple[str, FactValue]:
    """An answer such as retinoid=cosmetic. ValueError with what to write."""
    from backend.courses.values import answer_refusal

    name, _, value = text.partition("=")
    question = protocol.questions.get(name)
    if question is None:
        raise ValueError(
            f"No question is called `{name}`. Its questions are: {', '.join(protocol.questions)}."
        )
    known: dict[str, FactValue] = {"true": True, "false": False}
    fact = known.get(value, int(value) if value.isdigit() else value)
    if answer_refusal(question, fact):
        choices = ", ".join(str(each).lower() for each in question.answers) or question.kind
        raise ValueError(f"`{name}` cannot be answered `{value}`. Use one of: {choices}.")
    return name, fact


def _settings() -> Settings:
    settings = Settings.from_env(os.environ)
    log.configure(settings)
    return settings
