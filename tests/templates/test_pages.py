"""Rules for every template, also for those that are written later."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string

from apps.core.icons import ICONS
from tests.templates.markup import read

ROOT = Path(settings.BASE_DIR) / "templates"
NAMES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
PAGES = [name for name in NAMES if not name.startswith("email/")]
TAG = re.compile(r"{#.*?#}|{%.*?%}", re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_can_be_read(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", PAGES)
def test_no_template_has_inline_style_or_script(name: str) -> None:
    assert not read(TAG.sub("", (ROOT / name).read_text())).refused


@pytest.mark.parametrize("name", NAMES)
def test_template_tags_end_on_the_line_where_they_begin(name: str) -> None:
    for line in (ROOT / name).read_text().splitlines():
        rest = re.sub(r"{{.*?}}|{%.*?%}", "", line)
        assert "{{" not in rest, "Django would print it as it stands"
        assert "{%" not in rest


@pytest.mark.parametrize("name", PAGES)
def test_static_files_that_a_template_names_exist(name: str) -> None:
    for path in re.findall(r"{% static '([^']+)' %}", (ROOT / name).read_text()):
        assert finders.find(path), path


def test_every_stylesheet_is_linked_once() -> None:
    css = Path(settings.BASE_DIR) / "static" / "css"
    linked = re.findall(r"{% static '(css/[^']+)'", (ROOT / "components/styles.html").read_text())
    written = [path.relative_to(css.parent).as_posix() for path in css.rglob("*.css")]
    of_pages = [name for name in written if not name.startswith("css/admin")]
    assert sorted(linked) == sorted(of_pages)


def test_the_sprite_holds_every_icon() -> None:
    drawn = re.findall(r'<symbol id="i-(\w+)"', (ROOT / "components/sprite.html").read_text())
    assert sorted(drawn) == sorted(ICONS)


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in (Path(settings.BASE_DIR) / "static").rglob("*.css"):
        assert "://" not in path.read_text()
    for name in PAGES:
        source = (ROOT / name).read_text()
        assert not re.search(r'(?:src|href)="(?:https?:)?//', source), name


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
def test_error_pages_need_no_request_and_say_what_to_do(name: str) -> None:
    page = read(render_to_string(f"{name}.html"))
    assert page.tags.count("h1") == 1
    assert not page.refused
    assert "Renown never rejects anyone" in page.text


def test_mail_carries_the_notice_in_both_forms() -> None:
    context = {"action_url": "https://renown.example/i/abc", "action_label": "Open the invitation"}
    html, text = render_to_string("email/base.html", context), render_to_string("email/base.txt")
    assert 'href="https://renown.example/i/abc"' in html
    for form in (html, text):
        assert "does not measure job performance" in form
