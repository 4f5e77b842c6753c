"""That docker-compose.yml is one: there may be no Docker here to ask."""

import subprocess
import sys

import yaml

import dev
from backend.__main__ import _parser

COMPOSE = dev.ROOT / "docker-compose.yml"
OURS = ["python", "-m", "backend"]


def test_the_compose_file_fits_the_compose_schema() -> None:
    module = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    asked = subprocess.run([*module, COMPOSE], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stdout


def test_the_commands_it_runs_are_commands_of_ours() -> None:
    services = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"].values()
    named = [service["command"] for service in services if "command" in service]
    named += [
        check["test"][1:] for service in services if "test" in (check := service.get("healthcheck", {}))
    ]
    known = [command[3:] for command in named if command[:3] == OURS]
    assert known == [["migrate"], ["worker"], ["health"]]
    for command in known:
        assert _parser().parse_args(command).run
