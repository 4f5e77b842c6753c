"""Knows the shape of the HTTP interface: one description, checked on the way in and on the way out."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any, Literal, TypeVar

import pydantic
from flask import Flask, Request, Response, current_app
from pydantic import BaseModel, ConfigDict
from spectree import Response as Answers
from spectree import SpecTree
from spectree.plugins.base import Context
from spectree.plugins.flask_plugin import FlaskPlugin
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from backend import __version__
from backend.errors import PROBLEM_JSON, from_validation, invalid

BODY_LIMIT_BYTES = 64 * 1024
_View = TypeVar("_View", bound=Callable[..., Any])
_NUL = rb"\u0000"  # the only way JSON can write the character that PostgreSQL keeps in no text


class Body(BaseModel):
    """A request body: exact JSON types (dates and UUIDs as their strings), no unknown fields."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)


class Shape(BaseModel):
    """What a route answers; checked before it leaves, so that the description stays true."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, hide_input_in_errors=True)


class FieldProblem(Shape):
    """One field that could not be taken, and what to do about it."""

    field: str
    sentence: str


class Nothing(Shape):
    """Taken; there is nothing to add."""


class ProblemShape(BaseModel):
    """A refusal (RFC 9457): `code` is stable, `detail` is a sentence for the patient."""

    model_config = ConfigDict(extra="allow")

    type: Literal["about:blank"]
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] | None = None


class _Plugin(FlaskPlugin):
    """Reads bodies as JSON text, so that strict models still take dates, and refuses other types."""

    def request_validation(
        self, request: Request, query: Any, json: Any, form: Any, headers: Any, cookies: Any
    ) -> None:
        try:
            asked = query.model_validate(request.args.to_dict()) if query else None
            body = _body(request, json) if json else None
            told = headers.model_validate(_headers(request, headers)) if headers else None
        except pydantic.ValidationError as error:
            raise from_validation(error) from error
        request.context = Context(asked, body, None, told, None)  # type: ignore[attr-defined]

    def validate_response(
        self, resp: Any, resp_model: Any, skip_validation: bool, force_resp_serialize: bool
    ) -> Any:
        if isinstance(resp, Response) and resp.is_streamed:  # it would be read whole to be looked at
            return resp, None
        # Always write what the model says: Flask alone would turn datetimes into HTTP dates.
        answer, error = super().validate_response(resp, resp_model, skip_validation, True)
        if error is not None:
            raise RuntimeError("the route answered something else than it describes") from error
        return answer, error


def _body(request: Request, model: type[BaseModel]) -> BaseModel:
    if request.mimetype != "application/json":
        raise UnsupportedMediaType()
    raw = request.get_data()
    if len(raw) >= BODY_LIMIT_BYTES:  # sent in chunks: what came so far is cut off here
        raise RequestEntityTooLarge()
    if _NUL in raw:
        raise invalid("", "This holds a character that cannot be kept. Please leave it out.")
    return model.model_validate_json(raw or b"{}")


def _headers(request: Request, model: type[BaseModel]) -> dict[str, str]:
    names = [field.alias or name for name, field in model.model_fields.items()]
    return {name: request.headers[name] for name in names if name in request.headers}


def carries(*, takes: tuple[str, ...] = (), gives: str = "") -> Callable[[_View], _View]:
    """Say in the description that a route takes or gives plain bytes of these types."""

    def note(view: _View) -> _View:
        view.carried = (takes, gives)  # type: ignore[attr-defined]
        return view

    return note


spec = SpecTree(
    backend_name="flask",
    backend=_Plugin,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    validation_error_model=ProblemShape,
    title="Stipple",
    version=__version__,
    mode="strict",
)
spec._add_model(ProblemShape, mode="serialization")


def document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the application's routes."""
    kept = copy.deepcopy(spec.models)
    with app.app_context():
        described: dict[str, Any] = spec._generate_spec()
    _add_bytes(app, described)
    spec.models = kept  # generating takes the nested definitions out of them; the next app needs them too
    for operations in described["paths"].values():
        for operation in operations.values():
            _add_problems(operation)
    schemas = described["components"]["schemas"]
    described["components"]["schemas"] = dict(sorted(schemas.items()))
    described["paths"] = dict(sorted(described["paths"].items()))
    return described


def _add_bytes(app: Flask, described: dict[str, Any]) -> None:
    """Describe the bodies that are bytes and not JSON."""
    for rule in app.url_map.iter_rules():
        takes, gives = getattr(app.view_functions[rule.endpoint], "carried", ((), ""))
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        for method, operation in described["paths"].get(path, {}).items():
            if method.upper() not in (rule.methods or ()):
                continue
            if takes:
                operation["requestBody"] = {"required": True, "content": _bytes_of(*takes)}
            if gives:
                operation["responses"]["200"]["content"] = _bytes_of(gives)


def _bytes_of(*media_types: str) -> dict[str, Any]:
    return {one: {"schema": {"type": "string", "format": "binary"}} for one in media_types}


def _add_problems(operation: dict[str, Any]) -> None:
    """Every operation may refuse; only those that read a body can find it invalid."""
    schema = {"$ref": "#/components/schemas/ProblemShape"}
    problem = {"description": "A refusal, as a sentence", "content": {PROBLEM_JSON: {"schema": schema}}}
    responses = operation["responses"]
    responses.pop("422", None)
    if "requestBody" in operation or operation["parameters"]:
        responses["422"] = problem
    responses["default"] = problem


@spec.validate(resp=Answers("HTTP_200"), tags=["meta"])
def describe() -> dict[str, Any]:
    """Return this description (OpenAPI 3.1)."""
    described: dict[str, Any] = current_app.extensions["openapi"]
    return described
