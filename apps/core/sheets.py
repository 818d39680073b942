"""A table as a file: CSV (RFC 4180) or XLSX, written row by row into a temporary file."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

IN_MEMORY = 1024 * 1024  # bytes; what is longer goes to the disk
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
BOM = "\ufeff"
TIME = "yyyy-mm-dd hh:mm"
WIDE, NARROW = 28, 12  # characters

type Value = str | int | datetime | None
type Rows = Iterable[Sequence[Value]]


def csv_file(head: Sequence[str], rows: Rows, *, bom: bool) -> IO[bytes]:
    """``bom``: for spreadsheets that take UTF-8 for something else without it."""
    file = _file()
    text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BOM if bom else "")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_harmless(name) for name in head])
    for row in rows:
        writer.writerow([_written(value) for value in row])
    text.detach()
    return _rewound(file)


def xlsx_file(
    head: Sequence[str], rows: Rows, *, title: str, about_title: str, about: Sequence[str]
) -> IO[bytes]:
    """Numbers and times stay what they are; the head stays in sight. ``about`` fills a sheet of its
    own, a line each; it is read when the rows are written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, name in enumerate(head):
        column = chr(ord("A") + number)
        sheet.column_dimensions[column].width = WIDE if number < 2 else max(NARROW, len(name) + 2)
    sheet.append([_cell(sheet, name, bold=True) for name in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    told = book.create_sheet(_sheet_title(about_title))
    told.column_dimensions["A"].width = 100
    for line in about:
        told.append([_cell(told, line)])
    file = _file()
    book.save(file)
    return _rewound(file)


def _cell(sheet: Any, value: Value, *, bold: bool = False) -> Any:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value.replace(tzinfo=None))
        cell.number_format = TIME
        return cell
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, CONTROL.sub("", value))
    cell.data_type = "s"  # never a formula, whatever it begins with
    if bold:
        cell.font = Font(bold=True)
    return cell


def _written(value: Value) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return _harmless(value) if isinstance(value, str) else value


def _harmless(text: str) -> str:
    """A spreadsheet takes what begins so for a formula; the apostrophe makes it a text."""
    text = CONTROL.sub("", text)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", CONTROL.sub("", title))[:31].strip() or "Renown"


def _file() -> Any:
    return SpooledTemporaryFile(IN_MEMORY)  # the response closes it


def _rewound(file: Any) -> IO[bytes]:
    file.seek(0)
    held: IO[bytes] = file
    return held
