"""Bytes to text: UTF-8 and nothing else, since a guess would spoil somebody's name."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.candidates.imports.problems import NotATable

MAX_BYTES = 1_000_000
_SAVE_AS = gettext_lazy(
    "In Excel choose File, Save As, “CSV UTF-8”; in LibreOffice keep “Unicode (UTF-8)”."
)
_EMPTY = gettext_lazy("The file is empty. It needs a heading line and one line a person.")
_MAGIC = (
    (b"PK\x03\x04", gettext_lazy("This is an Excel or OpenDocument workbook, not a CSV file.")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("This is an old Excel workbook, not a CSV file.")),
    (b"%PDF", gettext_lazy("This is a PDF, not a CSV file.")),
    (b"\x89PNG", gettext_lazy("This is a picture, not a CSV file.")),
    (b"\xff\xd8\xff", gettext_lazy("This is a picture, not a CSV file.")),
    (b"\x1f\x8b", gettext_lazy("This is a compressed file, not a CSV file.")),
)


def decode(content: bytes) -> str:
    """The text without a byte order mark; raises ``NotATable`` with what to do instead."""
    if not content.strip():
        raise NotATable(str(_EMPTY))
    if len(content) > MAX_BYTES:
        raise NotATable(
            _("The file is larger than %(size)s MB. Split it into parts.")
            % {"size": MAX_BYTES // 1_000_000}
        )
    for magic, sentence in _MAGIC:
        if content.startswith(magic):
            raise _not(str(sentence))
    if _is_wide(content):
        raise _not(_("This file is in UTF-16 or UTF-32. Save it as UTF-8."))
    if b"\0" in content:
        raise _not(_("This is no text file."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = _(
            "This file is not in UTF-8 (probably Windows-1252 or Latin-1): line %(line)s holds a "
            "letter that cannot be read. Save it as UTF-8."
        )
        raise _not(said % {"line": line}) from error
    if not text.strip():
        raise NotATable(str(_EMPTY))
    return text


def _not(sentence: str) -> NotATable:
    return NotATable(f"{sentence} {_SAVE_AS}")


def _is_wide(content: bytes) -> bool:
    marks = (BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)
    if content.startswith(marks):
        return True
    start = content[:200]  # without a mark: every second byte of plain letters is zero
    return len(start) >= 8 and (not any(start[1::2]) or not any(start[0::2]))
