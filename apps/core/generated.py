"""The parts of a page of docs/ that a command writes and no hand: between two marks of its name."""

from __future__ import annotations


class MarksMissing(ValueError):
    """The page has no place for what was made. The message names the lines that it needs."""


def between_marks(page: str, name: str, text: str) -> str:
    """The page with ``text`` in place of what stood between the marks of ``name``. Raises
    ``MarksMissing`` where they are not there."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise MarksMissing(f"The page needs the lines {begin} and {end}.")
    return f"{before}{begin}\n{text}\n{end}{after}"


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
