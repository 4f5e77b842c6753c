"""That a stranger's checkout sets itself up once, from locks that name no registry."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev

PYTHON_LOCKS = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_locked_python_package_has_an_exact_version_and_a_hash(name: str) -> None:
    text = (dev.ROOT / name).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9._\[\],-]+==[^ ]+ ", entry, re.IGNORECASE), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_a_python_lock_holds_no_address(name: str) -> None:
    assert "://" not in (dev.ROOT / name).read_text()


def test_production_packages_have_the_same_versions_in_both_locks() -> None:
    production, development = (
        set(re.findall(r"^\S+==\S+", (dev.ROOT / name).read_text(), re.MULTILINE)) for name in PYTHON_LOCKS
    )
    assert production <= development


@pytest.mark.parametrize("folder", [dev.FRONTEND, dev.TOOLS], ids=["frontend", "tools"])
def test_every_locked_npm_package_has_a_checksum_and_no_address(folder: Path) -> None:
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    for name, entry in packages.items():
        assert "resolved" not in entry, name
        assert name == "" or entry["integrity"].startswith("sha512-"), name


@pytest.mark.parametrize("folder", [dev.FRONTEND, dev.TOOLS], ids=["frontend", "tools"])
def test_npm_packages_are_asked_for_by_exact_version(folder: Path) -> None:
    package = json.loads((folder / "package.json").read_text())
    for name, version in {**package["dependencies"], **package.get("devDependencies", {})}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} {version}"


def test_no_file_names_a_package_registry() -> None:
    assert dev.registry_lines(dev.tracked_files()) == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("see {scheme}://registry.example.org/thing", True),
        ("{scheme}://mirror.example.org/{npm}/x.tgz", False),
        ("{scheme}://{npm}.example.org/x.tgz", True),
        ("{dashes}index-url {scheme}://example.org/simple", True),
        ('"{key}": "x.tgz"', True),
        ("the registry of push devices, see {scheme}://example.org/registry", False),
    ],
)
def test_an_address_of_a_registry_is_found(tmp_path: Path, text: str, is_found: bool) -> None:
    # In pieces, so that this file does not name one itself.
    pieces = {"scheme": "https", "npm": "npm", "dashes": "--", "key": "resolved"}
    (tmp_path / "some.txt").write_text("first line\n" + text.format(**pieces))
    assert bool(dev.registry_lines([tmp_path / "some.txt"])) == is_found


class CountedStage:
    """A stage that makes `out` from `source` and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.source, self.out, self.stamps = folder / "source", folder / "out", folder / "stamps"
        self.source.write_text("1")
        self.made = 0
        self.stage = dev.Stage("thing", "Making it ...", lambda: [self.source], [self.out], self.make)

    def make(self) -> None:
        self.made += 1
        self.out.write_text("made")

    def ensure(self) -> bool:
        return self.stage.ensure(self.stamps)


def test_a_second_set_up_does_nothing(tmp_path: Path) -> None:
    thing = CountedStage(tmp_path)
    assert thing.ensure()
    assert not thing.ensure()
    assert thing.made == 1


def test_a_changed_source_is_made_again(tmp_path: Path) -> None:
    thing = CountedStage(tmp_path)
    thing.ensure()
    thing.source.write_text("2")
    assert thing.ensure()


def test_a_lost_output_is_made_again(tmp_path: Path) -> None:
    thing = CountedStage(tmp_path)
    thing.ensure()
    thing.out.unlink()
    assert thing.ensure()


def test_what_was_interrupted_is_made_again(tmp_path: Path) -> None:
    thing = CountedStage(tmp_path)
    thing.ensure()
    thing.source.write_text("2")

    def fail() -> None:
        raise dev.Stop("interrupted")

    broken = dev.Stage("thing", "Making it ...", lambda: [thing.source], [thing.out], fail)
    with pytest.raises(dev.Stop):
        broken.ensure(thing.stamps)
    thing.source.write_text("1")
    assert thing.ensure()


def test_every_process_gets_the_pinned_time_zones() -> None:
    assert dev.environment()["PYTHONTZPATH"] == ""


def test_a_python_without_ensurepip_is_told_what_to_install() -> None:
    without = "import sys; sys.modules['ensurepip'] = None; import dev; dev.new_venv()"
    asked = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, cwd=dev.ROOT)
    assert asked.returncode == 1
    assert f"apt install python3.{sys.version_info.minor}-venv" in asked.stderr


def test_an_unknown_command_lists_the_commands() -> None:
    asked = subprocess.run(
        [sys.executable, dev.ROOT / "dev.py", "dance"], capture_output=True, text=True, env={**os.environ}
    )
    assert asked.returncode == 1
    for name in ("run", "test", "lint", "demo", "faults", "bench"):
        assert f"\n  {name} " in asked.stderr
    assert "Traceback" not in asked.stderr


def test_every_command_has_a_make_target() -> None:
    makefile = (dev.ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets and set(targets.group(1).split()) == set(dev.COMMANDS)


def test_the_typed_client_is_current() -> None:
    written = dev.CLIENT_TYPES.read_text(encoding="utf-8") if dev.CLIENT_TYPES.exists() else ""
    assert written == dev.client_types(), "The API has changed. Run: make client"
