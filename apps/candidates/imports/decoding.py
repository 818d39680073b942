"""Bytes to text: UTF-8 and nothing else, since a guess would spoil somebody's name."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from apps.candidates.imports.problems import NotATable

MAX_BYTES = 1_000_000
_SAVE_AS = "In Excel choose File, Save As, “CSV UTF-8”; in LibreOffice keep “Unicode (UTF-8)”."
_EMPTY = "The file is empty. It needs a heading line and one line a person."
_MAGIC = (
    (b"PK\x03\x04", "an Excel or OpenDocument workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)


def decode(content: bytes) -> str:
    """The text without a byte order mark; raises ``NotATable`` with what to do instead."""
    if not content.strip():
        raise NotATable(_EMPTY)
    if len(content) > MAX_BYTES:
        raise NotATable(
            f"The file is larger than {MAX_BYTES // 1_000_000} MB. Split it into parts."
        )
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise NotATable(f"This is {what}, not a CSV file. {_SAVE_AS}")
    if _is_wide(content):
        raise NotATable(f"This file is in UTF-16 or UTF-32. Save it as UTF-8. {_SAVE_AS}")
    if b"\0" in content:
        raise NotATable(f"This is no text file. {_SAVE_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotATable(
            f"This file is not in UTF-8 (probably Windows-1252 or Latin-1): line {line} holds a "
            f"letter that cannot be read. Save it as UTF-8. {_SAVE_AS}"
        ) from error
    if not text.strip():
        raise NotATable(_EMPTY)
    return text


def _is_wide(content: bytes) -> bool:
    marks = (BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)
    if content.startswith(marks):
        return True
    start = content[:200]  # without a mark: every second byte of plain letters is zero
    return len(start) >= 8 and (not any(start[1::2]) or not any(start[0::2]))
