"""Knows a patient two days after her first session, made through the API: there is something to do today."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.journeys.chromium import Phone
from tests.journeys.patient import ZONE

PHONE_NUMBER = "+49 30 5550 100"
PASSPHRASE = "four plain words work"

_KEPT = """
new Promise((resolve, reject) => {
  const opened = indexedDB.open("stipple");
  opened.onerror = () => reject(opened.error);
  opened.onsuccess = () => {
    const asked = opened.result.transaction("kept").objectStore("kept").getAllKeys();
    asked.onsuccess = () => {
      opened.result.close();
      resolve(["last-known", "protocol", "diary", "guides"].every((name) => asked.result.includes(name)));
    };
  };
})
"""

# Words of her plan that a stranger with her phone in hand may not find in what it keeps. None is short: four
# letters in a row are found by chance among sealed bytes, once in a thousand times.
CLINICAL = (
    "sunscreen",
    "retinoid",
    "session",
    "your skin",
    "Harbour Street",
    PHONE_NUMBER,
    "moistur",
    "SPF 30",
)


def ten_in_the_morning() -> datetime:
    """Tomorrow at ten where she is: after the morning's steps came due, and long before the evening's."""
    here = datetime.now(ZoneInfo(ZONE)) + timedelta(days=1)
    return here.replace(hour=10, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class InAftercare:
    """A patient signed in on a phone, with her first session two days ago."""

    phone: Phone
    name: str
    course_id: str

    def plan(self) -> dict[str, Any]:
        """What the server says now."""
        return dict(self.phone.api("GET", "/api/plan"))

    def outstanding(self) -> list[dict[str, Any]]:
        """What the server says is open, the first of Today first."""
        return list(self.plan()["today"]["outstanding"])

    def state_of(self, key: str) -> str:
        """How the server says this step of today stands."""
        today = self.plan()["today"]
        items = [*today["outstanding"], *today["later"], *today["settled"]]
        return str(next(item["state"] for item in items if item["key"] == key))


def begin(phone: Phone, name: str, now: datetime) -> InAftercare:
    """Sign up, describe a course and its first session two days ago, and open Today; `now` is the app's."""
    phone.page.goto(phone.url)
    phone.wait_for_worker()
    phone.api("POST", "/api/account", account_of(name))
    course = course_begun(now)
    phone.api("POST", "/api/courses", course)
    phone.open()
    phone.page.get_by_role("navigation", name="Stipple").wait_for()
    phone.wait_for(_KEPT, "the plan, the numbers of the protocol, the guides and the diary to be kept")
    return InAftercare(phone, name, str(course["id"]))


def account_of(name: str) -> dict[str, str]:
    """Her account as she enters it."""
    return {"name": name, "passphrase": PASSPHRASE, "zone": ZONE}


def course_begun(now: datetime) -> dict[str, Any]:
    """Her course as she enters it, the first of four sessions two days before `now`."""
    on = now.astimezone(ZoneInfo(ZONE)).date() - timedelta(days=2)
    first = {
        "start": f"{on}T13:45",
        "zone": ZONE,
        "minutes": 60,
        "place": "Harbour Street 3",
        "phone": PHONE_NUMBER,
    }
    return {
        "id": str(uuid.uuid4()),
        "area": "face",
        "modalities": ["pen"],
        "retinoid": "cosmetic",
        "actives": True,
        "tone": 3,
        "dark_marks": False,
        "photos": True,
        "sessions": 4,
        "first": first,
    }
