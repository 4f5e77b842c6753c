"""Knows what is written to the log, and what never is: names, bodies, query strings, health words."""

from __future__ import annotations

import logging
import sys
import time
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from flask_login import current_user
from structlog.typing import Processor

from backend.settings import Settings

_log = structlog.get_logger("stipple.web")


def configure(settings: Settings) -> None:
    """Write JSON lines in production, readable lines elsewhere; other libraries' records too."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(settings)],
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # These would write a line at each tick, and at each start about what is as it should be.
    for name in ("apscheduler", "alembic"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _renderer(settings: Settings) -> Processor:
    if settings.is_production:
        return structlog.processors.JSONRenderer()
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def register(app: Flask) -> None:
    """Write one line per request: what was asked by route, never by address, and how it went."""
    app.before_request(_begin)
    app.after_request(_end)


def failed(exc_info: Any) -> None:
    """Write the line of a request that ended in a bug."""
    _log.error("failed", method=request.method, route=_route(), exc_info=exc_info)


def _begin() -> None:
    g.began = time.monotonic()
    g.request_id = uuid.uuid4().hex[:12]
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request=g.request_id)


def _end(response: Response) -> Response:
    if "began" not in g:
        return response
    response.headers["X-Request-Id"] = g.request_id
    _log.info(
        "request",
        method=request.method,
        route=_route(),
        status=response.status_code,
        ms=round((time.monotonic() - g.began) * 1000),
        patient=_patient_id(),
    )
    return response


def _route() -> str:
    # The address itself may hold ids.
    return request.url_rule.rule if request.url_rule else "(none)"


def _patient_id() -> str | None:
    # Only if somebody already asked who this is: a static file should not cost a query.
    if "_login_user" not in g:
        return None
    return getattr(current_user, "patient_id", None)
