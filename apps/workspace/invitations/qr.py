"""An address as a QR code: the path of an SVG, one unit a module."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode  # type: ignore[import-untyped]  # comes with allauth, without types

QUIET = 4  # modules around it, as ISO/IEC 18004 wants


@dataclass(frozen=True, slots=True)
class Code:
    """``size``: units on each side, with the quiet zone; ``path``: the dark modules."""

    size: int
    path: str


def code_of(address: str) -> Code:
    drawing = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    drawing.add_data(address)
    rows = drawing.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, on in enumerate(row) if on)
    return Code(len(rows), "".join(dark))
