"""Knows the smallest page that can receive a push: the harness is proven against it, not the product."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PAGE = """<!doctype html>
<html lang="en">
<title>Harness</title>
<main>
  <h1>Harness</h1>
  <label>Your name <input id="name"></label>
  <button id="subscribe">Turn on</button>
  <p id="state">waiting</p>
</main>
<script>
  document.getElementById("subscribe").addEventListener("click", async () => {
    await navigator.serviceWorker.register("/worker.js");
    const registration = await navigator.serviceWorker.ready;
    window.subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: new URLSearchParams(location.search).get("key"),
    });
    document.getElementById("state").textContent = "on for " + document.getElementById("name").value;
  });
</script>
</html>"""

_WORKER = """
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
const report = (fact) => fetch("/report", { method: "POST", body: JSON.stringify(fact) });

self.addEventListener("push", (event) => {
  const said = event.data.json();
  const options = { body: said.body, tag: "harness", actions: said.actions, requireInteraction: true };
  event.waitUntil(
    self.registration.showNotification(said.title, options).then(() => report({ shown: said.title })),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.waitUntil(report({ clicked: event.action, title: event.notification.title }));
});

self.addEventListener("notificationclose", (event) => {
  event.waitUntil(report({ closed: event.notification.title }));
});
"""


class HarnessSite:
    """A page, its service worker, and what the worker reported."""

    def __init__(self, port: int) -> None:
        self.url = f"http://localhost:{port}/"
        self.reports: list[dict[str, Any]] = []


@contextmanager
def harness_site() -> Iterator[HarnessSite]:
    """Serve the page on loopback for the length of a `with` block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    site = HarnessSite(server.server_port)
    server.RequestHandlerClass = _handler_of(site)
    thread = threading.Thread(target=server.serve_forever, name="harness-page", daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def _handler_of(site: HarnessSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/worker.js":
                self._send(_WORKER, "text/javascript")
            else:
                self._send(_PAGE, "text/html; charset=utf-8")

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            site.reports.append(json.loads(self.rfile.read(length)))
            self._send("", "text/plain")

        def _send(self, text: str, content_type: str) -> None:
            body = text.encode()
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: a test's output is for failures."""

    return Handler
