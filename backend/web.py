"""Knows how a request is let in and how an answer leaves: guard, headers, and the list of public routes."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import api, compress, errors, front, health, log, same_origin
from backend.accounts import routes as accounts
from backend.accounts import security_routes as security
from backend.accounts import sessions
from backend.accounts.passphrases import Passphrases
from backend.accounts.sessions import current_patient_id
from backend.courses import guide_routes as guides
from backend.courses import routes as courses
from backend.db import Database
from backend.errors import Problem
from backend.install import require_ready
from backend.mail import routes as mail
from backend.photos import routes as photos
from backend.push import routes as push
from backend.reminders import routes as reminders
from backend.settings import Settings
from backend.symptoms import routes as symptoms

# Everything else needs a signed-in patient. The push routes carry a token bound to one digest, those of
# /api/mail/stop one bound to an e-mail address.
PUBLIC = frozenset(
    {
        "GET /",
        "GET /assets/<path:name>",
        "GET /icons/<path:name>",
        "GET /manifest.json",
        "GET /service-worker.js",
        "GET /healthz",
        "GET /api/openapi.json",
        "POST /api/account",
        "GET /api/session",
        "POST /api/session",
        "POST /api/session/passkey/options",
        "POST /api/session/passkey",
        "POST /api/recovery",
        "POST /api/push/shown",
        "POST /api/push/act",
        "POST /api/mail/stop/<token>",
        "GET /api/mail/stop/<token>",
    }
)

# Nothing but our own files; no text becomes a script, except the addresses of the two workers, which the
# policy "stipple" of Trusted Types lets through (frontend/src/script-address.ts).
_CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types stipple",
    )
)

# The id of the patient a request is of, from pages and workers that know it.
_WHOSE = "Stipple-Patient"

# Routes that take more than JSON.
_LARGER_BODIES = {"PUT /api/photos/<uuid:photo_id>": photos.BODY_LIMIT_BYTES}

_SECURITY_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
_HSTS = "max-age=31536000; includeSubDomains"


class _App(Flask):
    """Flask, but a bug is logged by its route: the address may hold ids."""

    def log_exception(self, exc_info: Any) -> None:
        log.failed(exc_info)


def build(settings: Settings, database: Database | None) -> Flask:
    """Put the application together from its parts."""
    app = _App("backend", static_folder=None)
    app.url_map.merge_slashes = False  # one address per thing, and no redirect that trusts the Host header
    app.config["MAX_CONTENT_LENGTH"] = api.BODY_LIMIT_BYTES
    app.extensions["settings"] = settings
    app.extensions["database"] = database or Database(settings.database_url)
    app.extensions["passphrases"] = Passphrases(cheap=settings.env == "test")
    if settings.is_production:
        require_ready(app.extensions["database"], settings)
    # Believe exactly the proxies we stand behind: whoever is counted by address could make one up.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0)  # type: ignore[method-assign]
    errors.register(app)
    log.register(app)
    _limit_size(app)
    same_origin.register(app, settings)
    sessions.register(app, settings)
    app.before_request(_guard)
    app.after_request(compress.packed)
    app.after_request(lambda response: _secured(response, settings.is_https))
    front.register(app)
    for routes in (health, accounts, security, courses, guides, reminders, push, mail, photos, symptoms):
        app.register_blueprint(routes.blueprint)
    app.add_url_rule("/api/openapi.json", view_func=api.describe)
    app.extensions["openapi"] = api.document(app)
    return app


def _limit_size(app: Flask) -> None:
    def refuse_large_bodies() -> None:
        rule = request.url_rule.rule if request.url_rule else ""
        limit = _LARGER_BODIES.get(f"{request.method} {rule}", api.BODY_LIMIT_BYTES)
        request.max_content_length = limit
        if (request.content_length or 0) > limit:
            raise Problem(413, "too_large", "That is more than fits. Please send less at once.")

    app.before_request(refuse_large_bodies)


def _guard() -> None:
    """Let only signed-in patients through, except to the public routes. Unknown addresses stay 404.

    What waited on the phone, or comes from an old tab, says whose it is: whoever signed in there since shares
    the cookie, and is somebody else.
    """
    rule = request.url_rule
    if rule is None or f"{_method()} {rule.rule}" in PUBLIC:
        return
    patient_id = current_patient_id()
    if request.headers.get(_WHOSE, patient_id) != patient_id:
        raise Problem(401, "signed_out", "Somebody else is signed in here now. Please sign in to go on.")


def _method() -> str:
    return "GET" if request.method == "HEAD" else request.method


def _secured(response: Response, is_https: bool) -> Response:
    for name, value in _SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if is_https:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    if request.path.startswith("/api/") or "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"
    return response
