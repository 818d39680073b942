"""Reads the PDFs that we make: their text, as screen readers get it, and what they say of
themselves.

No library for reading is at hand. WeasyPrint writes compressed streams, some of which hold objects
(ISO 32000-1, 7.5.7), and text as numbers of glyphs, with a table back to letters for each font
(9.10.3)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

_STREAM = re.compile(rb"(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n(.*?)\r?\nendstream", re.S)
_MAPPED = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SHOWN = re.compile(rb"/(\S+) [\d.]+ Tf|\[([^\]]*)\] ?TJ|<([0-9a-fA-F]+)> ?Tj|(\bET\b)")


@dataclass
class Paper:
    """``objects``: all of the file that is not a stream, as text; ``text``: what is printed."""

    objects: str
    streams: dict[int, bytes]
    fonts: dict[str, dict[int, str]] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        return len(re.findall(r"/Type ?/Page\b", self.objects))

    @property
    def text(self) -> str:
        """With a space between pieces of text."""
        pieces = [self._said(content) for content in self.streams.values() if b" Tf" in content]
        return re.sub(r"\s+", " ", " ".join(pieces))

    @property
    def metadata(self) -> str:
        """The XMP packet."""
        found = [s.decode() for s in self.streams.values() if b"<x:xmpmeta" in s or b"rdf:RDF" in s]
        return " ".join(found)

    def _said(self, content: bytes) -> str:
        said, font = [], ""
        for name, array, single, ended in _SHOWN.findall(content):
            if name:
                font = name.decode()
            elif ended:
                said.append(" ")
            shown = [single] if single else re.findall(rb"<([0-9a-fA-F]+)>", array)
            said += [self._letters(font, glyphs) for glyphs in shown]
        return "".join(said)

    def _letters(self, font: str, glyphs: bytes) -> str:
        known = self.fonts.get(font, {})
        numbers = (int(glyphs[i : i + 4], 16) for i in range(0, len(glyphs), 4))
        return "".join(known.get(number, "\N{REPLACEMENT CHARACTER}") for number in numbers)


def paper(content: bytes) -> Paper:
    """Of a PDF's bytes."""
    found = [(int(number), head, body) for number, head, body in _STREAM.findall(content)]
    streams = {number: _plain(head, body) for number, head, body in found}
    packed: dict[int, str] = {}
    for number, head, _ in found:
        if b"/ObjStm" in head:
            packed |= _unpacked(head, streams[number])
    loose = _STREAM.sub(b"", content).decode("latin-1")
    return Paper(loose + "\n".join(packed.values()), streams, _fonts(packed, streams))


def _plain(head: bytes, body: bytes) -> bytes:
    return zlib.decompress(body) if b"/FlateDecode" in head else body


def _unpacked(head: bytes, body: bytes) -> dict[int, str]:
    """The objects of an object stream, by number."""
    first = re.search(rb"/First (\d+)", head)
    assert first
    start = int(first[1])
    numbers = [int(each) for each in body[:start].split()]
    keys, offsets = numbers[::2], [start + offset for offset in numbers[1::2]]
    ends = [*offsets[1:], len(body)]
    return {
        key: body[at:end].decode("latin-1")
        for key, at, end in zip(keys, offsets, ends, strict=True)
    }


def _fonts(objects: dict[int, str], streams: dict[int, bytes]) -> dict[str, dict[int, str]]:
    """Each font's letters, by the name under which pages use it."""
    tables = {
        key: _letters_of(streams[int(table[1])])
        for key, text in objects.items()
        if (table := re.search(r"/ToUnicode (\d+) 0 R", text))
    }
    names = re.findall(r"/(\S+) (\d+) 0 R", "\n".join(objects.values()))
    return {name: tables[int(key)] for name, key in names if int(key) in tables}


def _letters_of(table: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for glyph, letters in _MAPPED.findall(table.partition(b"endcodespacerange")[2])
    }
