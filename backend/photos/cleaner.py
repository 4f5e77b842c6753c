"""Knows the children that decode pictures: how many, how long they may take, and when one is replaced."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import BoundedSemaphore, Event, Lock, Timer
from typing import IO, Any, get_args

import structlog
from flask import current_app

from backend.photos.child import LENGTH, READY
from backend.photos.cleaned import Cleaned, Cost, Reason, Refused
from backend.photos.formats import is_bare_jpeg, is_light, kind_of

AT_ONCE = 2
PATIENCE_SECONDS = 20.0  # for one picture
WAIT_SECONDS = 60.0  # for one's turn
PICTURES_PER_CHILD = 100
LARGEST_CHILD_BYTES = 256 * 1024**2  # what a child once took it never gives back

MOST_WAITING = 4  # pictures of one owner: one alone must not hold every thread of the server

_MOST_PIXELS_ASIDE = 2000
_MOST_BYTES = 16 * 1024**2
_OUT_OF_TIME = -24  # ended by the system for its processor time (SIGXCPU)
_ROOT = Path(__file__).parent.parent.parent
# What a Python process needs to start; above all nothing of ours, such as a key.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "LANG", "LC_ALL")

_log = structlog.get_logger("stipple.photos")


class Busy(Exception):
    """No child could be had in time; the same picture may be sent again later."""


class Cleaner:
    """Cleans pictures in children. One owner's pictures wait for each other, so that others need not."""

    def __init__(self, at_once: int = AT_ONCE, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._slots = BoundedSemaphore(at_once)
        # One child is left to what is quickly done: what may take seconds must not hold up a phone's photo.
        self._heavy_slots = BoundedSemaphore(max(1, at_once - 1))
        self._patience = patience_seconds
        self._idle: list[_Child] = []
        self._turns: weakref.WeakValueDictionary[str, _Turn] = weakref.WeakValueDictionary()
        self._guard = Lock()
        self.last_cost = Cost(0.0, 0)

    def clean(self, data: bytes, owner: str) -> Cleaned:
        """Return the plain picture; Refused says why it cannot be, Busy that it was not even looked at."""
        if kind_of(data) is None:
            raise Refused("not_a_photo")
        with self._turn_of(owner), self._lane(data), self._slot(self._slots):
            try:
                return self._ask(data)
            except _Died:
                # Perhaps the machine ended it, not the picture: once more, with a fresh one.
                return self._ask_again(data)

    def close(self) -> None:
        """End the children that wait for work."""
        with self._guard:
            children, self._idle = self._idle, []
        for child in children:
            child.end()

    def _ask_again(self, data: bytes) -> Cleaned:
        try:
            return self._ask(data)
        except _Died as error:
            raise Refused("too_hard") from error

    def _ask(self, data: bytes) -> Cleaned:
        child = self._take()
        try:
            told, cleaned = child.ask(data, self._patience)
            self.last_cost = Cost(float(told["cpu_seconds"]), int(told["peak_bytes"]))
        except BaseException:
            child.end()
            raise
        self._give_back(child, self.last_cost)
        if cleaned is None:
            raise Refused(_reason(told))
        return cleaned

    def _take(self) -> _Child:
        with self._guard:
            if self._idle:
                return self._idle.pop()
        return _Child()

    def _give_back(self, child: _Child, cost: Cost) -> None:
        if child.pictures >= PICTURES_PER_CHILD or cost.peak_bytes > LARGEST_CHILD_BYTES:
            child.end()
            return
        with self._guard:
            self._idle.append(child)

    @contextmanager
    def _turn_of(self, owner: str) -> Iterator[None]:
        with self._guard:
            turn = self._turns.setdefault(owner, _Turn())
            if turn.waiting >= MOST_WAITING:
                raise Busy()
            turn.waiting += 1
        try:
            if not turn.lock.acquire(timeout=WAIT_SECONDS):
                raise Busy()
            try:
                yield
            finally:
                turn.lock.release()
        finally:
            with self._guard:
                turn.waiting -= 1

    def _lane(self, data: bytes) -> AbstractContextManager[None]:
        return nullcontext() if is_light(data) else self._slot(self._heavy_slots)

    @contextmanager
    def _slot(self, slots: BoundedSemaphore) -> Iterator[None]:
        if not slots.acquire(timeout=WAIT_SECONDS):
            raise Busy()
        try:
            yield
        finally:
            slots.release()


def cleaner() -> Cleaner:
    """Return the cleaner of the running application."""
    found: Cleaner = current_app.extensions["cleaner"]
    return found


class _Turn:
    """How many pictures of one owner are here; the lock is held by the one that is cleaned."""

    def __init__(self) -> None:
        self.lock, self.waiting = Lock(), 0


class _Died(Exception):
    """The child ended without an answer."""


class _Child:
    """One process of `backend.photos.child`; Busy when it cannot be started."""

    def __init__(self) -> None:
        self.pictures = 0
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-B", "-m", "backend.photos.child"],
                cwd=_ROOT,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            _log.error("cleaner_not_started", reason=error.strerror)
            raise Busy() from error
        if _pipe(self._process.stdout).read(len(READY)) != READY:
            _log.error("cleaner_not_started", status=self._process.wait())
            self.end()
            raise Busy()

    def ask(self, data: bytes, patience: float) -> tuple[dict[str, Any], Cleaned | None]:
        """Return what the child says of a picture, and the plain one unless it was refused."""
        self.pictures += 1
        is_late = Event()
        alarm = Timer(patience, self._stop_late, [is_late])
        alarm.start()
        try:
            questions = _pipe(self._process.stdin)
            questions.write(LENGTH.pack(len(data)) + data)
            questions.flush()
            told = json.loads(self._read(LENGTH.unpack(self._read(LENGTH.size))[0]))
            pictures = [self._read(size) for size in told.get("sizes", ())]
        except (_Died, BrokenPipeError) as error:
            if is_late.is_set() or self._process.wait() == _OUT_OF_TIME:
                _log.warning("cleaner_too_slow")
                raise Refused("too_hard") from error
            raise _Died() from error
        finally:
            alarm.cancel()
        return told, checked(told, pictures) if pictures else None

    def _stop_late(self, is_late: Event) -> None:
        is_late.set()
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _pipe(pipe).close()
            except BrokenPipeError:
                continue

    def _read(self, size: int) -> bytes:
        if not 0 <= size <= _MOST_BYTES:
            raise _Died()
        found = _pipe(self._process.stdout).read(size)
        if len(found) != size:
            raise _Died()
        return found


def checked(told: dict[str, Any], pictures: list[bytes]) -> Cleaned:
    """Return what the child made. It read a stranger's bytes, so its word is not taken for it."""
    full, thumb = pictures
    width, height = int(told["width"]), int(told["height"])
    is_small = 0 < width <= _MOST_PIXELS_ASIDE and 0 < height <= _MOST_PIXELS_ASIDE
    if not (is_small and is_bare_jpeg(full) and is_bare_jpeg(thumb)):
        _log.error("cleaner_not_believed")
        raise Refused("too_hard")
    return Cleaned(full, thumb, width, height, bool(told["colour_sure"]))


def _reason(told: dict[str, Any]) -> Reason:
    reasons: tuple[Reason, ...] = get_args(Reason)
    return next((reason for reason in reasons if reason == told.get("refused")), "too_hard")


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # both were asked for as pipes
    return pipe
