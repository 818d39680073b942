"""Text to people, with every problem at its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from apps.candidates.imports.columns import Columns, find_columns, known
from apps.candidates.imports.decoding import decode
from apps.candidates.imports.problems import NotATable, Problem, Row

MAX_ROWS = 2_000
LONGEST = {"name": 120, "email": 254, "place": 120}
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says. ``rows`` holds the good lines only; ``ignored`` the columns without use."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]


def read_table(content: bytes) -> Table:
    """Reads the file; raises ``NotATable`` where it cannot be read as a whole."""
    text = decode(content)
    lines = _records(text, _delimiter(text))
    columns = find_columns(next(lines)[1])
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for count, (line, cells) in enumerate(lines, start=1):
        if count > MAX_ROWS:
            most = number_format(MAX_ROWS, use_l10n=True, force_grouping=True)
            raise NotATable(
                _("The file has more than %(most)s people. Split it into parts.") % {"most": most}
            )
        row = Row(
            line, columns.name(cells), columns.cell(cells, "email"), columns.cell(cells, "place")
        )
        found = [*_problems(row, cells, columns), *_repeated(row, columns, seen)]
        problems.extend(found)
        if not found:
            rows.append(row)
    if not rows and not problems:
        raise NotATable(_("The file has a heading line and nobody below it."))
    return Table(tuple(rows), tuple(problems), tuple(columns.unused))


def _delimiter(text: str) -> str:
    """The one under which most headings mean something; a comma where none does."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def meaningful(delimiter: str) -> int:
        return known(next(csv.reader([first], delimiter=delimiter), []))

    return max(DELIMITERS, key=meaningful)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that are not empty, each with the number of the file's line where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, cells
            begins = reader.line_num + 1
    except csv.Error as error:
        raise NotATable(
            _(
                "From line %(line)s on the quotation marks do not match. Put a cell that holds a "
                "comma or a quotation mark in double quotes."
            )
            % {"line": begins}
        ) from error


def _problems(row: Row, cells: Sequence[str], columns: Columns) -> Iterator[Problem]:
    if len(cells) > len(columns.headings) and any(cells[len(columns.headings) :]):
        message = _("This line has more cells than the first line has headings.")
        yield Problem(row.line, "", message)
    for field in ("name", "email", "place"):
        message = _wrong(field, getattr(row, field))
        if message:
            yield Problem(row.line, columns.heading(field), message)


def _wrong(field: str, value: str) -> str:
    """What is wrong with a cell, "" where nothing is."""
    if not value and field == "name":
        return _("The name is missing.")
    if not value and field == "email":
        return _("The email address is missing.")
    if len(value) > LONGEST[field]:
        return _("Longer than %(most)s characters.") % {"most": LONGEST[field]}
    if field == "email" and not _is_email(value):
        return _("“%(text)s” is no email address.") % {"text": value[:80]}
    return ""


def _repeated(row: Row, columns: Columns, seen: dict[str, int]) -> Iterator[Problem]:
    if not row.email:
        return
    first = seen.setdefault(row.email.lower(), row.line)
    if first != row.line:
        message = _("The same address stands on line %(line)s. Keep one of the two.")
        yield Problem(row.line, columns.heading("email"), message % {"line": first})


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
