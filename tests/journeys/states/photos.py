"""Knows the states of the camera, and of what is due."""

from __future__ import annotations

import re

from tests.journeys.chromium import Phone
from tests.journeys.states.moves import nothing, one_after_another, press, press_link, settle
from tests.journeys.states.scene import Scene
from tests.journeys.states.state import state


def _give_camera(phone: Phone) -> None:
    """A camera that shows grey with a light oval, for a browser that has none."""
    phone.page.evaluate(_CAMERA)
    press_link("Take photos")(phone)


_CAMERA = """
navigator.mediaDevices.getUserMedia = async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [480, 640];
  const brush = canvas.getContext("2d");
  const draw = () => {
    brush.fillStyle = "rgb(122 124 126)";
    brush.fillRect(0, 0, 480, 640);
    brush.fillStyle = "rgb(150 110 90)";
    brush.beginPath();
    brush.ellipse(240, 290, 120, 180, 0, 0, 7);
    brush.fill();
  };
  draw();
  setInterval(draw, 100);
  return canvas.captureStream(10);
};
"""


def _without_a_camera(phone: Phone) -> None:
    press_link("Take photos")(phone)
    phone.page.get_by_text("We found no camera").wait_for()


def _open_all(phone: Phone) -> None:
    _give_camera(phone)
    press("How to take it", "Take another view")(phone)


def _shoot(phone: Phone) -> None:
    _give_camera(phone)
    phone.wait_for("document.querySelector('video')?.videoWidth > 0", "the camera's picture")
    phone.page.get_by_role("button", name="Take photo").click()
    phone.page.get_by_role("button", name="Keep it").wait_for()


def _over_the_first(phone: Phone) -> None:
    _shoot(phone)
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.get_by_role("heading", level=1, name="Left, half turned").wait_for()
    phone.page.get_by_text("Take another view").click()
    phone.page.get_by_role("button", name=re.compile("^Front")).click()
    phone.page.locator("img.ghost").wait_for()
    settle(phone)


def _shoot_without_a_line(phone: Phone) -> None:
    _give_camera(phone)
    phone.offline()
    phone.wait_for("document.querySelector('video')?.videoWidth > 0", "the camera's picture")
    phone.page.get_by_role("button", name="Take photo").click()
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.get_by_role("heading", level=1, name="Left, half turned").wait_for()
    phone.page.get_by_role("link", name="Photos", exact=True).click()
    phone.page.get_by_text("still on this phone only").wait_for()
    settle(phone)


def _locked_at_the_camera(phone: Phone) -> None:
    _shoot(phone)
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.get_by_role("heading", level=1, name="Left, half turned").wait_for()
    phone.wait_for("fetch('/api/photos').then(a => a.json()).then(a => a.photos.length === 1)", "the photo")
    phone.api("POST", "/api/photos/lock", {})
    phone.page.get_by_role("link", name="Photos", exact=True).click()
    press_link("Take photos")(phone)


def _half_gone(phone: Phone) -> None:
    phone.page.evaluate(_HALF_GONE)
    _give_camera(phone)
    for pose in ("Left, half turned", "Right, half turned"):
        phone.wait_for("document.querySelector('video')?.videoWidth > 0", "the camera's picture")
        phone.page.get_by_role("button", name="Take photo").click()
        phone.page.get_by_role("button", name="Keep it").click()
        phone.page.get_by_role("heading", level=1, name=pose).wait_for()
    phone.page.get_by_role("link", name="Photos", exact=True).click()
    phone.page.get_by_text("50 percent").wait_for()


# A line that takes half of a photo and no more.
_HALF_GONE = """() => {
  window.XMLHttpRequest = class extends XMLHttpRequest {
    send(body) {
      const half = {lengthComputable: true, loaded: body.byteLength / 2, total: body.byteLength};
      this.upload.dispatchEvent(new ProgressEvent("progress", half));
    }
  };
}"""


for _name, _then in {
    "Due now": nothing,
    "Locked at the camera": _locked_at_the_camera,
    "Unlock": one_after_another(_locked_at_the_camera, press("Unlock my photos")),
    "Half of one sent": _half_gone,
    "No camera": _without_a_camera,
    "Aim": _give_camera,
    "Look": _shoot,
    "Over the first": _over_the_first,
    "On this phone only": _shoot_without_a_line,
}.items():

    @state("Photos", _name, "/#/photos", then=_then)
    def _(scene: Scene) -> None:
        scene.course(7, 42)


@state("Photos", "Hands, with marks", "/#/photos", then=_give_camera)
def _(scene: Scene) -> None:
    scene.course(7, area="hands")


def _take_the_only_one(phone: Phone) -> None:
    _shoot(phone)
    phone.page.get_by_role("button", name="Keep it").click()
    phone.page.get_by_role("heading", level=1, name="All taken").wait_for()
    phone.page.get_by_text("The reminder on Today is done.").wait_for()


@state("Photos", "All taken", "/#/photos", then=_take_the_only_one)
def _(scene: Scene) -> None:
    scene.course(7, area="hands", photos=True)


@state("Photos", "Colour check due", "/#/photos")
def _(scene: Scene) -> None:
    scene.course(-11, 24, tone=5, photos=True)


@state("Photos", "A symptom to show the clinic", "/#/photos")
def _(scene: Scene) -> None:
    course_id = scene.course(-20, 21, tone=2)
    scene.tell(course_id, 0, "darker", 4)


@state("Photos", "Close-ups and how to take them", "/#/photos", then=_open_all)
def _(scene: Scene) -> None:
    scene.course(7, concern="acne_scars")


@state("Photos", "Nothing due", "/#/photos")
def _(scene: Scene) -> None:
    scene.course(-20, 21)


@state("Photos", "No course", "/#/photos")
def _(scene: Scene) -> None:
    scene.reminders = "off"


@state("Photos", "Several areas, one of them intimate", "/#/photos")
def _(scene: Scene) -> None:
    scene.course(7, area="face,neck,breast", photos=True)


@state("Photos", "Intimate area", "/#/photos")
def _(scene: Scene) -> None:
    scene.course(7, area="breast")
