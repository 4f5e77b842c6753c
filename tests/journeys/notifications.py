"""Knows how a desktop shows notifications: the daemon a browser asks over D-Bus, with a finger to press them.

Freedesktop Desktop Notifications Specification 1.3, on a session bus of our own: nothing here touches the
machine's own desktop.
"""

import asyncio
import contextlib
import html
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusDict, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

from tests.journeys.deadlines import TooLate

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_DISMISSED_BY_USER = 2
_CLOSED_BY_CALL = 3
_BODY_ACTION = "default"

Strings = Annotated[list[str], DBusSignature("as")]
ServerInformation = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]
ClosedReason = Annotated[tuple[int, int], DBusSignature("uu")]
InvokedAction = Annotated[tuple[int, str], DBusSignature("us")]

_BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True)
class Notification:
    """One notification as the browser asked for it, its text unescaped."""

    id: int
    app: str
    title: str
    body: str
    actions: tuple[tuple[str, str], ...]
    replaces_id: int
    timeout_ms: int

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons' words, in order."""
        return tuple(label for key, label in self.actions if key != _BODY_ACTION)

    @property
    def text(self) -> str:
        """All a bystander can read on the lock screen."""
        return "\n".join([self.title, self.body, *self.labels])

    @property
    def stays(self) -> bool:
        """Whether it stays until it is answered (requireInteraction)."""
        return self.timeout_ms == 0


class NotificationDaemon:
    """A notification daemon on a private session bus, in a thread of its own. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self.shown: list[Notification] = []
        self._open: dict[int, Notification] = {}
        self._changed = threading.Condition()
        self._folder = folder
        self._bus_process: subprocess.Popen[str] | None = None
        self._desktop: _Desktop | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="notifications", daemon=True)

    @property
    def bus_address(self) -> str:
        """Value of DBUS_SESSION_BUS_ADDRESS for a browser that shall show its notifications here."""
        return f"unix:path={self._folder / 'bus'}"

    @property
    def open(self) -> list[Notification]:
        """What is on the screen now, oldest first."""
        with self._changed:
            return list(self._open.values())

    def __enter__(self) -> "NotificationDaemon":
        self._start_bus()
        self._thread.start()
        self._wait(lambda: self._desktop is not None, "the notification daemon to answer", 10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        if self._bus_process is not None:
            self._bus_process.terminate()
            self._bus_process.communicate(timeout=10)

    def wait_for(
        self, found: Callable[[Notification], bool], what: str, *, after: int = 0, seconds: float = 15
    ) -> Notification:
        """Wait for the newest notification on the screen for which `found` holds.

        `after` is how many had been shown before (`len(daemon.shown)`): older ones do not count.
        """
        match: list[Notification] = []

        def is_there() -> bool:
            match[:] = [n for n in self.shown[after:] if n.id in self._open and found(n)]
            return bool(match)

        self._wait(is_there, what, seconds)
        return match[-1]

    def wait_for_next(self, after: int, seconds: float = 15) -> Notification:
        """Wait for any notification beyond the first `after` ones."""
        return self.wait_for(lambda _: True, "a notification", after=after, seconds=seconds)

    def wait_until_closed(self, notification: Notification, seconds: float = 10) -> None:
        """Wait until this notification is no longer on the screen."""
        self._wait(lambda: notification.id not in self._open, "a notification to go", seconds)

    def click(self, notification: Notification, label: str) -> None:
        """Press the button with this label; raises AssertionError when there is none."""
        keys = [key for key, name in notification.actions if name == label and key != _BODY_ACTION]
        assert keys, f"No button {label!r} here, only {notification.labels}."
        self._press(notification, keys[0])

    def click_body(self, notification: Notification) -> None:
        """Tap the notification itself, not one of its buttons."""
        self._press(notification, _BODY_ACTION)

    def close(self, notification: Notification) -> None:
        """Swipe the notification away."""
        self._loop.call_soon_threadsafe(self._take_away, notification.id, _DISMISSED_BY_USER)
        self.wait_until_closed(notification)

    def _press(self, notification: Notification, key: str) -> None:
        assert self._desktop is not None
        self._loop.call_soon_threadsafe(self._desktop.ActionInvoked, notification.id, key)
        self.close(notification)

    def _wait(self, condition: Callable[[], bool], what: str, seconds: float) -> None:
        with self._changed:
            if not self._changed.wait_for(condition, timeout=seconds):
                titles = [n.title for n in self.shown]
                raise TooLate(f"Waited {seconds:g} s for {what}. Shown so far: {titles}.")

    # The bus and the server thread

    def _start_bus(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        configuration = self._folder / "bus.conf"
        configuration.write_text(_BUS_CONFIGURATION.format(socket=self._folder / "bus"))
        command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"]
        self._bus_process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._bus_process.stdout is not None
        # The line comes once the bus listens, and ends (empty) if it could not start.
        assert self._bus_process.stdout.readline(), "dbus-daemon did not start; its error stands above."

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        bus = self._loop.run_until_complete(self._own_name())
        self._loop.run_forever()
        bus.disconnect()
        self._loop.run_until_complete(bus.wait_for_disconnect())
        self._loop.close()

    async def _own_name(self) -> MessageBus:
        bus = await MessageBus(bus_address=self.bus_address).connect()
        desktop = _Desktop(self)
        bus.export(_PATH, desktop)
        await bus.request_name(_NAME)
        with self._changed:
            self._desktop = desktop
            self._changed.notify_all()
        return bus

    def _put_up(self, notification: Notification) -> None:
        with self._changed:
            self._open[notification.id] = notification
            self.shown.append(notification)
            self._changed.notify_all()

    def _take_away(self, notification_id: int, reason: int) -> None:
        with self._changed, contextlib.suppress(KeyError):
            del self._open[notification_id]
            self._changed.notify_all()
        if self._desktop is not None:
            self._desktop.NotificationClosed(notification_id, reason)


class _Desktop(ServiceInterface):
    """The interface of the specification; every call is one line on the screen of NotificationDaemon."""

    def __init__(self, daemon: NotificationDaemon) -> None:
        super().__init__(_NAME)
        self._daemon = daemon
        self._last_id = 0

    @dbus_method()
    def GetCapabilities(self) -> Strings:
        return ["actions", "body", "persistence"]

    @dbus_method()
    def GetServerInformation(self) -> ServerInformation:
        return ("journey", "Stipple", "1", "1.2")

    @dbus_method()
    def Notify(
        self,
        app_name: DBusStr,
        replaces_id: DBusUInt32,
        app_icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Strings,
        hints: DBusDict,
        expire_timeout: DBusInt32,
    ) -> DBusUInt32:
        if replaces_id == 0:
            self._last_id += 1
        notification_id = replaces_id or self._last_id
        notification = Notification(
            id=notification_id,
            app=app_name,
            title=html.unescape(summary),
            body=html.unescape(body),
            actions=tuple(zip(actions[::2], actions[1::2], strict=True)),
            replaces_id=replaces_id,
            timeout_ms=expire_timeout,
        )
        self._daemon._put_up(notification)
        return notification_id

    @dbus_method()
    def CloseNotification(self, id: DBusUInt32) -> None:
        self._daemon._take_away(id, _CLOSED_BY_CALL)

    @dbus_signal()
    def ActionInvoked(self, id: DBusUInt32, action_key: DBusStr) -> InvokedAction:
        return (id, action_key)

    @dbus_signal()
    def NotificationClosed(self, id: DBusUInt32, reason: DBusUInt32) -> ClosedReason:
        return (id, reason)
