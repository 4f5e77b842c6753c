"""Knows how any picture becomes a plain one: upright, sRGB, at most 2000 pixels, nothing but pixels.

Colours are converted before the profile is dropped: a dropped profile makes skin look up to 8.5 a* less red,
which looks like healing. Runs in a process of its own (`child`); importing it loads the decoders.
"""

from __future__ import annotations

import io
import struct
import warnings

from PIL import Image, ImageCms

from backend.photos.cleaned import Cleaned, Refused
from backend.photos.formats import UNSAID, Kind, is_overloaded, is_whole, kind_of, primaries_of

# 2000 rather than 2048: then a 12-megapixel JPEG is halved while it is decoded, at half the cost.
FULL_EDGE, THUMB_EDGE = 2000, 400
QUALITY = 85
# A JPEG can be decoded at a fraction of its size; of all others every pixel has to be held at once.
MOST_PIXELS: dict[Kind, int] = {
    "JPEG": 64_000_000,
    "PNG": 25_000_000,
    "WEBP": 25_000_000,
    "AVIF": 25_000_000,
    "HEIF": 25_000_000,
}
SMALLEST_EDGE = 64

_ORIENTATION = 0x0112
_COLOUR_SPACE, _UNCALIBRATED = 0xA001, 0xFFFF
_EXIF_PART = 0x8769
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")
_PAPER = (255, 255, 255)
_SRGB_PRIMARIES = (1, UNSAID)  # of ITU-T H.273


def clean(data: bytes) -> Cleaned:
    """Return the picture and nothing else of what was sent; Refused says why it cannot be."""
    kind = kind_of(data)
    if kind is None:
        raise Refused("not_a_photo")
    if is_overloaded(kind, data):
        raise Refused("too_hard")
    if not is_whole(kind, data):
        raise Refused("damaged")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _cleaned(kind, data)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused("too_many_pixels") from error
    except (Refused, MemoryError):
        raise
    except Exception as error:  # decoders raise whatever their parsers happen to raise
        raise Refused("damaged") from error


def _cleaned(kind: Kind, data: bytes) -> Cleaned:
    if kind == "HEIF":
        _know_heif()
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        _check_size(image, kind)
        profile, turn = image.info.get("icc_profile"), _turn_of(image)
        is_said = bool(profile) or (primaries_of(kind, data) in _SRGB_PRIMARIES and _says_srgb(image))
        if kind == "JPEG":
            share = min(1.0, FULL_EDGE / max(image.size))
            image.draft(None, (round(image.width * share), round(image.height * share)))
        small = _within(_in_eight_bits(image), FULL_EDGE)
    rgb, is_converted = _in_srgb(small, profile)
    full = rgb if turn is None else rgb.transpose(turn)
    thumb = _within(full, THUMB_EDGE)
    return Cleaned(_jpeg(full), _jpeg(thumb), full.width, full.height, is_said and is_converted)


def load_decoders() -> None:
    """Load all that reading any kind of picture needs: where no file may be opened, nothing can be loaded."""
    Image.init()
    _know_heif()


def _know_heif() -> None:
    import pi_heif

    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def _check_size(image: Image.Image, kind: Kind) -> None:
    if image.width * image.height > MOST_PIXELS[kind]:
        raise Refused("too_many_pixels")
    if max(image.size) < SMALLEST_EDGE or min(image.size) < SMALLEST_EDGE // 4:
        raise Refused("too_small")


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    """Return what turns the picture upright; a damaged note about it counts as none."""
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except (ValueError, TypeError, KeyError, SyntaxError, OSError, struct.error):
        return None


def _says_srgb(image: Image.Image) -> bool:
    """Return whether a picture without a profile may be taken for sRGB."""
    if image.mode == "CMYK" or "gamma" in image.info or "chromaticity" in image.info:
        return False
    primaries = (image.info.get("nclx_profile") or {}).get("color_primaries", UNSAID)
    try:
        space = image.getexif().get_ifd(_EXIF_PART).get(_COLOUR_SPACE)
    except (ValueError, TypeError, KeyError, SyntaxError, OSError, struct.error):
        space = None
    return primaries in _SRGB_PRIMARIES and space != _UNCALIBRATED


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Return the first frame as grey, RGB or CMYK of eight bits, laid on white where it is see-through."""
    image.load()
    if image.mode.startswith("I"):
        wide = image.convert("I")
        return wide.point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    if image.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        paper = Image.new("RGB", layer.size, _PAPER)
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    return image.convert("RGB")


def _within(image: Image.Image, edge: int) -> Image.Image:
    share = edge / max(image.size)
    if share >= 1:
        return image
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _in_srgb(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, bool]:
    """Return the picture in sRGB, and whether its profile, if it has one, could be followed."""
    if not profile:
        return image.convert("RGB"), True
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, _SRGB, ImageCms.Intent.RELATIVE_COLORIMETRIC, outputMode="RGB"
        )
    except (OSError, ValueError, ImageCms.PyCMSError):
        return image.convert("RGB"), False
    assert converted is not None  # only a conversion in place returns None
    return converted, True


def _jpeg(image: Image.Image) -> bytes:
    image.info = {}  # or Pillow would carry the comment over
    made = io.BytesIO()
    image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
