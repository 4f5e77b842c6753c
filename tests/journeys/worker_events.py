"""Knows how the service worker is woken without a push service: by the tools of the browser."""

from __future__ import annotations

from typing import Any

from tests.journeys.chromium import Phone
from tests.journeys.deadlines import wait_until

# Headless Chromium has no icon and makes no sound: what was asked for is written down instead.
_WORKER_SPY = """() => {
  self.badges = [];
  self.rings = [];
  navigator.setAppBadge = async (count) => { self.badges.push(count); };
  const show = self.registration.showNotification.bind(self.registration);
  self.registration.showNotification = async (title, options) => {
    await show(title, options);
    self.rings.push(!options.silent);
  };
}"""


class WorkerEvents:
    """Events handed to the service worker by the browser's tools: no push service, no encryption."""

    def __init__(self, phone: Phone) -> None:
        self._page = phone.page
        self._origin = phone.url
        self._tools = phone.devtools()
        self._registration: str | None = None
        self._tools.on("ServiceWorker.workerRegistrationUpdated", self._note)
        self._tools.send("ServiceWorker.enable")
        (self._worker,) = phone.context.service_workers
        self._worker.evaluate(_WORKER_SPY)

    def deliver(self, data: str) -> None:
        """Deliver one push with this text; an empty text is a push without data."""
        wait_until(self._is_known, "the browser's tools to name the service worker")
        about = {"origin": self._origin, "registrationId": self._registration, "data": data}
        self._tools.send("ServiceWorker.deliverPushMessage", about)

    def sync(self, tag: str) -> None:
        """Say that there is a line again, as the browser does in its own time."""
        wait_until(self._is_known, "the browser's tools to name the service worker")
        about = {
            "origin": self._origin,
            "registrationId": self._registration,
            "tag": tag,
            "lastChance": False,
        }
        self._tools.send("ServiceWorker.dispatchSyncEvent", about)

    def shown(self) -> list[dict[str, str]]:
        """The notifications on the screen."""
        return list(
            self._page.evaluate(
                """navigator.serviceWorker.getRegistration().then(r => r.getNotifications())
                     .then(all => all.map(({title, body, tag}) => ({title, body, tag})))"""
            )
        )

    def rings(self) -> list[bool]:
        """For each notification the worker has shown, whether it made itself heard."""
        return list(self._worker.evaluate("self.rings"))

    def badges(self) -> list[int]:
        """The numbers the worker put on the app's icon, the latest last."""
        return list(self._worker.evaluate("self.badges"))

    def _is_known(self) -> bool:
        self._page.wait_for_timeout(10)  # events of the tools are heard while the page is waited for
        return self._registration is not None

    def _note(self, event: dict[str, Any]) -> None:
        for registration in event["registrations"]:
            if registration["scopeURL"].startswith(self._origin) and not registration["isDeleted"]:
                self._registration = registration["registrationId"]
