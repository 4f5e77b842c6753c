"""That docker-compose.yml is one: there may be no Docker here to ask."""

import subprocess
import sys

import dev


def test_the_compose_file_fits_the_compose_schema() -> None:
    module = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    asked = subprocess.run([*module, dev.ROOT / "docker-compose.yml"], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stdout
