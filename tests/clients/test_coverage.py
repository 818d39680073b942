"""The client has every operation of the API, and its README tells the truth."""

from __future__ import annotations

import inspect
import re

import yaml
from django.conf import settings

from generator.__main__ import DESCRIPTION, files
from generator.methods import METHODS
from renown import AsyncRenown, Renown

PACKAGE = settings.BASE_DIR / "clients" / "python"


def operations() -> set[str]:
    described = yaml.safe_load(DESCRIPTION.read_text())
    return {
        told["operationId"]
        for methods in described["paths"].values()
        for method, told in methods.items()
        if method in METHODS
    }


def test_each_operation_is_a_method_of_both_clients() -> None:
    missing = {
        name
        for name in operations()
        for each in (Renown, AsyncRenown)
        if not inspect.isfunction(getattr(each, name, None))
    }
    assert missing == set()
    assert len(operations()) > 20


def test_types_and_methods_are_those_of_the_description() -> None:
    """``python -m generator`` in clients/python brings them up to date."""
    described = yaml.safe_load(DESCRIPTION.read_text())
    kept = {name: (PACKAGE / "renown" / name).read_text() for name in files(described)}
    assert kept == files(described)


def test_the_readme_begins_with_five_lines() -> None:
    """``tests/clients/test_whole_way.py`` runs them."""
    assert len(first_lines().splitlines()) == 5


def first_lines() -> str:
    first = re.search(r"```python\n(.*?)```", (PACKAGE / "README.md").read_text(), re.DOTALL)
    assert first is not None
    return first[1].strip()


def test_the_client_knows_nothing_of_the_project() -> None:
    imported = re.compile(r"^\s*(?:from|import) (apps|config|tests|django)\b", re.MULTILINE)
    found = [each for each in PACKAGE.rglob("*.py") if imported.search(each.read_text())]
    assert found == []
