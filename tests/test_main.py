"""The command line: what it prints, and that a server started with it serves and stops."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backend import keys
from backend.__main__ import main
from tests.ports import kept_port

ROOT = Path(__file__).parent.parent


def _command(*arguments: str, **environ: str) -> subprocess.Popen[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("STIPPLE_")}
    return subprocess.Popen(
        [sys.executable, "-m", "backend", *arguments],
        cwd=ROOT,
        env={**bare, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _production() -> dict[str, str]:
    return {
        "STIPPLE_ENV": "production",
        "STIPPLE_SECRET_KEY": "s" * 40,
        "STIPPLE_VAPID_PRIVATE_KEY": keys.new_vapid_key(),
        "STIPPLE_PHOTO_KEY": keys.new_photo_key(),
        "STIPPLE_CONTACT": "mailto:it@clinic.org",
    }


@pytest.fixture
def port() -> Iterator[str]:
    """Where a server of this test may listen."""
    with kept_port() as port:
        yield str(port)


def test_vapid_keys_prints_a_pair_that_belongs_together(capsys):
    assert main(["vapid-keys"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    private = first.removeprefix("STIPPLE_VAPID_PRIVATE_KEY=")
    assert second.endswith(keys.public_key_of(private))


def test_photo_key_prints_a_key_that_can_be_set(capsys):
    assert main(["photo-key"]) == 0
    assert keys.is_photo_key(capsys.readouterr().out.strip().removeprefix("STIPPLE_PHOTO_KEY="))


def test_the_photo_key_is_changed_with_the_former_one_at_hand_and_not_without(tmp_path):
    data, old, new = {"STIPPLE_DATA_DIR": str(tmp_path)}, keys.new_photo_key(), keys.new_photo_key()
    _command("migrate", **data, STIPPLE_PHOTO_KEY=old).communicate(timeout=60)
    for environ, status in (
        ({"STIPPLE_PHOTO_KEY": old}, 0),
        ({"STIPPLE_PHOTO_KEY": new}, 1),
        ({"STIPPLE_PHOTO_KEY": new, "STIPPLE_PHOTO_OLD_KEYS": old}, 0),
        ({"STIPPLE_PHOTO_KEY": new}, 0),
    ):
        process = _command("rotate-photo-key", **data, **environ)
        _out, err = process.communicate(timeout=60)
        assert process.returncode == status, err
        assert "Traceback" not in err


def test_a_photo_key_that_is_lost_is_changed_only_with_a_yes(tmp_path):
    data, new = {"STIPPLE_DATA_DIR": str(tmp_path / "data")}, {"STIPPLE_PHOTO_KEY": keys.new_photo_key()}
    for arguments, environ, status, words in (
        (["migrate"], {}, 0, ""),
        (["sweep-photos"], {}, 0, "0 of 0"),
        (["change-photo-key"], new, 1, "0, of 0 of your patients. They are to be removed"),
        (["sweep-photos"], new, 1, ""),
        (["change-photo-key", "--yes"], new, 0, "the key that is set now counts"),
        (["sweep-photos"], new, 0, "0 of 0"),
    ):
        process = _command(*arguments, **data, **environ)
        out, err = process.communicate(timeout=60)
        assert process.returncode == status, err
        assert words in out and "Traceback" not in err


def test_pictures_of_nobody_are_counted_and_removed_only_with_a_yes(tmp_path):
    data = {"STIPPLE_DATA_DIR": str(tmp_path / "data"), "STIPPLE_PHOTO_STORE": str(tmp_path / "photos")}
    _command("migrate", **data).communicate(timeout=60)
    for number in range(30):
        path = tmp_path / "photos" / "somebody" / f"{number}.full"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"sealed")
        os.utime(path, (0, 0))
    outcomes = []
    for arguments in ((), ("--yes",), ()):
        process = _command("sweep-photos", *arguments, **data)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, ""), err
        outcomes.append(
            (out.splitlines()[0].split(" pictures")[0], len(list((tmp_path / "photos").rglob("*.full"))))
        )
    assert outcomes == [("30 of 30", 30), ("30 of 30", 0), ("0 of 0", 0)]


def test_a_database_of_another_photo_key_removes_no_picture(tmp_path):
    data = {"STIPPLE_DATA_DIR": str(tmp_path / "data"), "STIPPLE_PHOTO_STORE": str(tmp_path / "photos")}
    path = tmp_path / "photos" / "somebody" / "1.full"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"sealed")
    os.utime(path, (0, 0))
    for arguments in (("migrate",), ("sweep-photos",)):
        _command(*arguments, **data).communicate(timeout=60)
    process = _command("sweep-photos", "--yes", **data, STIPPLE_PHOTO_KEY=keys.new_photo_key())
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, "")
    assert "STIPPLE_PHOTO_KEY is not the key this database was used with" in err
    assert path.exists()


def test_protocol_check_takes_the_built_in_protocol(capsys):
    assert main(["protocol", "check", str(ROOT / "backend/care/protocols/standard.yaml")]) == 0
    assert "nothing to correct" in capsys.readouterr().out


def test_protocol_check_says_what_to_correct(capsys, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: mine\n")
    assert main(["protocol", "check", str(path)]) == 1
    assert "mine.yaml" in capsys.readouterr().err


def test_protocol_check_refuses_a_contradiction_at_its_line(capsys, tmp_path):
    text = (ROOT / "backend/care/protocols/standard.yaml").read_text()
    path = tmp_path / "mine.yaml"
    guarded = "until: course_end, not_until_after_end: spf_start"
    path.write_text(text.replace(guarded, "until: course_end"))
    assert main(["protocol", "check", str(path)]) == 1
    line = text[: text.index("  - id: A12\n")].count("\n") + 1
    assert f"Line {line}: Step A12 allows something before `spf_start`" in capsys.readouterr().err


def test_protocol_check_takes_the_table_of_symptoms_and_names_its_mistakes(capsys, tmp_path):
    text = (ROOT / "backend/care/protocols/symptoms.yaml").read_text()
    path = tmp_path / "symptoms.yaml"
    path.write_text(text)
    assert main(["protocol", "check", str(path)]) == 0
    assert "41 rules, nothing to correct" in capsys.readouterr().out
    path.write_text(text.replace('"8+": C13}', '"9+": C13}', 1))
    assert main(["protocol", "check", str(path)]) == 1
    assert "begin on day 8" in capsys.readouterr().err


STANDARD = str(ROOT / "backend/care/protocols/standard.yaml")


def test_protocol_simulate_prints_the_dated_course(capsys):
    sessions = ["--sessions", "2027-01-12T13:45", "2026-12-08T13:45", "--zone", "Europe/Berlin"]
    assert (
        main(["protocol", "simulate", STANDARD, *sessions, "--fact", "area=face", "retinoid=cosmetic"]) == 0
    )
    lines = capsys.readouterr().out.splitlines()
    assert "Mon 30 Nov 2026 20:00          push  B10  Tomorrow: pause your retinoid" in lines
    assert "Tue 15 Dec 2026 18:00  day 7   push! A22  Day 7: check-in" in lines
    assert any(line.startswith("Mon 11 Jan 2027 20:00  day 34  push! B19") for line in lines)


def test_protocol_simulate_adds_the_words_when_asked(capsys):
    given = ["--sessions", "2026-12-08T13:45", "--modality", "rf", "--fact", "area=face", "--words"]
    assert main(["protocol", "simulate", STANDARD, *given]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    at = next(number for number, line in enumerate(lines) if line.endswith("Moisturiser: thin plain layer"))
    assert lines[at + 1].startswith("Plain, unscented, 4 times a day")
    assert lines[at + 2].startswith("Why: Keeps the barrier moist")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
@pytest.mark.parametrize("command", [["check"], ["simulate", "--sessions", "2026-12-08T13:45"]])
def test_a_file_of_another_encoding_is_told_with_its_line(capsys, tmp_path, encoding, command):
    path = tmp_path / "mine.yaml"
    path.write_bytes("# Größe\nid: mine\n".encode(encoding))
    assert main(["protocol", command[0], str(path), *command[1:]]) == 1
    said = capsys.readouterr().err
    assert "Line 1: this letter is not written in UTF-8." in said and "Save it again" in said


def test_a_file_with_a_mark_of_its_encoding_is_read(capsys, tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + Path(STANDARD).read_bytes())
    assert main(["protocol", "check", str(path)]) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--fact", "retinol=none"], "No question is called `retinol`"),
        (["--fact", "retinoid=shop"], "Use one of: none, cosmetic, prescribed"),
    ],
)
def test_protocol_simulate_says_how_to_state_a_fact(capsys, arguments, words):
    given = ["protocol", "simulate", STANDARD, "--sessions", "2026-12-08T13:45", *arguments]
    assert main(given) == 1
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sessions", "tomorrow"], "not a date and time"),
        (["--sessions", "2026-12-08T13:45Z"], "has an offset"),
        (["--sessions", "2026-12-08"], "has no time of day"),
        (["--sessions", "2026-12-08T13:45", "--zone", "Mars"], "no time zone"),
    ],
)
def test_protocol_simulate_says_how_to_write_a_session(capsys, arguments, words):
    with pytest.raises(SystemExit):
        main(["protocol", "simulate", STANDARD, *arguments])
    assert words in capsys.readouterr().err


def test_protocol_check_says_when_there_is_no_such_file(capsys, tmp_path):
    assert main(["protocol", "check", str(tmp_path / "none.yaml")]) == 1
    assert "none.yaml cannot be read (No such file or directory). Name" in capsys.readouterr().err


@pytest.mark.parametrize("instant", ["tomorrow", "2026-12-08T07:00:00"])
def test_an_instant_needs_a_date_a_time_and_an_offset(capsys, instant):
    with pytest.raises(SystemExit):
        main(["tick", "--at", instant])
    assert instant in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["tick"], ["tick", "--dry-run"], ["recover", "Alice"], ["health"]])
def test_a_data_folder_that_was_never_started_is_said_with_the_command_to_run_first(tmp_path, arguments):
    command = _command(*arguments, STIPPLE_DATA_DIR=str(tmp_path))
    _out, err = command.communicate(timeout=60)
    assert command.returncode == 1
    assert err == (
        "The database is not at this release. Run `python -m backend migrate` once, then start again.\n"
    )


@pytest.mark.parametrize("name", ["migrate", "run", "worker"])
def test_a_database_of_a_later_release_is_said_and_not_touched(tmp_path, port, name):
    data = {"STIPPLE_DATA_DIR": str(tmp_path), "STIPPLE_PORT": port}
    _command("migrate", **data).communicate(timeout=60)
    with closing(sqlite3.connect(tmp_path / "stipple.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    command = _command(name, **data)
    _out, err = command.communicate(timeout=60)
    assert command.returncode == 1
    assert err.startswith("The database belongs to a later release than this one. Start that release again")


def test_an_unusable_setting_ends_with_its_sentence_and_no_traceback(tmp_path):
    command = _command("migrate", STIPPLE_ENV="production", STIPPLE_DATA_DIR=str(tmp_path))
    _out, err = command.communicate(timeout=60)
    assert command.returncode == 1
    assert err.startswith("STIPPLE_")
    assert "Traceback" not in err


def test_a_host_who_asks_for_the_state_and_a_copy_gets_both(tmp_path):
    data = {"STIPPLE_DATA_DIR": str(tmp_path / "data")}
    _command("migrate", **data).communicate(timeout=60)
    for arguments, words in (
        (["health"], "All is well"),
        (["backup", str(tmp_path / "copy.db")], f"Now copy the photos, which are sealed: {tmp_path}"),
    ):
        command = _command(*arguments, **data)
        out, err = command.communicate(timeout=60)
        assert (command.returncode, err) == (0, "")
        assert words in out


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all/stipple.db", "sqlite:////tmp", "postgresql://me@127.0.0.1:9/name"]
)
@pytest.mark.parametrize("name", ["migrate", "worker", "health"])
def test_a_database_that_does_not_answer_is_said_without_a_traceback(tmp_path, name, url):
    command = _command(name, STIPPLE_DATA_DIR=str(tmp_path), STIPPLE_DATABASE_URL=url)
    _out, err = command.communicate(timeout=60)
    assert command.returncode == 1
    assert "The database does not answer (" in err
    assert "Traceback" not in err


def test_a_port_that_is_taken_is_said_without_a_traceback(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        command = _command("run", STIPPLE_ENV="test", STIPPLE_DATA_DIR=str(tmp_path), STIPPLE_PORT=port)
        out, err = command.communicate(timeout=60)
    assert command.returncode == 1
    assert f"Port {port} of 127.0.0.1 cannot be opened" in err
    assert "Traceback" not in err
    assert "ready" not in out


def test_a_web_server_that_would_remind_nobody_says_so_and_does_not_start_in_production(tmp_path):
    environ = {"STIPPLE_DATA_DIR": str(tmp_path), "STIPPLE_SCHEDULER": "embedded"}
    for more, code in (({"STIPPLE_ENV": "development"}, 0), (_production(), 1)):
        served = subprocess.run(
            [sys.executable, "-c", "import backend; backend.create_app()"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **environ, **more},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert served.returncode == code, served.stderr
        assert "start `python -m backend worker` beside this web server" in served.stderr


def test_the_demo_whose_passphrase_everybody_knows_does_not_start_in_production(tmp_path, port):
    command = _command("demo", STIPPLE_DATA_DIR=str(tmp_path), STIPPLE_PORT=port, **_production())
    out, err = command.communicate(timeout=60)
    assert (command.returncode, out) == (1, "")
    assert err.startswith("The demo patient has a public passphrase.")
    assert not (tmp_path / "stipple.db").exists(), "nobody was added"


def test_the_description_is_printed_as_json(tmp_path):
    command = _command("openapi", STIPPLE_ENV="test", STIPPLE_DATA_DIR=str(tmp_path))
    out, err = command.communicate(timeout=60)
    assert command.returncode == 0, err
    assert json.loads(out)["openapi"].startswith("3.1")


def test_run_migrates_serves_and_stops(tmp_path, port):
    command = _command("run", STIPPLE_ENV="test", STIPPLE_DATA_DIR=str(tmp_path), STIPPLE_PORT=port)
    try:
        health = _wait_for(f"http://127.0.0.1:{port}/healthz", command)
        assert health["database"] is True
    finally:
        command.send_signal(signal.SIGTERM)
        out, err = command.communicate(timeout=30)
    assert f"open http://localhost:{port}" in out
    assert "sends no reminders" not in out
    assert "Traceback" not in err
    assert (tmp_path / "stipple.db").exists()


def test_run_without_the_scheduler_says_who_reminds(tmp_path, port):
    quiet = {"STIPPLE_ENV": "test", "STIPPLE_SCHEDULER": "off"}
    command = _command("run", **quiet, STIPPLE_DATA_DIR=str(tmp_path), STIPPLE_PORT=port)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", command)
    finally:
        command.send_signal(signal.SIGTERM)
        out, _err = command.communicate(timeout=30)
    assert "It sends no reminders: `python -m backend worker`, beside it, does." in out


def test_run_refuses_another_vapid_key_than_the_databases(tmp_path, port):
    environ = {"STIPPLE_ENV": "test", "STIPPLE_DATA_DIR": str(tmp_path), "STIPPLE_PORT": port}
    first = _command("run", **environ)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", first)
    finally:
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=30)
    second = _command("run", **environ, STIPPLE_VAPID_PRIVATE_KEY=keys.new_vapid_key())
    _out, err = second.communicate(timeout=60)
    assert second.returncode == 1
    assert "Set the former key again" in err
    third = _command("change-vapid-key", **environ, STIPPLE_VAPID_PRIVATE_KEY=keys.new_vapid_key())
    out, _err = third.communicate(timeout=60)
    assert third.returncode == 1
    assert "0 devices subscribed" in out and "Nothing was changed" in out


def _wait_for(url: str, command: subprocess.Popen[str]) -> dict[str, object]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert command.poll() is None, command.communicate()[1]
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                found: dict[str, object] = json.load(answer)
                return found
        except OSError:
            # Not listening yet, or not answering yet: only a wait for the process itself can end early.
            try:
                command.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
    raise AssertionError(f"{url} did not answer within a minute")
