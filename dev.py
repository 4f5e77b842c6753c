"""How this checkout is set up, built, run, tested and checked, with nothing but Python's standard library.

Each command first does the set-up it needs and skips what has not changed since the last time.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
TOOLS = ROOT / "tests" / "tools"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST_PYTHON = (3, 11)

# One lock for every command. `make run` builds the front end and so needs Node, which is no part of
# production; a lock of its own for that would save a minute once and be a third list to keep.
# Production (see Dockerfile) installs requirements.txt, which this one includes.
LOCK = ROOT / "requirements-dev.txt"

DRAWINGS = FRONTEND / "src" / "drawings"
CLIENT_TYPES = FRONTEND / "src" / "api" / "schema.d.ts"

# A URL whose host sounds like a package registry, or a setting that names one.
REGISTRY = re.compile(
    r"https?://[^/\s\"']*(?:npm|pypi|pythonhosted|yarnpkg|registry|artifactory|nexus|jfrog)"
    r"|^\s*(?:--(?:extra-)?index-url|--find-links|registry\s*=\s*http)|\"resolve[d]\":",
    re.IGNORECASE | re.MULTILINE,
)


class Stop(Exception):
    """The sentence that tells why a command cannot go on, and what to do."""


# --- Stages: what is made once and again only when its sources change ---------------------------------


@dataclass(frozen=True)
class Stage:
    """Something made from sources: `make` runs when a source has changed or an output is gone."""

    name: str
    sentence: str
    sources: Callable[[], Iterable[Path]]
    outputs: Sequence[Path]
    make: Callable[[], None]

    def is_current(self, stamps: Path) -> bool:
        stamp = stamps / self.name
        is_made = stamp.is_file() and all(output.exists() for output in self.outputs)
        return is_made and stamp.read_text() == self.digest()

    def ensure(self, stamps: Path) -> bool:
        """Make it unless it is current; true when something was done."""
        if self.is_current(stamps):
            return False
        print(self.sentence, file=sys.stderr, flush=True)
        digest = self.digest()
        (stamps / self.name).unlink(missing_ok=True)
        self.make()
        # Written last: what was interrupted is made again.
        stamps.mkdir(parents=True, exist_ok=True)
        (stamps / self.name).write_text(digest)
        return True

    def digest(self) -> str:
        """The fingerprint of all sources, their names and this Python's version."""
        whole = hashlib.sha256(repr(sys.version_info[:2]).encode())
        for path in sorted(self.sources()):
            content = path.read_bytes() if path.is_file() else b"(not there)"
            whole.update(f"\0{path}\0{hashlib.sha256(content).hexdigest()}".encode())
        return whole.hexdigest()


def files_under(*places: Path) -> list[Path]:
    """The places that are files, and every file inside those that are folders."""
    return [path for place in places for path in [place, *place.rglob("*")] if not path.is_dir()]


def make_python() -> None:
    """The virtual environment with the locked packages; Node and npm are among them."""
    if not is_our_venv():
        new_venv()
    quietly = ("--quiet", "--no-input", "--disable-pip-version-check", "--root-user-action=ignore")
    run(PYTHON, "-m", "pip", "install", *quietly, "--use-pep517", "--require-hashes", "-r", LOCK)


def new_venv() -> None:
    """An empty virtual environment with pip, in place of an older one."""
    if importlib.util.find_spec("ensurepip") is None:
        version = ".".join(map(str, sys.version_info[:2]))
        raise Stop(
            "This Python cannot make a virtual environment, because its ensurepip module is missing. "
            f"On Debian or Ubuntu run: apt install python{version}-venv"
        )
    venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")


def is_our_venv() -> bool:
    """Whether a virtual environment of this Python's version is there, and was made in this place."""
    settings = VENV / "pyvenv.cfg"
    if not PYTHON.exists() or not settings.is_file():
        return False
    text = settings.read_text(encoding="utf-8")
    return "version = {}.{}.".format(*sys.version_info) in text and str(VENV) in text


def make_node_modules() -> None:
    run(command("npm"), "ci", "--loglevel=error", cwd=FRONTEND)


def make_tools() -> None:
    run(command("npm"), "ci", "--loglevel=error", cwd=TOOLS)


def make_dist() -> None:
    run(command("npm"), "run", "--silent", "build", cwd=FRONTEND)


NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
NODE_PACKAGES = [FRONTEND / name for name in NPM_FILES]
STAGES = (
    Stage(
        "python",
        "Installing the Python packages (about a minute the first time) ...",
        lambda: [LOCK],
        [PYTHON],
        make_python,
    ),
    Stage(
        "node",
        "Installing the front end's packages ...",
        lambda: NODE_PACKAGES,
        [FRONTEND / "node_modules" / ".package-lock.json"],
        make_node_modules,
    ),
    Stage(
        "build",
        "Building the front end ...",
        lambda: files_under(
            *NODE_PACKAGES,
            *(ROOT / name for name in ("service-worker.js", "manifest.json")),
            *(FRONTEND / name for name in ("index.html", "vite.config.ts", "vite.sw.config.ts")),
            *(FRONTEND / name for name in ("src", "sw", "icons")),
        ),
        [FRONTEND / "dist" / "index.html", FRONTEND / "dist" / "service-worker.js"],
        make_dist,
    ),
    Stage(
        "tools",
        "Installing what the tests measure with ...",
        lambda: [TOOLS / name for name in NPM_FILES],
        [TOOLS / "node_modules" / ".package-lock.json"],
        make_tools,
    ),
)


def set_up(last: str) -> None:
    """Make every stage up to the one named `last`."""
    for stage in STAGES:
        stage.ensure(VENV / "stamps")
        if stage.name == last:
            return


# --- Processes ----------------------------------------------------------------------------------------


def environment() -> dict[str, str]:
    """Ours, with the tools first on the path and the pinned time zones instead of the machine's."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    # npm trusts what the machine trusts, or it would fail behind a company's own certificates.
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path, "PYTHONTZPATH": ""}


def command(name: str) -> str:
    """The path of a tool that the set-up installed."""
    found = shutil.which(name, path=str(BIN))
    if found is None:
        raise Stop(f"{name} is missing from {BIN}. Delete the folder {VENV} and run the command again.")
    return found


def run(*arguments: str | Path, cwd: Path = ROOT) -> None:
    """Run a process; stop when it fails."""
    if not succeeds(*arguments, cwd=cwd):
        raise Stop(f"This did not work: {' '.join(map(str, arguments))}")


def succeeds(*arguments: str | Path, cwd: Path = ROOT) -> bool:
    return subprocess.run([str(part) for part in arguments], cwd=cwd, env=environment()).returncode == 0


def output(*arguments: str | Path, settings: Mapping[str, str] | None = None) -> str:
    """What a process prints; stop when it fails."""
    words = [str(part) for part in arguments]
    done = subprocess.run(words, cwd=ROOT, env=environment() | dict(settings or {}), stdout=subprocess.PIPE)
    if done.returncode != 0:
        raise Stop(f"This did not work: {' '.join(words)}")
    return done.stdout.decode()


def become(*arguments: str | Path) -> NoReturn:
    """Turn into another process, so that signals and the exit status are its own."""
    words = [str(part) for part in arguments]
    os.chdir(ROOT)
    if os.name == "nt":  # there, exec returns to the shell while the new process still runs
        sys.exit(subprocess.run(words, env=environment()).returncode)
    sys.stdout.flush()
    os.execve(words[0], words, environment())


# --- Commands -----------------------------------------------------------------------------------------


def run_server(arguments: Sequence[str]) -> None:
    """Serve the app on http://localhost:8000."""
    set_up("build")
    become(PYTHON, "-m", "backend", "run", *arguments)


def demo(arguments: Sequence[str]) -> None:
    """Serve the app with a patient half-way through a course."""
    set_up("build")
    become(PYTHON, "-m", "backend", "demo", *arguments)


# A file of tests stays on one core: what its tests share is then made once, and its browsers do not compete.
# Sorted by their number of tests, the journeys would come last, and one core would wait for the other.
ALL_CORES = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
ONE_CORE = ("-n", "0")


def test(arguments: Sequence[str]) -> None:
    """Run the tests; more words go to pytest."""
    set_up("tools")
    become(PYTHON, "-m", "pytest", *ALL_CORES, *arguments)


def faults(arguments: Sequence[str]) -> None:
    """Run only the tests that kill, starve and disconnect."""
    test_folder("faults", arguments)


def bench(arguments: Sequence[str]) -> None:
    """Run the measurements, which `test` leaves out."""
    test_folder("bench", ["-s", *arguments])


def states(arguments: Sequence[str]) -> None:
    """Hold every state of every screen to what everyone needs; about ten minutes on an idle machine."""
    test_folder("states", arguments)


def lighthouse(arguments: Sequence[str]) -> None:
    """Score the app as on a phone with a slow line, with nothing else running, against tests/budgets.py."""
    test_folder("lighthouse", arguments)


def test_folder(name: str, arguments: Sequence[str]) -> None:
    folder = ROOT / "tests" / name
    if not folder.is_dir():
        raise Stop(f"There is nothing to run yet: tests/{name} does not exist.")
    test([*ONE_CORE, str(folder), *arguments])


def sheets(arguments: Sequence[str]) -> None:
    """Draw every state of every screen on contact sheets, into the folder named."""
    set_up("build")
    become(PYTHON, "-m", "tests.journeys.contact_sheet", *arguments)


def pictures(arguments: Sequence[str]) -> None:
    """Draw the pictures of the README again, after a change of what they show."""
    set_up("build")
    become(PYTHON, "-m", "tests.journeys.readme_pictures", *arguments)


def drawings(arguments: Sequence[str]) -> None:
    """Draw the stippled pictures and the phase band again, after an edit of frontend/drawings."""
    set_up("node")
    for name, text in drawn().items():
        (DRAWINGS / name).write_text(text, encoding="utf-8")


def drawn() -> dict[str, str]:
    """Each drawn file's name and text, as frontend/drawings makes it now."""
    script = FRONTEND / "drawings" / "print.ts"
    found: dict[str, str] = json.loads(
        output(command("node"), "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", script)
    )
    return found


def lint(arguments: Sequence[str]) -> None:
    """Check style, types and that no file names a package registry."""
    set_up("node")
    checks: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [command("npm"), "run", "--silent", "check", "--prefix", FRONTEND],
    ]
    failed = [check for check in checks if not succeeds(*check)]
    found = registry_lines(tracked_files())
    if found:
        print("These lines name a package registry; leave the address out:", *found, sep="\n")
    if failed or found:
        raise Stop("The checks found something to mend (see above).")


def build(arguments: Sequence[str]) -> None:
    """Build the front end into frontend/dist."""
    set_up("build")


def lock(arguments: Sequence[str]) -> None:
    """Renew the lock files after an edit of what they lock; `--upgrade` takes newer Python packages."""
    set_up("python")
    uv = shutil.which("uv")
    if uv is None:
        raise Stop("Locking needs uv, which no other command does. Install it with: pip install uv")
    # --universal and --generate-hashes: one file for every system, and not one address in it.
    how = "pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11"
    for name in ("requirements", "requirements-dev"):
        run(uv, *how.split(), *arguments, f"{name}.in", "-o", f"{name}.txt")
    for folder in (FRONTEND, TOOLS):
        verb = "update" if "--upgrade" in arguments else "install"
        run(command("npm"), verb, "--package-lock-only", cwd=folder)


def client(arguments: Sequence[str]) -> None:
    """Write the front end's types from the backend's OpenAPI description."""
    set_up("node")
    CLIENT_TYPES.parent.mkdir(parents=True, exist_ok=True)
    CLIENT_TYPES.write_text(client_types(), encoding="utf-8")


def client_types() -> str:
    """The TypeScript types of the API as the backend describes it now."""
    with tempfile.TemporaryDirectory() as folder:
        description = Path(folder) / "openapi.json"
        # A data folder of its own, and nothing of a production server's settings.
        settings = {"STIPPLE_ENV": "test", "STIPPLE_DATA_DIR": str(Path(folder) / "data")}
        description.write_text(
            output(PYTHON, "-m", "backend", "openapi", settings=settings), encoding="utf-8"
        )
        generator = FRONTEND / "node_modules" / "openapi-typescript" / "bin" / "cli.js"
        return output(command("node"), generator, description)


def tracked_files() -> list[Path]:
    """Every file that is in git, or would be if it were added now."""
    names = output("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def registry_lines(paths: Iterable[Path]) -> list[str]:
    """`path:line: text` for every place that names a package registry."""
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="ignore")
        for match in REGISTRY.finditer(text):
            found.append(f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match.group().strip()}")
    return found


COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
    "run": run_server,
    "test": test,
    "lint": lint,
    "demo": demo,
    "faults": faults,
    "bench": bench,
    "states": states,
    "lighthouse": lighthouse,
    "sheets": sheets,
    "pictures": pictures,
    "drawings": drawings,
    "build": build,
    "client": client,
    "lock": lock,
}


def main(words: Sequence[str]) -> None:
    """Run the command the first word names; the other words are its own."""
    if sys.version_info < OLDEST_PYTHON:
        oldest, ours = (".".join(map(str, version[:2])) for version in (OLDEST_PYTHON, sys.version_info))
        raise Stop(
            f"Stipple needs Python {oldest} or newer, and this is {ours}. "
            f"If you have a newer one, name it: make run PYTHON=python{oldest}"
        )
    if not words or words[0] not in COMMANDS:
        lines = [f"  {name:8}{command.__doc__}" for name, command in COMMANDS.items()]
        raise Stop("\n".join(["Say which command: python3 dev.py COMMAND", *lines]))
    COMMANDS[words[0]](words[1:])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
