"""Knows the command line: the name of each command, what may follow it, and how a refusal ends."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

from sqlalchemy.exc import OperationalError

from backend import commands
from backend.care.vocabulary import COMPUTED_FACTS
from backend.settings import SettingsError


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
            "that this user may write to it, and that its disk has room.",
            file=sys.stderr,
        )
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m backend", description="Stipple's server.")
    subcommands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in (
        ("run", commands.run),
        ("demo", commands.demo),
        ("migrate", commands.migrate),
        ("worker", commands.worker),
        ("health", commands.health),
        ("openapi", commands.openapi),
        ("vapid-keys", commands.vapid_keys),
        ("photo-key", commands.photo_key),
        ("rotate-photo-key", commands.rotate_photo_key),
    ):
        _add(subcommands, name, command)
    backing_up = _add(subcommands, "backup", commands.backup)
    backing_up.add_argument("file", type=Path, metavar="FILE", help="such as /backup/stipple.db")
    changing = _add(subcommands, "change-vapid-key", commands.change_vapid_key)
    changing.add_argument("--yes", action="store_true", help="do it; without it, only say what would follow")
    giving_up = _add(subcommands, "change-photo-key", commands.change_photo_key)
    giving_up.add_argument("--yes", action="store_true", help="do it; without it, only say what would follow")
    sweeping = _add(subcommands, "sweep-photos", commands.sweep_photos)
    sweeping.add_argument("--yes", action="store_true", help="remove them; without it, only say how many")
    ticking = _add(subcommands, "tick", commands.tick)
    ticking.add_argument("--at", type=_instant, metavar="INSTANT", help="such as 2026-12-08T07:00:00+00:00")
    ticking.add_argument("--dry-run", action="store_true", help="only say what would be sent")
    recovering = _add(subcommands, "recover", commands.recover)
    recovering.add_argument("name", metavar="NAME", help="the name the patient signs in with")
    _add_protocol_commands(subcommands)
    return parser


def _add_protocol_commands(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    protocols = subcommands.add_parser("protocol", help="Look after protocol files.")
    known = protocols.add_subparsers(required=True, metavar="COMMAND")
    check = _add(known, "check", commands.check_protocol)
    check.add_argument("file", type=Path, metavar="FILE")
    simulating = _add(known, "simulate", commands.simulate_protocol)
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
        "--fact",
        nargs="+",
        default=[],
        metavar="QUESTION=ANSWER",
        help="such as area=face retinoid=cosmetic habits=exercise,swimming",
    )
    simulating.add_argument("--words", action="store_true", help="print what each says, too")


def _add(subcommands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, command: object):  # type: ignore[no-untyped-def]
    found = subcommands.add_parser(name, help=(command.__doc__ or "").splitlines()[0])
    found.set_defaults(run=command)
    return found


def _wall_time(text: str) -> datetime:
    found = _read(text, "a date and time", "2026-12-08T13:45")
    if ":" not in text:
        raise argparse.ArgumentTypeError(f"{text!r} has no time of day: write it as in 2026-12-08T13:45")
    if found.tzinfo is not None:
        raise argparse.ArgumentTypeError(f"{text!r} has an offset: leave it out, and give --zone")
    return found


def _instant(text: str) -> datetime:
    instant = _read(text, "an instant", "2026-12-08T07:00:00+00:00")
    if instant.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no offset: add Z or, for example, +01:00")
    return instant


def _read(text: str, what: str, example: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}, as in {example}") from error


def _zone(text: str) -> str:
    if text not in available_timezones():
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone; write one such as Europe/Berlin")
    return text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
