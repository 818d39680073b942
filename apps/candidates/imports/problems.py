"""What is wrong or worth knowing about a table, and where."""

from __future__ import annotations

from dataclasses import dataclass


class NotATable(ValueError):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """``line`` counts the file's own lines from 1; ``column`` is the heading as the file has it."""

    line: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    name: str
    email: str
    place: str
