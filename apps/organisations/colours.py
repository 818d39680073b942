"""Colours by WCAG 2.2: luminance, contrast, and the nearest colour that can be read."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from apps.organisations.models.organisation import COLOUR

ENOUGH = 4.5  # for text, WCAG 2.2 1.4.3
# The grounds of static/css/tokens.css on which text has the hardest time.
LIGHT_GROUND, DARK_GROUND = "#f1f4f3", "#1c2624"
STEPS = 256

type Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shade:
    """A colour on its theme's ground. ``ratio``: contrast as measured, rounded down."""

    colour: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Shades:
    """What one accent becomes in the light and in the dark theme."""

    light: Shade
    dark: Shade


def parsed(text: str) -> str | None:
    """ "1B377D" and "#1b377d" are "#1b377d"; None for what is no colour."""
    colour = "#" + text.strip().lower().removeprefix("#")
    return colour if re.fullmatch(COLOUR, colour) else None


def shades(accent: str) -> Shades:
    """The accent as it can be read in each theme: itself, or the nearest that can."""
    return Shades(
        light=readable(accent, ground=LIGHT_GROUND, towards=0),
        dark=readable(accent, ground=DARK_GROUND, towards=1),
    )


def readable(colour: str, *, ground: str, towards: float) -> Shade:
    """``colour`` in its hue, as little lighter (``towards`` 1) or darker (0) as gives it contrast
    on ``ground``."""
    moved = (_moved(colour, towards, step / STEPS) for step in range(STEPS + 1))
    found = next(each for each in moved if contrast(each, ground) >= ENOUGH)
    return Shade(found, floored(contrast(found, ground)))


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = (_linear(value / 255) for value in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def floored(ratio: float) -> float:
    """One decimal, never more than was measured."""
    return int(ratio * 10) / 10


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _moved(colour: str, towards: float, share: float) -> str:
    if share == 0:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _rgb(colour)))
    light += (towards - light) * share
    return "#" + "".join(
        f"{round(v * 255):02x}" for v in colorsys.hls_to_rgb(hue, light, saturation)
    )


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
