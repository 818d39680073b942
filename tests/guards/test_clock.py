"""Nobody remembers when they were imported: tests run minutes later, and workers live for weeks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

CLOCKS = frozenset({"now", "today", "utcnow", "localdate", "localtime", "monotonic"})
FOLDERS = ("apps", "config", "tests", "benchmarks")
type Function = ast.FunctionDef | ast.AsyncFunctionDef


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the file is imported: bodies of functions do not, their decorators and
    default values do."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Lambda):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in (*child.decorator_list, *_defaults(child)):
                yield from at_import(each)
        else:
            yield from at_import(child)


def _defaults(function: Function) -> list[ast.expr]:
    return [*function.args.defaults, *filter(None, function.args.kw_defaults)]


def clocks(source: str) -> list[int]:
    """The lines that read a clock at import."""
    nodes = at_import(ast.parse(source))
    return [each.lineno for each in nodes if isinstance(each, ast.Call) and _reads(each.func)]


def _reads(function: ast.expr) -> bool:
    if isinstance(function, ast.Attribute):
        name = function.attr
        return name in CLOCKS or ast.unparse(function) in ("time.time", "time.time_ns")
    return isinstance(function, ast.Name) and function.id in CLOCKS


@pytest.mark.parametrize("folder", FOLDERS)
def test_nobody_reads_a_clock_at_import(folder: str) -> None:
    files: list[Path] = [*(settings.BASE_DIR / folder).rglob("*.py")]
    found = {str(file): clocks(file.read_text("utf-8")) for file in files}
    assert files
    assert {file: lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("SINCE = datetime.now(UTC)", [1]),
        ("@mark([\n    time.time(),\n])\ndef test(): pass", [2]),
        ("def read(at=now()): pass", [1]),
        ("class Row:\n    at = timezone.now()", [2]),
        ("def read():\n    return timezone.now()", []),
        ("at = Field(default=timezone.now)", []),
        ("at = lambda: timezone.now()", []),
    ],
)
def test_this_guard_finds_a_clock_wherever_it_is_read(source: str, lines: list[int]) -> None:
    assert clocks(source) == lines
