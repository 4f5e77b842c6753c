"""Imports run one way, the rules are pure, and one file each knows an outside system."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BACKEND = Path(__file__).parent.parent / "backend"

# What the rules and stores of each package may know; routes.py stands above all of them.
MAY_KNOW = {
    "care": {"care"},
    "accounts": {"accounts"},
    "courses": {"courses", "care", "accounts"},
    "push": {"push", "accounts"},
    "mail": {"mail", "accounts"},
    "reminders": {"reminders", "courses", "care", "accounts", "push", "mail"},
    "photos": {"photos", "courses", "care", "accounts"},
    "symptoms": {"symptoms", "courses", "care", "accounts"},
}

ONLY_IN = {
    "pywebpush": {"push/sender.py"},
    "apscheduler": {"worker.py"},
    "argon2": {"accounts/passphrases.py"},
    "webauthn": {"accounts/passkeys.py"},
    "smtplib": {"mail/smtp.py"},
    "yaml": {"care/nodes.py"},
    "PIL": {"photos/clean.py"},
    "pi_heif": {"photos/clean.py"},
    "obstore": {"photos/storage.py"},
}

NOT_PURE = {"care/load.py", "care/nodes.py"}  # they read a file's text with PyYAML


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _modules(package: str) -> list[Path]:
    return sorted((BACKEND / package).glob("*.py"))


@pytest.mark.parametrize("package", MAY_KNOW)
def test_packages_know_only_those_below_them(package: str) -> None:
    for path in _modules(package):
        if path.name.endswith("routes.py"):
            continue
        known = {
            name.split(".")[1] for name in _imports(path) if name.count(".") and name.startswith("backend.")
        }
        assert known & set(MAY_KNOW) <= MAY_KNOW[package], f"{path.name} knows {sorted(known)}"


def test_nobody_imports_the_routes_but_the_application() -> None:
    for path in BACKEND.rglob("*.py"):
        if path.name != "web.py":
            assert not [name for name in _imports(path) if name.endswith(".routes")], path


def test_the_care_rules_import_the_standard_library_and_each_other_only() -> None:
    for path in _modules("care"):
        if str(path.relative_to(BACKEND)) in NOT_PURE:
            continue
        foreign = {
            name
            for name in _imports(path)
            if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("backend.care.")
        }
        assert foreign == set(), path


@pytest.mark.parametrize("library", ONLY_IN)
def test_an_outside_system_is_known_to_one_file(library: str) -> None:
    users = {
        str(path.relative_to(BACKEND))
        for path in BACKEND.rglob("*.py")
        if any(name.split(".")[0] == library for name in _imports(path))
    }
    assert users == ONLY_IN[library]


def test_only_the_clock_reads_the_clock() -> None:
    readers = [
        str(path.relative_to(BACKEND))
        for path in BACKEND.rglob("*.py")
        if "datetime.now(" in (text := path.read_text()) or "utcnow(" in text or "date.today(" in text
    ]
    assert readers == ["clock.py"]
