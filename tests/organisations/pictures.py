"""Pictures that people upload."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET_PLACE = "Taken at home by Ada"


def picture(size: tuple[int, int] = (320, 80), *, kind: str = "PNG", colour: str = "teal") -> bytes:
    """Some pixels, and a remark that nobody should pass on."""
    out = io.BytesIO()
    remark = PngInfo()
    remark.add_text("Comment", SECRET_PLACE)
    exif = Image.Exif()
    exif[0x010E] = SECRET_PLACE
    options = {"pnginfo": remark} if kind == "PNG" else {"exif": exif}
    Image.new("RGB", size, colour).save(out, format=kind, **options)
    return out.getvalue()


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
