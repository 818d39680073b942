"""Every page that django-allauth can show is one of ours, also after an update of it."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings

OURS = Path(settings.BASE_DIR) / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"
NAMES = sorted(
    path.relative_to(THEIRS).as_posix()
    for folder in ("account", "mfa", "socialaccount", "usersessions")
    for path in (THEIRS / folder).rglob("*.html")
    if "snippets" not in path.parts
)
PAGES = [name for name in NAMES if "/base" not in name and not name.startswith("usersessions/")]


def outermost(name: str) -> str:
    """The template that stands at the end of the chain of extensions."""
    path = OURS / name if (OURS / name).exists() else THEIRS / name
    parent = re.search(r'{% extends "([^"]+)" %}', path.read_text())
    return outermost(parent[1]) if parent else name


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_allauth_stands_in_our_frame(name: str) -> None:
    assert outermost(name) == "base.html"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_allauth_speaks_our_words(name: str) -> None:
    assert (OURS / name).exists()
