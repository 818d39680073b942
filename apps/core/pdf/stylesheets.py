"""Our stylesheets as WeasyPrint understands them: the light theme, resolved.

It knows layers, custom properties and logical sizes, but not ``light-dark()``; and a drawing in a
page takes only rules that stand inside it, without custom properties and without ``rem``."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

PAGE = (
    "tokens",
    "fonts",
    "base",
    "components/frame",
    "components/notice",
    "components/marks",
    "components/tables",
    "components/compare",
    "components/person",
    "components/why",
    "components/history",
    "components/openings",
    "components/paper",
)
DRAWINGS = ("components/marks", "components/compare", "components/why", "components/history")
REM = 16  # px
_LIGHT = re.compile(r"light-dark\(\s*([^(),]+(?:\([^()]*\))?)\s*,[^()]*(?:\([^()]*\))?[^()]*\)")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_TEXT = 'text { font-family: "Instrument Sans", sans-serif; fill: #14201f; }'


@cache
def of_page() -> list[str]:
    """Each file by itself, in the order of the cascade."""
    return [_light(_read(name)) for name in PAGE]


@cache
def of_drawings() -> str:
    """Plain rules for what stands inside ``<svg>``; those for screens and phones are left out."""
    tokens = dict(_TOKEN.findall(_light(_read("tokens"))))
    rules = [_TEXT]
    for name in DRAWINGS:
        inner = _without_conditions(_read(name)).partition("@layer components {")[2]
        found = _RULE.findall(inner)
        rules += [f"{head.strip()} {{{_plain(body, tokens)}}}" for head, body in found]
    return "\n".join(rules)


def _read(name: str) -> str:
    path = finders.find(f"css/{name}.css")
    assert isinstance(path, str), f"no stylesheet {name}"
    return re.sub(r"/\*.*?\*/", "", Path(path).read_text(encoding="utf-8"), flags=re.S)


def _light(css: str) -> str:
    """Without ``unicode-range`` too, which WeasyPrint takes for what a font really has: signs that
    ours lacks would be boxes, not drawn in another one."""
    return re.sub(r"unicode-range:[^;}]*;?", "", _LIGHT.sub(r"\1", css))


def _without_conditions(css: str) -> str:
    """Without ``@media`` and ``@container``, with one level of rules in them."""
    return re.sub(r"@(?:media|container)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)


def _plain(body: str, tokens: dict[str, str]) -> str:
    value = re.sub(r"var\((--[\w-]+)\)", lambda found: tokens[found[1]], _light(body))
    return re.sub(r"([\d.]+)rem", lambda found: f"{float(found[1]) * REM:g}px", value)
