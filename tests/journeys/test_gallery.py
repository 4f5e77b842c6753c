"""The gallery on a phone: seen, compared, lined up, filmed, deleted, and locked behind whoever goes away."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.aftercare import PASSPHRASE, InAftercare
from tests.journeys.app import App
from tests.journeys.chromium import Phone
from tests.journeys.drawn_faces import EYES, SIZE, Held, face, send_photo

HELD_OTHERWISE = Held(turned=6, nearer=1.08, right=0.03, down=-0.02)
# One press of an arrow key moves a ring by 0.4 percent of the width.
NEAREST = 0.01
LINE_UP_STRAIGHT = """(address) => fetch(address, {
  method: "PATCH",
  headers: {"Content-Type": "application/json"},
  body: JSON.stringify({alignment: {scale: 1, rotation: 0, shift_x: 0, shift_y: 0}}),
}).then((answer) => answer.ok)"""


def _two_photos(alice: InAftercare, now: App) -> tuple[str, str]:
    first = send_photo(alice.phone, alice.course_id, face(), now.now - timedelta(days=30))
    later = face(held=HELD_OTHERWISE)
    return first, send_photo(alice.phone, alice.course_id, later, now.now - timedelta(days=10))


def _drag(phone: Phone, ring: str, spot: tuple[float, float]) -> None:
    """Drag a ring to a place on its photo, in pixels of the photo."""
    mark = phone.page.get_by_role("button", name=ring)
    board = phone.page.locator(".marks", has=mark)
    board.scroll_into_view_if_needed()
    held, box = mark.bounding_box(), board.bounding_box()
    assert held and box
    mouse = phone.page.mouse
    mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"] * spot[0] / SIZE[0], box["y"] + box["height"] * spot[1] / SIZE[1])
    mouse.up()


def _line_up(phone: Phone) -> None:
    page = phone.page
    for number, (x, y) in enumerate(EYES, 1):
        _drag(phone, f"Ring {number} on the first photo", Held().place(x, y))
        _drag(phone, f"Ring {number} on the second photo", HELD_OTHERWISE.place(x, y))
    page.get_by_role("button", name="Lay them over each other").click()
    page.get_by_role("switch", name="Lined up").wait_for()


def _open_pair(phone: Phone) -> None:
    phone.open("/#/photos/gallery")
    phone.page.get_by_role("link", name="Compare").click()
    phone.page.locator("a.pair").click()
    phone.page.get_by_role("slider", name="Earlier or later photo").wait_for()


def test_two_photos_are_compared_by_keyboard_in_each_way(alice: InAftercare, clinic: App) -> None:
    _two_photos(alice, clinic)
    _open_pair(alice.phone)
    page = alice.phone.page
    slider = page.get_by_role("slider", name="Earlier or later photo")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute(
        "aria-valuetext", "Left 51 percent: the earlier photo. Right 49 percent: the later one."
    )
    assert page.locator(".layer").nth(1).evaluate("e => e.style.clipPath") == "inset(0px 0px 0px 51%)"
    page.get_by_role("button", name="Side by side").press("Enter")
    expect(page.locator("figcaption")).to_have_text(["Earlier", "Later"])
    page.get_by_role("button", name="In turns").press("Enter")
    page.get_by_role("button", name="Earlier. Tap for the later one.").press("Enter")
    expect(page.get_by_role("button", name="Later. Tap for the earlier one.")).to_be_visible()
    expect(page.get_by_text("before the first session")).to_have_count(2)


def test_both_photos_are_zoomed_and_moved_alike(alice: InAftercare, clinic: App) -> None:
    _two_photos(alice, clinic)
    _open_pair(alice.phone)
    page = alice.phone.page
    page.get_by_text("Look closer").click()
    page.get_by_role("slider", name="Zoom").fill("200")
    page.get_by_role("slider", name="Left or right").fill("30")
    views = page.locator(".layer-view").evaluate_all("all => all.map((e) => e.style.transform)")
    assert views == ["translate(-30%, 0%) scale(2)"] * 2


def test_marks_lay_one_photo_over_the_other_and_only_four_numbers_are_kept(
    alice: InAftercare, clinic: App
) -> None:
    first, later = _two_photos(alice, clinic)
    _open_pair(alice.phone)
    page = alice.phone.page
    page.get_by_role("link", name="Line them up").click()
    ring = page.get_by_role("button", name="Ring 2 on the second photo")
    before = ring.get_attribute("aria-label")
    ring.press("Shift+ArrowRight")
    assert ring.get_attribute("aria-label") != before
    _line_up(alice.phone)
    kept = {each["id"]: each["alignment"] for each in alice.phone.api("GET", "/api/photos")["photos"]}
    assert kept[first] == {"scale": 1, "rotation": 0, "shift_x": 0, "shift_y": 0}
    assert set(kept[later]) == {"scale", "rotation", "shift_x", "shift_y"}
    assert abs(kept[later]["scale"] * HELD_OTHERWISE.nearer - 1) < NEAREST
    assert abs(kept[later]["rotation"] + HELD_OTHERWISE.turned) < 1
    upper = page.locator(".layer-photo").nth(1)
    assert "rotate(-" in upper.evaluate("e => e.style.transform")
    page.get_by_role("switch", name="Lined up").click()
    assert upper.evaluate("e => e.style.transform") == "translate(0%, 0%) rotate(0deg) scale(1)"


def test_photos_too_unlike_are_shown_side_by_side_only_and_the_reason_is_said(
    alice: InAftercare, clinic: App
) -> None:
    first, later = _two_photos(alice, clinic)
    for photo, turned in ((first, 0), (later, 20)):
        numbers = {"scale": 1, "rotation": turned, "shift_x": 0, "shift_y": 0}
        alice.phone.api("PATCH", f"/api/photos/{photo}", {"alignment": numbers})
    alice.phone.open(f"/#/photos/gallery/compare/{first}/{later}")
    page = alice.phone.page
    page.get_by_text("One is much more tilted. So they are shown side by side only.").wait_for()
    expect(page.get_by_role("slider", name="Earlier or later photo")).to_have_count(0)
    expect(page.locator("figcaption")).to_have_text(["Earlier", "Later"])


def test_what_differs_beside_the_skin_is_said(alice: InAftercare, clinic: App) -> None:
    before = send_photo(alice.phone, alice.course_id, face(), clinic.now - timedelta(days=30))
    dark = face(light=0.7)
    day_2 = send_photo(alice.phone, alice.course_id, dark, clinic.now, Photo_Check_In="day-3")
    alice.phone.open(f"/#/photos/gallery/compare/{before}/{day_2}")
    page = alice.phone.page
    page.get_by_text("A day before the first session beside day 2 shows healing, not results.").wait_for()
    page.get_by_text("The light differs: one is darker. What looks changed may be the light.").wait_for()
    later = send_photo(alice.phone, alice.course_id, dark, clinic.now - timedelta(days=20))
    alice.phone.open(f"/#/photos/gallery/pairs/{before}")
    apart = page.get_by_role("heading", name="Other light").locator("xpath=following-sibling::ul[1]")
    expect(apart.locator(f"a.pair[href*='{later}']")).to_have_count(1)
    expect(page.locator("a.pair")).to_have_count(1)


def test_the_patients_own_scores_stand_beside_the_photos_over_time(alice: InAftercare, clinic: App) -> None:
    _two_photos(alice, clinic)
    page = alice.phone.page
    for days, value in ((28, 2), (9, 5)):
        at = (clinic.now - timedelta(days=days)).isoformat()
        said = {"question": "goal_score", "value": value, "at": at}
        alice.phone.api(
            "POST", "/api/answers", {"id": str(uuid.uuid4()), "course_id": alice.course_id, **said}
        )
    alice.phone.open("/#/photos/gallery")
    scores = page.get_by_role("region", name="Your own scores")
    expect(scores.get_by_role("listitem")).to_have_text([re.compile("2 of 10$"), re.compile("5 of 10$")])
    expect(scores.locator(".plot .point")).to_have_count(2)
    expect(scores.locator(".plot .photo-line")).to_have_count(0)
    page.get_by_role("link", name="Compare").click()
    page.locator("a.pair").click()
    lines, points = scores.locator(".plot .photo-line"), scores.locator(".plot .point")
    expect(lines).to_have_count(2)
    expect(scores.get_by_role("listitem")).to_have_count(2)
    place = "e => parseFloat(e.style.insetInlineStart)"
    earlier, later, first, second = (one.evaluate(place) for one in (*lines.all(), *points.all()))
    assert earlier < first < later < second, "taken 30 and 10 days ago, scored 28 and 9 days ago"


def test_lists_are_blurred_until_asked_and_again_when_the_gallery_was_locked(
    alice: InAftercare, clinic: App
) -> None:
    _two_photos(alice, clinic)
    page = alice.phone.page
    alice.phone.open("/#/photos/gallery")
    shown, switch = page.locator(".tile img").first, page.get_by_role("switch", name="Blur the pictures")
    expect(shown).to_have_css("filter", "blur(12px)")
    expect(switch).to_be_checked()
    switch.press("Space")
    expect(shown).to_have_css("filter", "none")
    page.get_by_role("link", name="Compare").click()
    expect(page.locator(".pair img").first).to_have_css("filter", "none")
    page.get_by_role("link", name="All photos").click()
    with page.expect_response("**/api/photos/lock"):  # the screen is locked before the server knows
        page.get_by_role("button", name="Lock now").click()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(shown).to_have_css("filter", "blur(12px)")
    page.locator("a.tile").first.click()
    expect(page.locator(".board img")).to_have_css("filter", "none")


def test_a_film_is_made_on_the_phone_and_saved(alice: InAftercare, clinic: App) -> None:
    _two_photos(alice, clinic)
    page = alice.phone.page
    _open_pair(alice.phone)
    page.get_by_role("link", name="Line them up").click()
    _line_up(alice.phone)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    alice.phone.open("/#/photos/gallery")
    page.get_by_role("link", name="Make a film").click()
    page.get_by_role("button", name="Make the film").click()
    page.get_by_text("Your film is ready.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the film").click()
    film = Path(download.value.path()).read_bytes()
    assert film[4:8] == b"ftyp" or film[:4] == b"\x1a\x45\xdf\xa3"
    assert len(film) > 5_000
    assert set(asked) == {"GET"}


def test_a_browser_that_makes_no_films_offers_all_photos_in_one_file(alice: InAftercare, clinic: App) -> None:
    page = alice.phone.page
    for photo in (photos := _two_photos(alice, clinic)):
        assert page.evaluate(LINE_UP_STRAIGHT, f"/api/photos/{photo}")
    page.add_init_script("delete window.MediaRecorder")
    page.reload()
    alice.phone.open(f"/#/photos/gallery/film/{photos[0]}")
    page.get_by_role("link", name="Keep a copy of all photos").click()
    page.get_by_text("2 photos, with their dates").wait_for()


def test_one_photo_is_saved_and_deleted_and_all_are_kept_in_a_zip(alice: InAftercare, clinic: App) -> None:
    first, later = _two_photos(alice, clinic)
    page = alice.phone.page
    alice.phone.open("/#/photos/gallery")
    page.locator("a.tile").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a copy").click()
    assert Path(download.value.path()).read_bytes().startswith(b"\xff\xd8")
    page.get_by_role("button", name="Delete this photo").click()
    page.get_by_role("button", name="Delete it").click()
    page.get_by_text("1 photo is safe on the server.").wait_for()
    gone = page.evaluate(f"fetch('/api/photos/{later}/full').then(answer => answer.status)")
    kept = page.evaluate(f"fetch('/api/photos/{first}/full').then(answer => answer.status)")
    assert (gone, kept) == (404, 200)
    page.get_by_role("link", name="Keep a copy of all photos").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all photos").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_pictures_are_fetched_only_when_seen_and_no_cache_keeps_them(alice: InAftercare, clinic: App) -> None:
    _two_photos(alice, clinic)
    alice.phone.open("/#/photos/gallery")
    page = alice.phone.page
    page.locator(".tile img").nth(1).wait_for()
    assert all(
        address.startswith("blob:")
        for address in page.locator("img").evaluate_all("all => all.map((e) => e.src)")
    )
    revoked = page.locator(".tile img").first.get_attribute("src")
    page.get_by_role("link", name="Course").click()
    page.get_by_role("heading", level=1).wait_for()
    expect(page.locator(".tile")).to_have_count(0)
    assert page.evaluate(f"fetch('{revoked}').then(() => 'there', () => 'gone')") == "gone"
    cached = page.evaluate(
        """caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name)
             .then((cache) => cache.keys())))).then((all) => all.flat().map(({url}) => url))"""
    )
    assert [address for address in cached if "/api/" in address] == []


def test_the_gallery_locks_behind_whoever_goes_away_and_opens_for_them(
    alice: InAftercare, clinic: App
) -> None:
    first, _ = _two_photos(alice, clinic)
    page = alice.phone.page
    alice.phone.open("/#/photos/gallery")
    page.locator("a.tile").first.wait_for()
    clinic.move_clock_to(clinic.now + timedelta(minutes=6))
    alice.phone.open("/#/photos/gallery")
    page.get_by_role("heading", name="Your photos are locked").wait_for()
    status = page.evaluate(f"fetch('/api/photos/{first}/thumb').then(answer => answer.status)")
    assert status == 403
    page.get_by_label("Passphrase", exact=True).fill("not mine at all")
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_text("This is not right").first.wait_for()
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_role("button", name="Open", exact=True).click()
    page.locator("a.tile").first.wait_for()
    page.get_by_role("button", name="Lock now").click()
    page.get_by_role("heading", name="Your photos are locked").wait_for()
    expect(page.locator("img")).to_have_count(0)
