"""Every text that people see is there in every language; none stands unmarked."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

from tests.guards.wording import in_python, in_template

ROOT = Path(settings.BASE_DIR)
OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]
MISSING_TOOLS = [tool for tool in ("xgettext", "msgmerge", "msgfmt") if not shutil.which(tool)]
needs_gettext = pytest.mark.skipif(
    bool(MISSING_TOOLS), reason=f"gettext is not installed: {', '.join(MISSING_TOOLS)}"
)
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w+}")
TAG = re.compile(r"</?\w+")

# Templates and modules for programs and operators, in English alone.
NOT_FOR_READERS = ("drf_spectacular/",)
BY_PARTS = "allauth/elements/button.html"  # writes the name of its own tag by parts, and no text
NOT_FOR_PEOPLE: tuple[str, ...] = ("apps/api/", "apps/sandbox/", "apps/connections/networks/")
NOT_FOR_PEOPLE += tuple(  # on the command line of who runs the platform
    f"apps/scoring/actions/{name}.py" for name in ("releases", "rollbacks", "shadow_runs")
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted(
    (ROOT / "templates").rglob("*.txt")
)
MODULES = sorted((ROOT / "apps").rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _templates() -> Iterator[Path]:
    for path in TEMPLATES:
        name = path.relative_to(ROOT / "templates").as_posix()
        if not name.startswith((*NOT_FOR_READERS, BY_PARTS)):
            yield path


def _modules() -> Iterator[Path]:
    for path in MODULES:
        is_ours = {"migrations", "management"}.isdisjoint(path.parts)
        if is_ours and not _name(path).startswith(NOT_FOR_PEOPLE):
            yield path


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the catalogs, brought up to date from all sources as ``make messages`` does."""
    copy = tmp_path_factory.mktemp("sources")
    for folder in ("apps", "config", "locale", "templates"):
        shutil.copytree(
            ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo")
        )
    own = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "-m", "django", "makemessages", "--no-wrap"]
    command += ["--add-location", "file", *(f"--locale={code}" for code in OTHERS)]
    done = subprocess.run(command, cwd=copy, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return copy / "locale"


def _catalog(locale: Path, language: str) -> polib.POFile:
    return polib.pofile(str(locale / language / "LC_MESSAGES/django.po"))


def _texts(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Pairs of a source text and its translation."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    forms = sorted(entry.msgstr_plural.items())
    return [(entry.msgid if number == 0 else entry.msgid_plural, text) for number, text in forms]


@needs_gettext
@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(extracted: Path, language: str) -> None:
    catalog = _catalog(extracted, language)
    without = [
        entry.msgid
        for entry in catalog
        if not entry.obsolete and ("fuzzy" in entry.flags or not all(t for _, t in _texts(entry)))
    ]
    assert without == [], f"{len(without)} texts; write them with `make messages`"
    assert len(catalog) > 100


@needs_gettext
@pytest.mark.parametrize("language", OTHERS)
def test_the_catalog_holds_what_pages_say_and_nothing_else(extracted: Path, language: str) -> None:
    said = {(e.msgctxt, e.msgid) for e in _catalog(extracted, language) if not e.obsolete}
    kept = {(entry.msgctxt, entry.msgid) for entry in _catalog(ROOT / "locale", language)}
    assert said - kept == set()
    assert kept - said == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_what_its_source_fills_in(language: str) -> None:
    for entry in _catalog(ROOT / "locale", language):
        for source, text in ((s, t) for s, t in _texts(entry) if t):
            wanted, found = set(PLACE.findall(source)), set(PLACE.findall(text))
            if entry.msgid_plural:  # "one" may stand in words
                assert found <= set(PLACE.findall(entry.msgid_plural)), entry.msgid
            else:
                assert found == wanted, entry.msgid
            assert Counter(TAG.findall(source)) == Counter(TAG.findall(text)), entry.msgid


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    written = _catalog(ROOT / "locale", language)
    compiled = polib.mofile(str(ROOT / "locale" / language / "LC_MESSAGES/django.mo"))
    told = {(entry.msgctxt, entry.msgid): tuple(_texts(entry)) for entry in compiled}
    assert told == {(entry.msgctxt, entry.msgid): tuple(_texts(entry)) for entry in written}


@pytest.mark.parametrize("path", [*_templates()], ids=_name)
def test_no_template_holds_text_that_is_not_marked(path: Path) -> None:
    assert in_template(path.read_text(), is_html=path.suffix == ".html") == []


@pytest.mark.parametrize("path", [*_modules()], ids=_name)
def test_no_module_tells_people_something_that_is_not_marked(path: Path) -> None:
    assert list(in_python(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Nothing here</p>",
        '<a aria-label="Go back">{{ name }}</a>',
        "<p>{% if a %}{{ n }} of them{% endif %}</p>",
        '{% include "x.html" with label="Save it" %}',
        '<input placeholder="Search for {{ what }}">',
        '<td data-l="State">',
    ],
)
def test_text_that_is_not_marked_is_seen(source: str) -> None:
    assert in_template(source)


@pytest.mark.parametrize(
    "source",
    [
        '<p>{% translate "Nothing here" %} · Renown {{ name }} 1–2</p>',
        '<a class="btn primary" aria-label="{% translate "Go back" %}" data-x="some words">',
        "{# why it is so #}<script>let words = 1;</script>&nbsp;",
        "{% blocktranslate count n=n %}one{% plural %}many{% endblocktranslate %}",
    ],
)
def test_text_that_is_marked_is_not_taken_for_bare(source: str) -> None:
    assert in_template(source) == []


def test_sentences_in_code_are_seen_where_people_will_read_them() -> None:
    bare = [
        'Refused("code", "It is closed.")',
        'messages.success(request, f"You are {x} in.")',
        'forms.CharField(label="Job title")',
        'forms.CharField(error_messages={"required": "Name the job."})',
        'class State(models.TextChoices):\n    NEW = "new", "New one"',
    ]
    assert all(list(in_python(each)) for each in bare)
    assert not list(in_python('Refused("code", _("It is closed."), field="title")'))
