"""Knows how to run the product for a journey: the real server, ticks beside it, and a clock to move."""

import math
import os
import subprocess
import sys
import weakref
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from tests.journeys.deadlines import wait_until
from tests.ports import kept_port

ROOT = Path(__file__).resolve().parents[2]
BUILT_PAGE = ROOT / "frontend" / "dist" / "index.html"


class App:
    """`python -m backend run` on a port and a data folder of its own; each tick is a process beside it.

    `release` is the folder that holds `backend` and `frontend/dist`: this checkout, or a copy to change.
    `protocol` is the file new courses begin with; empty is the built-in one.
    """

    def __init__(
        self, folder: Path, *, push_origin: str, release: Path = ROOT, smtp_url: str = "", protocol: str = ""
    ) -> None:
        self.log = folder / "server.log"
        self._folder = folder
        self._data_dir = folder / "data"
        self._data_dir.mkdir(parents=True)
        kept = ExitStack()
        self._port = kept.enter_context(kept_port())
        weakref.finalize(self, kept.close)
        self._push_origin = push_origin
        self._release = release
        self._smtp_url = smtp_url
        self._protocol = protocol
        self._offset = timedelta()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address a patient opens."""
        return f"http://localhost:{self._port}"

    @property
    def database_url(self) -> str:
        """Where its data lies, for a test that writes a past into it."""
        return f"sqlite:///{self._data_dir / 'stipple.db'}"

    @property
    def now(self) -> datetime:
        """The app's own time, aware UTC: the real one plus the offset."""
        return datetime.now(UTC) + self._offset

    def start(self) -> None:
        """Start serving and wait until the app answers."""
        assert BUILT_PAGE.is_file(), "The front end is not built. Run: python dev.py build"
        assert self._process is None, "The app already runs."
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "backend", "run"],
                cwd=self._release,
                env=self._environment(),
                stdout=output,
                stderr=output,
            )
        wait_until(self._answers, f"the app to answer; its words stand in {self.log}", seconds=30)

    def stop(self) -> None:
        """Stop serving, as a deploy does."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=15)
        self._process = None

    def move_clock_to(self, instant: datetime) -> None:
        """Restart with a clock that says `instant` now, up to a second later, and goes on from there."""
        self.stop()
        # Whole seconds, as the server is told it: so that both clocks say the same.
        self._offset = timedelta(seconds=math.ceil((instant - datetime.now(UTC)).total_seconds()))
        self.start()

    def tick(self) -> None:
        """Run one turn of the scheduler: claim what is due and send it."""
        done = self.command("tick")
        assert done.returncode == 0, f"The tick failed:\n{done.stdout}\n{done.stderr}"

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the host to its end: `python -m backend WORDS`."""
        done = subprocess.run(
            [sys.executable, "-m", "backend", *words],
            cwd=self._release,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=60,
        )
        with self.log.open("a") as log:
            log.write(done.stdout + done.stderr)
        return done

    def lose_vapid_key(self) -> None:
        """Lose the key that signs pushes, as a host does who restores the database alone."""
        (self._data_dir / "vapid_private_key").unlink()

    def last_words(self, lines: int = 60) -> str:
        """The end of what the server and the ticks logged."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, f"The app ended at once:\n{self.last_words()}"
        try:
            return requests.get(f"{self.url}/healthz", timeout=2).ok
        except (requests.ConnectionError, requests.Timeout):
            return False  # not yet, or too busy with its start to answer

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self._folder),
            "STIPPLE_ENV": "test",
            "STIPPLE_DATA_DIR": str(self._data_dir),
            "STIPPLE_PORT": str(self._port),
            "STIPPLE_PUBLIC_URL": self.url,
            "STIPPLE_CONTACT": "mailto:journey@stipple.example.net",
            "STIPPLE_PUSH_ORIGINS": self._push_origin,
            "STIPPLE_SMTP_URL": self._smtp_url,
            "STIPPLE_MAIL_FROM": "journey@stipple.example.net",
            "STIPPLE_SCHEDULER": "off",
            "STIPPLE_PROTOCOL": self._protocol,
            "STIPPLE_CLOCK_OFFSET": str(round(self._offset.total_seconds())),
        }
