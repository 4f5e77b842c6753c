"""Raw SQL, other programs, and text or bytes that become code: only in the files known to need them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

BACKEND = Path(__file__).parent.parent / "backend"

# What is dangerous with a stranger's words in it, as it is imported, built in, or called (with a dot).
WAYS = {
    "raw SQL": {
        "sqlalchemy.text",
        "sqlalchemy.literal_column",
        "sqlalchemy.DDL",
        "sqlite3.connect",
        "psycopg",
        ".raw_connection",
        ".driver_connection",
        ".cursor",
        ".exec_driver_sql",
        "alembic.op.execute",
        ".execute of a text",
    },
    "another program": {
        "subprocess",
        "multiprocessing",
        "pty",
        "os.system",
        "os.popen",
        "os.fork",
        "os.execv",
        "os.execvp",
        "os.posix_spawn",
        "os.spawnv",
        ".create_subprocess_exec",
        ".create_subprocess_shell",
    },
    "a shell": {"shell="},
    "text as code": {
        "eval",
        "exec",
        "compile",
        "__import__",
        "importlib.import_module",
        "runpy",
        "jinja2",
        "flask.render_template_string",
    },
    "bytes as objects": {
        "pickle",
        "marshal",
        "shelve",
        "sqlalchemy.PickleType",
        "yaml.load",
        "yaml.full_load",
        "yaml.unsafe_load",
    },
}

# Read these with care: what they put into such a text is their own, never a patient's.
USED_IN = {
    "raw SQL": {"backup.py", "db.py", "migrations/__init__.py"},
    "another program": {"photos/cleaner.py"},
    "a shell": set[str](),
    "text as code": set[str](),
    "bytes as objects": set[str](),
}

SAMPLES = {
    "raw SQL": "import sqlalchemy as sa\nsession.scalars(sa.text(words))",
    "raw SQL, imported": "from sqlalchemy.sql import text as t\nsession.execute(t(words))",
    "raw SQL, of a driver": "connection.cursor()",
    "raw SQL, put together": 'connection.execute(f"DROP TABLE {words}")',
    "raw SQL, as a migration may": "from alembic import op\nop.execute(words)",
    "another program": "import os as system\nsystem.popen(words)",
    "another program, imported": "from subprocess import run",
    "a shell": "start(words, shell=True)",
    "text as code": "eval(words)",
    "text as code, by another name": "run = exec",
    "bytes as objects": "import pickle",
    "bytes as objects, of a file": "import yaml\nyaml.load(words, Loader=loader)",
}

HARMLESS = """
import re
import yaml
from sqlalchemy import select
title = fields.text("title")
pattern = re.compile(r"[a-z]+")
found = session.execute(select(Patient).where(Patient.name == name))
root = yaml.compose(title, Loader=yaml.SafeLoader)
"""


def _ways(source: str) -> set[str]:
    names = {part for name in _names(ast.parse(source)) for part in _shortened(name)}
    return {way for way, words in WAYS.items() if names & words}


def _names(tree: ast.Module) -> Iterator[str]:
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules.update({alias.asname or alias.name: alias.name for alias in node.names})
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            modules.update(
                {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            )
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield f".{node.attr}"
            if isinstance(node.value, ast.Name) and node.value.id in modules:
                yield f"{modules[node.value.id]}.{node.attr}"
        elif isinstance(node, ast.Call):
            yield from (f"{keyword.arg}=" for keyword in node.keywords)
            yield from _executed(node)


def _executed(call: ast.Call) -> Iterator[str]:
    """SQLAlchemy's own statements are objects; a text is what drivers and migrations take."""
    is_execute = isinstance(call.func, ast.Attribute) and call.func.attr == "execute"
    if is_execute and call.args and isinstance(call.args[0], ast.Constant | ast.JoinedStr | ast.BinOp):
        yield ".execute of a text"


def _shortened(name: str) -> tuple[str, ...]:
    """`sqlalchemy.sql.text` is `sqlalchemy.text`, and whatever comes from `subprocess` is `subprocess`."""
    parts = name.split(".")
    return name, parts[0], f"{parts[0]}.{parts[-1]}"


@pytest.mark.parametrize("way", WAYS)
def test_what_a_strangers_words_could_turn_is_used_in_known_files_only(way: str) -> None:
    users = {
        str(path.relative_to(BACKEND)) for path in BACKEND.rglob("*.py") if way in _ways(path.read_text())
    }
    assert users == USED_IN[way]


@pytest.mark.parametrize("sample", SAMPLES)
def test_each_such_way_is_noticed(sample: str) -> None:
    assert _ways(SAMPLES[sample]) == {sample.split(",")[0]}


def test_what_only_looks_like_it_is_let_be() -> None:
    assert _ways(HARMLESS) == set()
