"""How requests are let in and answers leave: same origin, headers, the front end, the description."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from backend import create_app, errors, front
from backend.api import Body, Shape
from backend.db import Database
from backend.settings import Settings

CREDENTIALS = {"name": "Alice", "passphrase": "four calm green lamps"}


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    dist = tmp_path / "dist"
    for name, content in {
        "index.html": "<!doctype html><title>Stipple</title>",
        "manifest.json": "{}",
        "service-worker.js": "console.log(1);",
        "assets/index-abc123.js": "1;",
        "assets/index-abc123.js.map": "{}",
        "assets/later/camera-abc123.js": "1;",
        "icons/icon-192.png": "png",
    }.items():
        (dist / name).parent.mkdir(parents=True, exist_ok=True)
        (dist / name).write_text(content)
    return dist


@pytest.fixture
def built(app: Flask, dist: Path) -> Flask:
    """The app with a front end that was built."""
    app.extensions["front"] = dist
    app.extensions["service_worker"] = front.service_worker(dist)
    return app


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 401),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.org"}, 401),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8000"}, 403),
        ({"Origin": "http://localhost:8000"}, 401),  # the public address
        ({"Origin": "http://localhost"}, 401),  # the address this request came to
        ({"Origin": "https://localhost:8000"}, 403),
        ({"Origin": "http://localhost:8000.evil.org"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_change_anything(app, headers, status):
    answer = app.test_client().post("/api/session", json=CREDENTIALS, headers=headers)
    assert answer.status_code == status
    assert answer.json["code"] == {401: "wrong_credentials", 403: "other_site"}[status]


def test_reading_needs_no_origin(app):
    assert app.test_client().get("/healthz").status_code == 200


POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "stipple",
}

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}

HSTS = "max-age=31536000; includeSubDomains"

KEPT = "public, max-age=31536000, immutable"

# Every kind of answer there is: what is asked, and the status, type and caching of what comes back.
ANSWERS = {
    "the page": ("GET", "/", 200, "text/html", "no-cache"),
    "the page, head only": ("HEAD", "/", 200, "text/html", "no-cache"),
    "a hashed file": ("GET", "/assets/index-abc123.js", 200, "text/javascript", KEPT),
    "an icon": ("GET", "/icons/icon-192.png", 200, "image/png", "no-cache"),
    "the manifest": ("GET", "/manifest.json", 200, "application/manifest+json", "no-cache"),
    "the service worker": ("GET", "/service-worker.js", 200, "text/javascript", "no-cache"),
    "health": ("GET", "/healthz", 200, "application/json", "no-store"),
    "the description": ("GET", "/api/openapi.json", 200, "application/json", "no-store"),
    "a first visit": ("GET", "/api/session", 200, "application/json", "no-store"),
    "the API": ("GET", "/api/me", 200, "application/json", "no-store"),
    "no content": ("DELETE", "/api/session", 204, "text/html", "no-store"),
    "no such API": ("GET", "/api/nothing", 404, errors.PROBLEM_JSON, "no-store"),
    "no such file": ("GET", "/assets/nothing.js", 404, errors.PROBLEM_JSON, "no-store"),
    "no such page": ("GET", "/wp-login.php", 404, errors.PROBLEM_JSON, "no-store"),
    "another method": ("PUT", "/", 405, errors.PROBLEM_JSON, "no-store"),
    "not what was asked for": ("POST", "/api/session", 415, errors.PROBLEM_JSON, "no-store"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_carries_the_security_headers(built, alice, kind):
    method, path, status, mimetype, caching = ANSWERS[kind]
    with alice.open(path, method=method) as answer:
        headers = answer.headers
        assert (answer.status_code, answer.mimetype) == (status, mimetype)
        charset = answer.mimetype_params.get("charset")
    assert charset == ("utf-8" if mimetype.startswith("text/") else None)
    assert_guarded(headers)
    assert headers["Cache-Control"] == caching


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("GET", "/api/me", {}, 401),
        ("POST", "/api/session", {"headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
        ("POST", "/api/session", {"data": b"x" * 2_000_000}, 413),
        ("POST", "/api/session", {"json": {}}, 422),
        ("TRACE", "/", {}, 405),
        ("TRACE", "/api/me", {}, 405),
    ],
)
def test_every_refusal_carries_them_too(client, method, path, more, status):
    answer = client.open(path, method=method, **more)
    assert answer.status_code == status
    assert_guarded(answer.headers)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_bug_carries_them_too(app, client):
    app.testing = False

    @app.before_request
    def bug() -> None:
        raise RuntimeError("the inner workings")

    answer = client.get("/healthz")
    assert answer.status_code == 500
    assert_guarded(answer.headers)


def assert_guarded(headers):
    """The whole set, and nothing that takes it back."""
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == POLICY
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "Strict-Transport-Security" not in headers  # it is served without TLS here
    assert not [name for name, _ in headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://stipple.clinic.org", 401),
        ("http://stipple.clinic.org", 403),  # a page that came without TLS, from whoever sits in between
        ("https://evil.org", 403),
    ],
)
def test_over_https_only_the_public_address_is_ours(settings, database, origin, status):
    secure = create_app(replace(settings, public_url="https://stipple.clinic.org"), database=database)
    # Behind a proxy the request itself arrives without TLS, and with whatever Host the browser was given.
    for host in ("http://stipple.clinic.org", "https://evil.org"):
        answer = secure.test_client().post(
            "/api/session", json=CREDENTIALS, headers={"Origin": origin}, base_url=host
        )
        assert answer.status_code == status
        assert answer.headers["Strict-Transport-Security"] == HSTS  # whatever the answer


def test_over_https_the_cookie_is_bound_to_the_host_and_tls_is_remembered(tmp_path, database: Database):
    settings = Settings.from_env(
        {
            "STIPPLE_ENV": "test",
            "STIPPLE_DATA_DIR": str(tmp_path),
            "STIPPLE_PUBLIC_URL": "https://stipple.clinic.org",
        }
    )
    client = create_app(settings, database=database).test_client()
    answer = client.post(
        "/api/account",
        json={**CREDENTIALS, "zone": "Europe/Berlin"},
        headers={"Origin": "https://stipple.clinic.org"},
        base_url="https://stipple.clinic.org",
    )
    assert answer.status_code == 201
    cookies = answer.headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in cookies} == {"__Host-stipple", "__Host-stipple-known"}
    for cookie in cookies:
        assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
        assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == HSTS


def test_answers_of_the_api_are_never_stored(alice):
    assert alice.get("/api/me").headers["Cache-Control"] == "no-store"


def test_without_a_build_the_page_says_what_to_do(app, client, tmp_path):
    app.extensions["front"] = tmp_path
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make build" in answer.text
    assert "make build" in front.service_worker(tmp_path)


def test_the_page_is_asked_for_again_and_hashed_files_are_kept(built, client):
    for path, mimetype, caching in (
        ("/", "text/html", "no-cache"),
        ("/assets/index-abc123.js", "text/javascript", "public, max-age=31536000, immutable"),
        ("/manifest.json", "application/manifest+json", "no-cache"),
        ("/icons/icon-192.png", "image/png", "no-cache"),
    ):
        with client.get(path) as answer:
            assert answer.status_code == 200
            assert answer.mimetype == mimetype
            assert answer.headers["Cache-Control"] == caching
            assert "Cookie" not in answer.headers.get("Vary", ""), "one copy serves every patient"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/nothing.js",
        "/assets/../index.html",
        "/assets/%2e%2e/index.html",
        "/icons/nothing.png",
        "/assets/",  # no folder is listed
        "/assets/later/",
        "/assets/later",
        "/icons/",
    ],
)
def test_nothing_outside_the_build_is_served(built, client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_service_worker_knows_the_files_of_its_build(built, client):
    answer = client.get("/service-worker.js")
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/javascript"
    first, rest = answer.text.split("\n", 1)
    precache = json.loads(first.removeprefix("self.__PRECACHE__=").removesuffix(";"))
    assert precache["urls"] == ["/assets/index-abc123.js", "/icons/icon-192.png", "/", "/manifest.json"]
    assert rest == "console.log(1);"


def test_another_build_makes_another_worker(dist):
    before = front.service_worker(dist)
    (dist / "assets" / "index-abc123.js").write_text("2;")
    assert front.service_worker(dist) != before


def test_health_says_what_works_and_nothing_of_patients(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["alive"] is True
    assert answer.json["database"] is True
    assert answer.json["tzdata"].startswith("20")
    assert set(answer.json) == {"alive", "database", "oldest_unsent_seconds", "tzdata", "version"}


def test_health_says_when_the_database_is_away(settings, tmp_path):
    database = Database(f"sqlite:///{tmp_path}/no/such/folder/stipple.db")
    answer = create_app(settings, database=database).test_client().get("/healthz")
    assert answer.status_code == 503
    assert answer.json["database"] is False


def test_the_description_is_openapi_3_1_and_every_route_may_refuse(client):
    described = client.get("/api/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert "/api/account" in described["paths"]
    for operations in described["paths"].values():
        for operation in operations.values():
            content = operation["responses"]["default"]["content"]
            assert content["application/problem+json"]["schema"]["$ref"].endswith("/ProblemShape")
    assert "code" in described["components"]["schemas"]["ProblemShape"]["required"]


def test_every_reference_of_the_description_leads_somewhere(client):
    described = client.get("/api/openapi.json").json
    names = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(_references(described)) <= names


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [one for value in node.values() for one in _references(value)]
    if isinstance(node, list):
        return [one for value in node for one in _references(value)]
    return []


def test_every_route_of_the_api_is_described(app, client):
    described = client.get("/api/openapi.json").json["paths"]
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and rule.rule != "/api/openapi.json":
            path = rule.rule.replace("<uuid:", "<").replace("<", "{").replace(">", "}")
            assert path in described, path


def test_every_shape_has_a_name_of_its_own():
    """The description goes by plain names: two shapes of one name would overwrite each other."""
    names = [shape.__name__ for base in (Body, Shape) for shape in _descendants(base)]
    assert sorted(names) == sorted(set(names))


def _descendants(base: type) -> list[type]:
    return [one for each in base.__subclasses__() for one in (each, *_descendants(each))]
