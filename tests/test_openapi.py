"""That every answer is what the description says: each route is called well and badly, and compared."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from backend.settings import Settings
from tests.conftest import browser
from tests.everything import NOWHERE, everything, fill

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
CHECKED = {
    "$ref",
    "anyOf",
    "const",
    "enum",
    "type",
    "properties",
    "required",
    "items",
    "additionalProperties",
}
BOUNDS = {"minimum", "maximum", "minLength", "maxLength", "maxItems", "maxProperties", "pattern", "format"}
WORDS = {"title", "description", "default", "examples", "propertyNames"}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, push_origins=(NOWHERE,))


@pytest.fixture
def compared(app: Flask) -> list[str]:
    """Compare every answer of the app with its description; the routes compared so far."""
    described = app.extensions["openapi"]
    found: list[str] = []

    def compare(answer: Response) -> Response:
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", request.url_rule.rule) if request.url_rule else ""
        operation = described["paths"].get(path, {}).get(request.method.lower())
        if operation is not None:
            errors = list(_errors_of_answer(described, operation, answer))
            assert not errors, f"{request.method} {path} {answer.status_code}: {errors[:5]}"
            found.append(f"{request.method} {path} {answer.status_code}")
        return answer

    app.after_request(compare)
    return found


def test_what_a_patient_gets_is_as_described(app: Flask, compared: list[str], alice: FlaskClient) -> None:
    fill(alice)
    everything(app, alice)
    made = {one for one in compared if one.endswith(("200", "201", "204"))}
    for route in ("GET /api/plan 200", "GET /api/courses 200", "POST /api/courses 201", "GET /api/me 200"):
        assert route in made
    assert "POST /api/push/devices 201" in made


@pytest.mark.parametrize("body", [None, {}, [], {"surprise": 1}], ids=str)
def test_every_refusal_is_as_described(
    app: Flask, compared: list[str], alice: FlaskClient, body: object
) -> None:
    for caller in (alice, browser(app), app.test_client()):
        for path, operations in app.extensions["openapi"]["paths"].items():
            address = re.sub(r"{\w+}", str(uuid.uuid4()), path)
            for method in operations:
                if not _signs_out(method, path):
                    answer = caller.open(address, method=method.upper(), json=body)
                    assert answer.status_code < 500, f"{method} {path}: {answer.text}"
    walked = {one.rpartition(" ")[0] for one in compared}
    assert len(walked) >= len(app.extensions["openapi"]["paths"])


def test_the_description_uses_no_word_that_is_not_checked(app: Flask) -> None:
    for schema in app.extensions["openapi"]["components"]["schemas"].values():
        for part in _parts(schema):
            assert set(part) <= CHECKED | BOUNDS | WORDS


def test_the_comparison_finds_what_differs() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"anyOf": [{"type": "integer"}, {"type": "null"}]}, "b": {"enum": ["x"]}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert list(_errors(schema, {"a": None, "b": "x"}, {})) == []
    for wrong in ({}, {"a": "1"}, {"a": True}, {"a": 1, "b": "y"}, {"a": 1, "c": 1}, [], None):
        assert list(_errors(schema, wrong, {}))


def _signs_out(method: str, path: str) -> bool:
    """Whether the route ends the very session the others are to be called with."""
    return method in ("delete", "put") and path in ("/api/session", "/api/sessions", "/api/account")


def _errors_of_answer(described: Any, operation: Any, answer: Response) -> Iterator[str]:
    """Yield how an answer differs from what its operation may answer."""
    responses = operation["responses"]
    content = responses.get(str(answer.status_code), responses["default"]).get("content")
    if content is None:
        if answer.status_code == 204 and answer.get_data():
            yield "has a body"
    elif answer.mimetype in content and content[answer.mimetype]["schema"].get("format") == "binary":
        return
    elif answer.mimetype not in content:
        yield f"is {answer.mimetype}, not one of {list(content)}"
    else:
        schema = content[answer.mimetype]["schema"]
        yield from _errors(schema, answer.get_json(force=True), described["components"]["schemas"])


def _errors(schema: Any, value: Any, schemas: Any, where: str = "") -> Iterator[str]:
    """Yield how a value differs from its JSON Schema, as far as its shape goes."""
    if "$ref" in schema:
        yield from _errors(schemas[schema["$ref"].rpartition("/")[2]], value, schemas, where)
    if "anyOf" in schema and all(list(_errors(one, value, schemas)) for one in schema["anyOf"]):
        yield f"{where} fits no type"
    if "const" in schema and value != schema["const"]:
        yield f"{where} is not {schema['const']}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is none of {schema['enum']}"
    if "type" in schema:
        is_bool = isinstance(value, bool) and schema["type"] != "boolean"  # Python counts True as 1
        if is_bool or not isinstance(value, TYPES[schema["type"]]):
            yield f"{where} is no {schema['type']}"
            return
    yield from _errors_inside(schema, value, schemas, where)


def _errors_inside(schema: Any, value: Any, schemas: Any, where: str) -> Iterator[str]:
    if isinstance(value, list) and "items" in schema:
        for place, one in enumerate(value):
            yield from _errors(schema["items"], one, schemas, f"{where}[{place}]")
    if not isinstance(value, dict):
        return
    properties, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    yield from (f"{where}.{name} is not there" for name in schema.get("required", []) if name not in value)
    for name, one in value.items():
        if name in properties:
            yield from _errors(properties[name], one, schemas, f"{where}.{name}")
        elif isinstance(others, dict):
            yield from _errors(others, one, schemas, f"{where}.{name}")
        elif not others:
            yield f"{where}.{name} is not described"


def _parts(schema: Any) -> Iterator[Any]:
    """Yield a schema and all schemas inside it."""
    yield schema
    inside = [*schema.get("properties", {}).values(), *schema.get("anyOf", [])]
    inside += [
        schema[name] for name in ("items", "additionalProperties") if isinstance(schema.get(name), dict)
    ]
    for one in inside:
        yield from _parts(one)
