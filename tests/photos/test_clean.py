"""What cleaning takes away, and what it must not change: every byte beside the picture, and no colour."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from backend.photos.clean import clean
from tests.photos.hidden import PHP, PLACE, SCRIPT, exif, with_everything, zip_of
from tests.photos.hostile import chunk
from tests.photos.pictures import LANDSCAPE, SKIN, drawn, heic, opened, saved
from tests.photos.profiles import ADOBE, P3, SRGB, Matrix, as_seen_in_srgb, profile
from tests.photos.segments import assert_exiftool_finds_nothing, assert_only_a_picture

TURNED_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def has_upright_marks(image: Image.Image) -> bool:
    width, height = image.size
    near = [
        image.getpixel((width // 16, height // 16)),
        image.getpixel((width * 15 // 16, height // 16)),
        image.getpixel((width * 15 // 16, height * 15 // 16)),
    ]
    return [max(range(3), key=colour.__getitem__) for colour in near] == [0, 1, 2]


def colour_of(data: bytes) -> tuple[int, ...]:
    """The colour in the middle of a picture."""
    image = opened(data)
    return tuple(image.getpixel((image.width // 2, image.height // 2)))


def are_alike(one: tuple[int, ...], other: tuple[int, ...], within: int = 3) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))


def test_nothing_is_left_of_what_was_hidden_in_a_photo(tmp_path: Path):
    sent = with_everything()
    for needle in (PLACE, SCRIPT, PHP, b"evil.php", b"ftypmp42", b"Exif"):
        assert needle in sent, "a needle that was never there proves nothing"
    made = clean(sent)
    for picture in (made.full, made.thumb):
        assert_only_a_picture(picture)
        for needle in (
            PLACE,
            b"script",
            b"php",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"ftyp",
            b"Exif",
            b"8BIM",
            b"xmp",
        ):
            assert needle not in picture
        (tmp_path / "picture.jpg").write_bytes(picture)
        assert_exiftool_finds_nothing(tmp_path / "picture.jpg")
        assert not zipfile.is_zipfile(io.BytesIO(picture))
    assert has_upright_marks(opened(made.full))


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_nothing_is_left_in_other_kinds_either(kind):
    sent = saved(drawn(), kind, exif=exif()) + SCRIPT + zip_of("evil.php", PHP)
    assert PLACE in sent
    made = clean(sent)
    for picture in (made.full, made.thumb):
        assert_only_a_picture(picture)
        assert PLACE not in picture and b"script" not in picture


@pytest.mark.parametrize("orientation", TURNED_BACK)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_photo_is_upright_however_the_phone_was_held(kind, orientation):
    turn = TURNED_BACK[orientation]
    held = drawn() if turn is None else drawn().transpose(turn)
    made = clean(saved(held, kind, exif=exif(orientation)))
    assert (made.width, made.height) == LANDSCAPE
    for picture in (made.full, made.thumb):
        assert has_upright_marks(opened(picture))


@pytest.mark.parametrize("orientation", TURNED_BACK)
def test_a_heic_photo_is_upright_too(orientation):
    turn = TURNED_BACK[orientation]
    held = drawn() if turn is None else drawn().transpose(turn)
    made = clean(heic(held, exif=exif(orientation).tobytes()))
    assert (made.width, made.height) == LANDSCAPE and has_upright_marks(opened(made.full))


def test_the_marks_would_show_a_photo_that_lies_or_is_mirrored():
    wrong = [drawn().transpose(turn) for turn in Image.Transpose]
    assert not any(has_upright_marks(image) and image.size == LANDSCAPE for image in wrong)


@pytest.mark.parametrize("space", [P3, ADOBE, SRGB], ids=["P3", "AdobeRGB", "sRGB"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("skin", [SKIN, (90, 56, 40), (214, 92, 88)], ids=["tan", "dark", "red"])
def test_colours_look_as_they_did_after_the_profile_is_gone(kind, space: Matrix, skin):
    data = saved(Image.new("RGB", LANDSCAPE, skin), kind, icc_profile=profile(space), quality=95)
    made = clean(data)
    assert are_alike(colour_of(made.full), as_seen_in_srgb(skin, space)), colour_of(made.full)
    assert made.colour_sure


def test_dropping_the_profile_would_have_shown_less_red():
    red = (214, 92, 88)
    assert not are_alike(red, as_seen_in_srgb(red, P3), within=10)


def test_a_heic_photo_keeps_its_colours():
    made = clean(heic(Image.new("RGB", LANDSCAPE, SKIN), icc_profile=profile(P3)))
    assert are_alike(colour_of(made.full), as_seen_in_srgb(SKIN, P3), within=4)


@pytest.mark.parametrize(
    ("mode", "icc"),
    [
        ("L", profile(P3)),  # a grey picture with a profile for colours
        ("RGB", b"this is no profile at all"),
        ("RGB", profile(P3)[:200]),
        ("CMYK", None),
        ("CMYK", profile(P3)),
    ],
    ids=["grey with RGB", "garbage", "cut off", "CMYK without", "CMYK with RGB"],
)
def test_colours_that_have_to_be_guessed_are_kept_and_said_to_be(mode, icc):
    made = clean(saved(drawn().convert(mode), icc_profile=icc))
    assert not made.colour_sure
    assert opened(made.full).mode == "RGB"
    if mode != "L":
        assert has_upright_marks(opened(made.full))


def test_a_photo_that_says_its_colours_are_uncalibrated_is_not_trusted():
    told = exif()
    told.get_ifd(0x8769)[0xA001] = 0xFFFF
    assert not clean(saved(drawn(), exif=told)).colour_sure
    assert clean(saved(drawn(), exif=exif())).colour_sure


@pytest.mark.parametrize("primaries", [1, 9, 12], ids=["sRGB", "BT.2020", "P3"])
@pytest.mark.parametrize("kind", ["PNG", "AVIF", "HEIC"])
def test_colours_told_by_a_number_instead_of_a_profile_are_sure_only_where_they_are_srgb(kind, primaries):
    assert clean(with_primaries(kind, primaries)).colour_sure == (primaries == 1)


def with_primaries(kind: str, primaries: int) -> bytes:
    """A picture that names its colours by a number of ITU-T H.273."""
    if kind == "HEIC":
        return heic(drawn(), save_nclx_profile=True, color_primaries=primaries)
    data = saved(drawn(), kind)
    if kind == "PNG":
        at = data.find(b"IDAT") - 4
        return data[:at] + chunk(b"cICP", bytes([primaries, 13, 0, 1])) + data[at:]
    at = data.find(b"colrnclx") + 8
    return data[:at] + struct.pack(">H", primaries) + data[at + 2 :]


def test_sixteen_bits_become_eight_of_the_same_brightness():
    made = clean(saved(Image.new("I;16", LANDSCAPE, 128 * 257), "PNG"))
    assert are_alike(colour_of(made.full), (128, 128, 128), within=1)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA"])
def test_every_mode_of_a_png_becomes_plain_colours(mode):
    made = clean(saved(drawn().convert(mode), "PNG"))
    assert opened(made.full).mode == "RGB" and (made.width, made.height) == LANDSCAPE


def test_what_can_be_seen_through_lies_on_white():
    clear = drawn().convert("RGBA")
    clear.putalpha(0)
    assert colour_of(clean(saved(clear, "PNG")).full) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "MPO"])
def test_of_several_pictures_the_first_is_kept(kind):
    others = [Image.new("RGB", LANDSCAPE, (0, 0, 0)) for _ in range(3)]
    made = clean(saved(drawn(), kind, save_all=True, append_images=others, quality=95))
    assert has_upright_marks(opened(made.full))
    assert_only_a_picture(made.full)


def test_a_large_photo_is_two_thousand_pixels_wide_and_a_small_one_stays():
    large, small = clean(saved(drawn((4032, 3024)))), clean(saved(drawn((1200, 900))))
    assert (large.width, large.height) == (2000, 1500) == opened(large.full).size
    assert opened(large.thumb).size == (400, 300)
    assert (small.width, small.height) == (1200, 900)


def test_cleaning_a_clean_photo_changes_next_to_nothing():
    once = clean(saved(drawn(), quality=95))
    twice = clean(once.full)
    assert are_alike(colour_of(once.full), colour_of(twice.full), within=1)
