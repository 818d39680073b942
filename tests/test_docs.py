"""What the documents say can be done, can be done: links, commands, settings and places exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from apps.connections.management.commands.describe_networks import PART, description
from apps.core.generated import between_marks
from apps.scoring.fitting.report import tables
from apps.scoring.released import shipped_model
from config.services.places import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
ids = [str(page.relative_to(ROOT)) for page in PAGES]
PLACE = re.compile(r"`((?:apps|benchmarks|config|docs|static|templates|tests)/[\w./-]+)`")


def text_of(page: Path) -> str:
    return page.read_text()


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_each_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[\w-]+)?\)", text_of(page)):
        if re.match(r"[a-z]+:", target):
            continue
        assert (page.parent / target).resolve().exists(), target


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_each_place_in_the_code_is_there(page: Path) -> None:
    missing = [place for place in PLACE.findall(text_of(page)) if not (ROOT / place).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_each_make_target_is_in_the_makefile(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^|\$ )make ([a-z][a-z-]*)", text_of(page), re.MULTILINE))
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_each_management_command_exists(page: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", text_of(page)))
    assert named - set(get_commands()) == set()


def test_the_networks_are_described_as_their_adapters_say() -> None:
    page = text_of(ROOT / "docs" / "networks.md")
    assert between_marks(page, PART, description()) == page, (
        "run: manage.py describe_networks --write"
    )


def read_variables() -> Iterator[tuple[str, str | None]]:
    """Each variable that the settings read, with its default where it is a plain value."""
    for path in sorted((ROOT / "config" / "settings").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and _reads(call.func) and call.args:
                name = call.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name.value, _default(call)


def _reads(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id == "required"
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id == "env"


def _default(call: ast.Call) -> str | None:
    for keyword in call.keywords:
        if keyword.arg == "default" and isinstance(keyword.value, ast.Constant):
            value = keyword.value.value
            return str(int(value)) if isinstance(value, bool) else str(value)
    return None


def table() -> dict[str, str]:
    """The default's cell of README's table, by variable."""
    rows = re.findall(r"^\| `([A-Z_]+)` \|[^|]+\|([^|]+)\|$", text_of(ROOT / "README.md"), re.M)
    return {name: default.strip() for name, default in rows}


OF_TESTS = {"PYTEST_XDIST_WORKER", "PYTEST_VERSION"}


def test_the_table_of_settings_names_each_variable_and_no_other() -> None:
    assert set(table()) == {name for name, _ in read_variables()} - OF_TESTS


def test_the_table_of_settings_tells_each_plain_default() -> None:
    told = table()
    for name, default in read_variables():
        if default is not None and name not in OF_TESTS:
            expected = f"`{default}`" if default else "empty"
            assert told[name].startswith(expected), f"{name} is {expected} by default"


def test_the_model_card_shows_the_figures_of_the_shipped_model() -> None:
    page, fit = text_of(ROOT / "docs" / "score.md"), shipped_model().fit
    assert fit is not None
    made = between_marks(page, "score_validation", tables(fit.validation, fit.in_sample))
    assert made == page, "run: manage.py validate_score_model --pairs FILE --write"
