"""Knows how every refusal is said: a stable code, and a sentence that tells the reader what to do."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pydantic
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

PROBLEM_JSON = "application/problem+json"

_SENTENCES = {
    400: ("bad_request", "We could not read what was sent. Please reload the page and try again."),
    404: ("not_found", "There is nothing at this address. Go back, or open the start page."),
    405: ("method_not_allowed", "This address is not used that way. Please reload the page and try again."),
    413: ("too_large", "That is more than fits. Please send less at once."),
    415: ("wrong_type", "Please send JSON, with the header Content-Type: application/json."),
    500: (
        "our_side",
        "Something went wrong on our side. Nothing was changed. Please try again.",
    ),
}

# By pydantic's name of the error.
_FIELD_SENTENCES = {
    "missing": "Please fill in “{name}”.",
    "extra_forbidden": "“{name}” is not something we know. Please leave it out.",
    "string_too_short": "“{name}” is too short. Please use {min_length} characters or more.",
    "too_short": "“{name}” has too few entries: at least {min_length}, please.",
    "string_too_long": "“{name}” is too long. Please use {max_length} characters or fewer.",
    "too_long": "“{name}” has too many entries: at most {max_length}, please.",
    "greater_than": "“{name}” must be more than {gt}.",
    "greater_than_equal": "“{name}” must be {ge} or more.",
    "less_than": "“{name}” must be less than {lt}.",
    "less_than_equal": "“{name}” must be {le} or less.",
    "literal_error": "“{name}” must be one of: {expected}.",
    "enum": "“{name}” must be one of: {expected}.",
    "uuid_parsing": "“{name}” is not an id. Please reload the page and try again.",
    "uuid_type": "“{name}” is not an id. Please reload the page and try again.",
    "json_invalid": "We could not read what was sent: it is not JSON. Please reload the page and try again.",
}


class Problem(Exception):
    """A request that cannot be met, and why; `extra` members are added to the answer.

    `retry_after`, in seconds, is also told as a header.
    """

    def __init__(self, status: int, code: str, sentence: str, **extra: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.code = code
        self.sentence = sentence
        self.extra = extra


def register(app: Flask) -> None:
    """Let every error of the application leave as problem+json."""
    app.register_error_handler(Problem, problem_response)
    app.register_error_handler(pydantic.ValidationError, _invalid_response)
    app.register_error_handler(HTTPException, _http_response)


def problem_response(problem: Problem) -> Response:
    """Return the problem as an answer (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.sentence,
        **problem.extra,
    }
    answer = Response(json.dumps(body), problem.status, content_type=PROBLEM_JSON)
    if "retry_after" in problem.extra:
        answer.headers["Retry-After"] = str(problem.extra["retry_after"])
    return answer


def invalid(field: str, sentence: str) -> Problem:
    """Return the problem of one field that cannot be taken (422, code "invalid")."""
    return Problem(422, "invalid", sentence, errors=[{"field": field, "sentence": sentence}])


def not_found(what: str) -> Problem:
    """Return the problem of something that is not there, or belongs to somebody else (404)."""
    return Problem(404, "not_found", f"We could not find this {what}. It may have been removed.")


def from_validation(error: pydantic.ValidationError) -> Problem:
    """Return one problem that names each field that cannot be taken, in plain sentences."""
    errors = [
        {"field": ".".join(str(part) for part in found["loc"]), "sentence": _sentence(found)}
        for found in error.errors(include_url=False, include_input=False)
    ]
    if len(errors) == 1:
        sentence = errors[0]["sentence"]
    else:
        sentence = f"{len(errors)} entries need another look. Nothing was changed."
    return Problem(422, "invalid", sentence, errors=errors)


def _invalid_response(error: pydantic.ValidationError) -> Response:
    return problem_response(from_validation(error))


def _http_response(error: HTTPException) -> Response:
    status = error.code or 500
    code, sentence = _SENTENCES.get(status, _SENTENCES[400 if status < 500 else 500])
    answer = problem_response(Problem(status, code, sentence))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "retry-after"):
            answer.headers[name] = value
    return answer


def _sentence(found: Any) -> str:
    """Return what the patient can do about one pydantic error."""
    kind, context = found["type"], found.get("ctx", {})
    if kind in ("value_error", "assertion_error"):
        return str(context["error"])
    name = str(found["loc"][-1]).replace("_", " ") if found["loc"] else "this"
    if kind in ("string_too_short", "too_short") and context["min_length"] == 1:
        kind = "missing"
    if kind in _FIELD_SENTENCES:
        return _FIELD_SENTENCES[kind].format(name=name, **context)
    if any(part in kind for part in ("date", "time", "timezone")):
        return f"“{name}” is not a date or time that exists. Please check it."
    return f"“{name}” is not filled in the way we can read. Please check it."
