"""The process in which strangers' pictures are decoded: `python -m backend.photos.child`, run by `cleaner`.

It holds no key, may write no file, opens neither file nor socket once all is loaded, and ends itself when it
takes more memory or time than a photo needs.
On its pipes: a length and a picture come in; a length, a JSON line and two pictures go out.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import time
from functools import cache
from types import ModuleType
from typing import Any, BinaryIO

from backend.photos.cleaned import Refused

MEMORY_BYTES = 768 * 1024**2
CPU_SECONDS = 15
LENGTH = struct.Struct(">I")
READY = b"ready"
_STATUS = "/proc/self/status"
_STATUS_BYTES = 8192


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Say that all is loaded, then clean one picture after the other, until no more is asked."""
    from backend.photos import clean  # only now: what decodes is loaded under the limits already

    clean.load_decoders()
    shut()
    answers.write(READY)
    answers.flush()
    while len(head := questions.read(LENGTH.size)) == LENGTH.size:
        data = questions.read(LENGTH.unpack(head)[0])
        _allow_more_time()
        told, pictures = _answer(clean, data)
        line = json.dumps(told).encode()
        answers.write(LENGTH.pack(len(line)) + line + b"".join(pictures))
        answers.flush()


def _answer(cleaning: ModuleType, data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    """Return what to say of a picture, and the picture with its thumbnail; none when it is refused."""
    began = time.process_time()
    try:
        made = cleaning.clean(data)
    except Refused as refused:
        return {"refused": refused.reason, **_cost(began)}, ()
    except MemoryError:
        return {"refused": "too_hard", **_cost(began)}, ()
    told = {
        "width": made.width,
        "height": made.height,
        "colour_sure": made.colour_sure,
        "sizes": [len(made.full), len(made.thumb)],
        **_cost(began),
    }
    return told, (made.full, made.thumb)


def _cost(began: float) -> dict[str, float]:
    return {"cpu_seconds": time.process_time() - began, "peak_bytes": _peak_bytes()}


if sys.platform == "win32":  # Windows has no such limits: there, only the clock of `cleaner` protects

    def limit() -> None:
        """Do nothing."""

    def shut() -> None:
        """Do nothing."""

    def _allow_more_time() -> None:
        pass

    def _peak_bytes() -> int:
        return 0
else:
    import resource

    def limit() -> None:
        """Bound memory, and forbid every file: no clear pixel may reach a disk, not even in a core dump."""
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def shut() -> None:
        """Let nothing more be opened: who takes over a decoder reaches no key on the disk and no network."""
        _status()
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))

    def _allow_more_time() -> None:
        """Bound the processor time of the next picture; the system ends the process beyond it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))

    def _peak_bytes() -> int:
        """The most memory this process ever held. Linux counts the parent's into the usual number."""
        status = _status()
        if status is None:
            unit = 1 if sys.platform == "darwin" else 1024
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        told = os.pread(status, _STATUS_BYTES, 0).decode()
        return int(told.partition("VmHWM:")[2].split()[0]) * 1024

    @cache
    def _status() -> int | None:
        """What the system tells of this process, open for good; only Linux has it."""
        try:
            return os.open(_STATUS, os.O_RDONLY)
        except OSError:
            return None


if __name__ == "__main__":
    limit()
    serve(sys.stdin.buffer, sys.stdout.buffer)
