"""That the front end's own checks pass: its types, and its tests, which run in Node."""

import json
import subprocess
from pathlib import Path

import pytest

import dev

NODE_TESTS = sorted((dev.ROOT / "tests" / "frontend").glob("*.test.ts"))


def passes(*arguments: str | Path) -> None:
    """Run a process and show what it printed when it fails."""
    done = subprocess.run(
        [str(part) for part in arguments],
        cwd=dev.ROOT,
        env=dev.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, "\n" + done.stdout


@pytest.mark.parametrize("project", ["tsconfig.json", "tsconfig.sw.json"])
def test_the_types_of_the_front_end_hold(project: str) -> None:
    compiler = dev.FRONTEND / "node_modules" / "typescript" / "bin" / "tsc"
    passes(dev.command("node"), compiler, "--project", dev.FRONTEND / project)


@pytest.mark.parametrize("path", NODE_TESTS, ids=lambda path: path.name)
def test_the_front_end_does_what_its_tests_say(path: Path) -> None:
    # The test files belong to no package that could say which kind of module they are; Node finds out.
    # The time-out is for what hangs, and far beyond what a busy machine needs.
    how = ("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test", "--test-timeout=60000")
    passes(dev.command("node"), *how, path)


def test_the_service_worker_is_built_into_one_classic_script(tmp_path: Path) -> None:
    dev.set_up("build")
    script = tmp_path / "service-worker.cjs"  # a name under which Node refuses import and export
    script.write_bytes((dev.FRONTEND / "dist" / "service-worker.js").read_bytes())
    passes(dev.command("node"), "--check", script)
    assert "importScripts" not in script.read_text(encoding="utf-8")


def test_the_build_keeps_the_addresses_that_others_remember() -> None:
    dev.set_up("build")
    dist = dev.FRONTEND / "dist"
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    for icon in manifest["icons"]:
        assert (dist / icon["src"].lstrip("/")).is_file(), icon["src"]
