"""The first sheet of a workbook as the CSV that it would be, line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from apps.candidates.imports.decoding import MAX_BYTES
from apps.candidates.imports.problems import NotATable
from apps.candidates.imports.reading import MAX_ROWS

MAGIC = b"PK\x03\x04"
MAX_UNPACKED = 30 * MAX_BYTES  # a small file may unpack to a huge one
MAX_COLUMNS = 50
_UNREADABLE = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    OSError,
)


def is_workbook(content: bytes) -> bool:
    return content.startswith(MAGIC)


def as_csv(content: bytes) -> bytes:
    """In UTF-8; empty lines stay, so that lines have the sheet's numbers. Raises ``NotATable`` for
    what is no workbook, is too large, or computes a cell by a formula."""
    if len(content) > MAX_BYTES:
        raise NotATable(_("The file is larger than 1 MB. Split it into parts."))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    try:
        _refuse_huge(content)
        for cells in _lines(content):
            writer.writerow(cells)
    except NotATable:
        raise
    except _UNREADABLE as error:
        raise NotATable(_("This workbook cannot be read. Save it as XLSX or CSV again.")) from error
    return text.getvalue().encode()


def _refuse_huge(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
            raise NotATable(_("This workbook is too large. Split it into parts."))


def _lines(content: bytes) -> Iterator[list[str]]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    try:
        sheet = book.worksheets[0]
        for line, row in enumerate(
            sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS), start=1
        ):
            if any(cell.data_type == "f" for cell in row):
                raise NotATable(
                    _("Line %(line)d holds a formula. Put its result there instead.")
                    % {"line": line}
                )
            yield ["" if cell.value is None else str(cell.value) for cell in row]
    finally:
        book.close()
