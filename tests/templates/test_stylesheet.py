"""Where files were collected, a page asks for one stylesheet, which holds them all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template.loader import render_to_string
from pytest_django import Settings

from apps.core.storage import stylesheets


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Path:
    backend = {"BACKEND": "apps.core.storage.BundledStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": backend}
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT, settings.STYLES_IN_ONE = str(tmp_path), True
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_all_stylesheets_travel_as_one_with_its_digest_and_compressed(collected: Path) -> None:
    name = staticfiles_storage.stored_name("css/all.css")  # type: ignore[attr-defined]  # of a manifest
    bundle = (collected / name).read_text()
    assert name != "css/all.css"
    assert (collected / f"{name}.gz").stat().st_size < 30_000
    for each in stylesheets():
        rule = (Path("static") / each).read_text().strip().splitlines()[-2].strip()
        assert rule in bundle or "url(" in rule, each
    page = render_to_string("404.html")
    assert page.count('rel="stylesheet"') == 1
    assert f'href="/static/{name}"' in page


def test_fonts_that_it_names_are_there(collected: Path) -> None:
    name = staticfiles_storage.stored_name("css/all.css")  # type: ignore[attr-defined]  # of a manifest
    fonts = [part.split('"')[1] for part in (collected / name).read_text().split("url(")[1:]]
    assert len(fonts) == 2
    assert all((collected / "css" / font).resolve().exists() for font in fonts)


def test_elsewhere_each_stylesheet_is_asked_for_by_itself() -> None:
    page = render_to_string("404.html")
    assert page.count('rel="stylesheet"') == len(stylesheets()) > 20
