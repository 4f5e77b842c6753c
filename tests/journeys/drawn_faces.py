"""Knows how photos come to lie on the server without a camera: drawn, and sent as the phone sends them."""

from __future__ import annotations

import base64
import io
import math
import uuid
from dataclasses import dataclass
from datetime import datetime

from PIL import Image, ImageDraw

from tests.journeys.chromium import Phone
from tests.photos.pictures import headers_of

SIZE = (600, 800)
GREY = (119, 119, 119)
# From light to dark; drawn faces say nothing about real skin.
TONES = ((233, 196, 172), (168, 117, 86), (84, 55, 42))

_SEND = """async ({id, headers, body}) => {
  const bytes = Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  const answer = await fetch(`/api/photos/${id}`, {method: "PUT", headers, body: bytes});
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}"""


@dataclass(frozen=True)
class Held:
    """How the phone was held: turned by degrees, nearer by a factor, moved by shares of the width."""

    turned: float = 0
    nearer: float = 1
    right: float = 0
    down: float = 0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Where a spot of the face, in shares of the width from its middle, lies on the photo, in pixels."""
        angle = math.radians(self.turned)
        turned_x = x * math.cos(angle) - y * math.sin(angle)
        turned_y = x * math.sin(angle) + y * math.cos(angle)
        width, height = SIZE
        return (
            width / 2 + width * (self.nearer * turned_x + self.right),
            height / 2 + width * (self.nearer * turned_y + self.down),
        )


# The outer corners of the eyes of a drawn face.
EYES = ((-0.17, -0.1), (0.17, -0.1))


def face(tone: int = 1, held: Held = Held(), light: float = 1) -> bytes:
    """A drawn face as a JPEG; `light` below 1 is a darker room."""
    image = Image.new("RGB", SIZE, GREY)
    pen = ImageDraw.Draw(image)
    pen.polygon(_oval(held, 0, 0, 0.33, 0.44), fill=TONES[tone])
    for x, y in EYES:
        inner = x * 0.45
        pen.polygon(_oval(held, (x + inner) / 2, y, abs(x - inner) / 2, 0.03), fill=(250, 250, 250))
        pen.polygon(_oval(held, (x + inner) / 2, y, 0.025, 0.025), fill=(40, 26, 20))
    pen.line(
        [held.place(0, -0.06), held.place(0.03, 0.08), held.place(-0.01, 0.09)], fill=(90, 60, 48), width=4
    )
    pen.polygon(_oval(held, 0, 0.22, 0.1, 0.025), fill=(150, 72, 66))
    for x, y in ((-0.2, 0.1), (0.16, 0.14), (0.08, -0.28)):
        pen.polygon(_oval(held, x, y, 0.008, 0.008), fill=(60, 36, 28))
    made = io.BytesIO()
    image.point(lambda value: int(value * light)).save(made, "JPEG", quality=88)
    return made.getvalue()


def send_photo(phone: Phone, course_id: str, data: bytes, taken_at: datetime, **changed: str) -> str:
    """Send a photo with the patient's own sign-in; its id."""
    photo_id = str(uuid.uuid4())
    told = headers_of(data, course_id, Photo_Taken_At=taken_at.isoformat(), **changed)
    body = base64.b64encode(data).decode()
    phone.page.evaluate(_SEND, {"id": photo_id, "headers": told, "body": body})
    return photo_id


def _oval(held: Held, x: float, y: float, wide: float, high: float) -> list[tuple[float, float]]:
    steps = [math.tau * step / 60 for step in range(60)]
    return [held.place(x + wide * math.cos(at), y + high * math.sin(at)) for at in steps]
