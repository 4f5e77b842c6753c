"""Knows which requests come from our own pages: no other site may change anything (CSRF)."""

from __future__ import annotations

from flask import Flask, Request, request

from backend.errors import Problem
from backend.settings import Settings

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


# Mail programs send this one (RFC 8058); its token says what it may do.
_FROM_ANYWHERE = frozenset({"/api/mail/stop/<token>"})


def register(app: Flask, settings: Settings) -> None:
    """Refuse unsafe requests of other origins with 403 "other_site"."""

    def refuse_other_sites() -> None:
        is_open = request.url_rule is not None and request.url_rule.rule in _FROM_ANYWHERE
        if request.method not in _SAFE_METHODS and not is_open and not is_ours(request, settings):
            raise Problem(
                403,
                "other_site",
                "This did not come from the app itself. Please open Stipple at its own address.",
            )

    app.before_request(refuse_other_sites)


def is_ours(request: Request, settings: Settings) -> bool:
    """Return whether a page of this origin sent the request.

    Browsers say so in Sec-Fetch-Site, which pages cannot forge; older ones only send Origin. A request
    with neither comes from no browser we serve. Without TLS, on a developer's machine, the app may go by
    several names; with it, by its public one only.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None or settings.is_https:
        return origin == settings.public_url
    return origin in (settings.public_url, request.host_url.rstrip("/"))
