"""Knows the command line: `python -m backend COMMAND`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from sqlalchemy.exc import OperationalError

from backend import keys, log
from backend.care.protocol import COMPUTED_FACTS
from backend.db import Database
from backend.settings import Settings, SettingsError

if TYPE_CHECKING:
    from flask import Flask

    from backend.care.protocol import FactValue, Protocol

_THREADS = 16
_LARGEST_BODY = 16 * 1024**2  # taken in before the app sees it, to be refused with a sentence
# No body and no answer is put into a temporary file: a photo in clear must never touch a disk.
_NEVER_ON_DISK = 64 * 1024**2


def main(arguments: list[str]) -> int:
    """Run one command; return 0, or 1 after a sentence that says what to do."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except SettingsError as error:
        print(error, file=sys.stderr)
    except OperationalError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        print(
            f"The database does not answer ({reason}). Check STIPPLE_DATABASE_URL, that its server runs, and "
            "that this user may write to it.",
            file=sys.stderr,
        )
    return 1


def run(_given: argparse.Namespace) -> None:
    """Serve the app in this one process, with the scheduler inside unless it is off."""
    settings = _settings()
    database = _ready(settings)
    _serve(settings, database)


def demo(_given: argparse.Namespace) -> None:
    """Serve the app with a made-up patient who is half-way through a course."""
    from backend import clock
    from backend.demo import NAME, PASSPHRASE, add_demo_patient

    settings = _settings()
    if settings.is_production:
        raise SettingsError(
            "The demo patient has a public passphrase. Unset STIPPLE_ENV to look at the demo."
        )
    database = _ready(settings)
    add_demo_patient(database, clock.now())
    print(f"Sign in as {NAME} with the passphrase: {PASSPHRASE}")
    _serve(settings, database)


def _ready(settings: Settings) -> Database:
    from backend.install import require_ready

    database = Database(settings.database_url)
    database.migrate()
    require_ready(database, settings)
    return database


def _serve(settings: Settings, database: Database) -> None:
    from backend import create_app

    app = create_app(settings, database=database)
    server = _server(app, settings)
    if settings.scheduler == "embedded":
        from backend.worker import start_embedded

        start_embedded(app)
    print(f"Stipple is ready: open {settings.public_url}", flush=True)
    server.run()


def migrate(_given: argparse.Namespace) -> None:
    """Bring the database up to date; run it once before new web and worker processes start."""
    Database(_settings().database_url).migrate()


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
    if given.yes:
        print("The key that is set now counts. Start every web and worker process again.")
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
    from backend.install import require_migrated
    from backend.photos.storage import StorageAway, storage_of
    from backend.photos.sweep import look, remove

    settings = _settings()
    database, storage = Database(settings.database_url), storage_of(settings)
    require_migrated(database)
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
    print(*_after_sweeping(is_removed=given.yes, is_needed=found.is_doubtful), sep="\n")
    return 0


def _after_sweeping(*, is_removed: bool, is_needed: bool) -> Sequence[str]:
    if is_removed:
        return ("They are removed.",)
    if not is_needed:
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
        print(checked(given.file.read_text(encoding="utf-8"), given.file.name))
    except (OSError, ProtocolError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def simulate_protocol(given: argparse.Namespace) -> int:
    """Print the dated course a protocol makes of sessions at the given times."""
    from backend.care.load import ProtocolError, accepted_protocol
    from backend.care.simulate import simulate

    try:
        protocol = accepted_protocol(given.file.read_text(encoding="utf-8"), given.file.name)
        facts = dict(_fact(protocol, text) for text in given.fact)
    except (OSError, ProtocolError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(*simulate(protocol, given.sessions, given.zone, frozenset(given.modality), facts), sep="\n")
    return 0


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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend", description="Stipple's server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in (
        ("run", run),
        ("demo", demo),
        ("migrate", migrate),
        ("worker", worker),
        ("openapi", openapi),
        ("vapid-keys", vapid_keys),
        ("photo-key", photo_key),
        ("rotate-photo-key", rotate_photo_key),
    ):
        _add(commands, name, command)
    changing = _add(commands, "change-vapid-key", change_vapid_key)
    changing.add_argument("--yes", action="store_true", help="do it; without it, only say what would follow")
    sweeping = _add(commands, "sweep-photos", sweep_photos)
    sweeping.add_argument("--yes", action="store_true", help="remove them; without it, only say how many")
    ticking = _add(commands, "tick", tick)
    ticking.add_argument("--at", type=_instant, metavar="INSTANT", help="such as 2026-12-08T07:00:00+00:00")
    ticking.add_argument("--dry-run", action="store_true", help="only say what would be sent")
    recovering = _add(commands, "recover", recover)
    recovering.add_argument("name", metavar="NAME", help="the name the patient signs in with")
    _add_protocol_commands(commands)
    return parser


def _add_protocol_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    protocols = commands.add_parser("protocol", help="Look after protocol files.")
    known = protocols.add_subparsers(required=True, metavar="COMMAND")
    check = _add(known, "check", check_protocol)
    check.add_argument("file", type=Path, metavar="FILE")
    simulating = _add(known, "simulate", simulate_protocol)
    simulating.add_argument("file", type=Path, metavar="FILE")
    simulating.add_argument(
        "--sessions",
        type=_wall_time,
        nargs="+",
        required=True,
        metavar="START",
        help="such as 2026-12-08T13:45",
    )
    simulating.add_argument("--zone", type=_zone, default="Europe/London", help="such as Europe/Berlin")
    simulating.add_argument("--modality", nargs="+", default=["pen"], choices=COMPUTED_FACTS["modality"])
    simulating.add_argument(
        "--fact", nargs="+", default=[], metavar="QUESTION=ANSWER", help="such as area=face retinoid=cosmetic"
    )


def _wall_time(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a date and time, as in 2026-12-08T13:45"
        ) from error
    if found.tzinfo is not None:
        raise argparse.ArgumentTypeError(f"{text!r} has an offset: leave it out, and give --zone")
    return found


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone; write one such as Europe/Berlin")
    return text


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, command: object):  # type: ignore[no-untyped-def]
    found = commands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
    found.set_defaults(run=command)
    return found


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not an instant") from error
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no offset: add Z or, for example, +01:00")
    return instant


def _server(app: Flask, settings: Settings) -> Any:
    import waitress

    try:
        return waitress.create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=_THREADS,
            max_request_body_size=_LARGEST_BODY,
            inbuf_overflow=_NEVER_ON_DISK,
            outbuf_overflow=_NEVER_ON_DISK,
            ident=None,
        )
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"Port {settings.port} of {settings.host} cannot be opened ({error}). Stop what uses it, or set "
            "STIPPLE_PORT, or STIPPLE_HOST, to another."
        ) from error


def _settings() -> Settings:
    settings = Settings.from_env(os.environ)
    log.configure(settings)
    return settings


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
