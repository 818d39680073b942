"""Pictures that people upload are drawn anew: what is kept holds pixels and nothing else."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from apps.core.refusals import Refused

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST = 300_000  # bytes, as uploaded
SIDES = (16, 4000)  # pixels, as uploaded
MOST_PIXELS = 8_000_000
BOX = (480, 160)  # pixels, as kept: three times what pages show


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG. ``digest``: SHA-256 of ``content``."""

    content: bytes
    digest: str
    width: int
    height: int


def redrawn(uploaded: bytes) -> Picture:
    """The picture within ``BOX``, upright, without anything that was not drawn.

    Refuses with "logo_too_large", "logo_unreadable", "logo_sides"; the field is "logo"."""
    if len(uploaded) > LARGEST:
        raise _refused("logo_too_large")
    image = _opened(uploaded)
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail(BOX)
    drawn = Image.new("RGBA", upright.size)
    drawn.paste(upright)
    out = io.BytesIO()
    drawn.save(out, format="PNG", optimize=True)
    content = out.getvalue()
    return Picture(content, hashlib.sha256(content).hexdigest(), *drawn.size)


def _opened(uploaded: bytes) -> Image.Image:
    """Decoded in full; the size is looked at before anything is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(uploaded), formats=FORMATS)
            _refuse_sides(image)
            image.load()
    except Refused:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise _refused("logo_unreadable") from error
    return image


def _refuse_sides(image: Image.Image) -> None:
    low, high = SIDES
    if not all(low <= side <= high for side in image.size) or _area(image) > MOST_PIXELS:
        raise _refused("logo_sides")


def _area(image: Image.Image) -> int:
    return image.width * image.height


def _refused(code: str) -> Refused:
    messages = {
        "logo_too_large": _("The file is larger than 300 kB. Save it smaller and try again."),
        "logo_unreadable": _(
            "This is no PNG, JPEG or WebP picture that can be read. Save it as one of them."
        ),
        "logo_sides": _(
            "The picture is too small or too large: each side needs 16 to 4000 pixels, and both "
            "together 8 million at most."
        ),
    }
    return Refused(code, messages[code], field="logo")
