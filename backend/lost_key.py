"""Knows what follows when a host has lost the VAPID key for good, and how to go on with another."""

from __future__ import annotations

import backend.models  # noqa: F401 - a device names its patient, so all tables must be known
from backend.db import Database
from backend.install import accept_vapid_key
from backend.push.store import under_other_keys
from backend.push.vapid import VapidKeys
from backend.settings import Settings


def unreachable_devices(database: Database, settings: Settings) -> int:
    """How many devices subscribed with a key that is not set."""
    with database.read() as session:
        return len(under_other_keys(session, VapidKeys.from_settings(settings).held))


def change_vapid_key(database: Database, settings: Settings) -> None:
    """Go on with the key that is set, and call every device under a key that is not set broken.

    A broken device keeps its row, so that the former key, should it be found, can be set again.
    """
    with database.transaction() as session:
        accept_vapid_key(session, settings)
        for device in under_other_keys(session, VapidKeys.from_settings(settings).held):
            device.state = "broken"


def consequences(count: int) -> str:
    """What a host should know before, and after, so many devices have lost their key."""
    devices = "1 device" if count == 1 else f"{count} devices"
    return (
        f"{devices} subscribed with a key that is not set. No reminder reaches them until their patient "
        "opens Stipple there: that makes a new connection, on an iPhone with one more tap. What comes due "
        "until then stands in the app."
    )
