"""Finds text that people see and that is not marked for translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

# Names and signs that are the same in every language.
NAMES = {"Renown", "CSV", "XLSX", "PDF", "JSON", "ID", "UTC", "rnw", "API", "X"}
NAMES |= {"HR", "XML", "Klout"}
SAID = {"aria-label", "aria-description", "title", "placeholder", "alt"}
SAID |= {"data-l", "data-none", "data-one", "data-many", "data-copied"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
GONE = "\ue000"  # where a tag of Django's stood
MARKED = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|{%\s*blocktrans.*?endblocktrans(?:late)?\s*%}"
    r"|{%\s*block \w*(?:class|style)\s*%}.*?{%\s*endblock\s*%}|{%.*?%}"
    r"|{{.*?}}",
    re.DOTALL,
)
SILENT = {"script", "style", "code", "pre"}
# "label" and the like, given to an include as a plain string.
GIVEN = re.compile(r"{%\s*include\b[^%]*?\b(?:label|title|text|hint|sub|say)=\"([^\"]*)\"")


def in_template(source: str, *, is_html: bool = True) -> list[str]:
    """Text, and attributes that are read aloud or shown, which stand as they are."""
    plain = MARKED.sub(GONE, source)
    bare = [text for text in GIVEN.findall(source) if is_said(text)]
    if not is_html:
        return bare + [text for text in plain.split(GONE) if is_said(text)]
    return bare + [text for text in _Reader.texts_of(plain) if is_said(text)]


def is_said(text: str) -> bool:
    words = LETTERS.findall(re.sub(r"&\w+;", " ", text))
    return bool(set(words) - NAMES)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = ""

    @classmethod
    def texts_of(cls, html: str) -> list[str]:
        reader = cls()
        reader.feed(html)
        reader.close()
        return [" ".join(text.split()) for text in reader.texts]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT or "material-symbols" in str(
            dict(attrs).get("class")
        ):  # names of drawings
            self._silent = tag
        self.texts += [part for name, value in attrs if name in SAID for part in _parts(value)]

    def handle_endtag(self, tag: str) -> None:
        self._silent = "" if tag == self._silent else self._silent

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts += _parts(data)


def _parts(text: str | None) -> list[str]:
    return [part for part in (text or "").split(GONE) if part.strip()]


# What of a call is shown to people: by the name of what is called, which arguments.
SHOWN_ARGUMENTS = {"Refused": (1,), "ValidationError": (0,), "FormError": (0,), "add_error": (1,)}
SHOWN_ARGUMENTS |= dict.fromkeys(("success", "info", "warning"), (1,))
SHOWN_KEYWORDS = {"label", "help_text", "empty_label", "action_label", "why_you", "subject"}
SHOWN_KEYWORDS |= {"verbose_name", "verbose_name_plural"}
SHOWN_KEYS = {"action_label", "why_you", "required", "invalid", "max_length", "min_value"}
SHOWN_KEYS |= {"max_value", "invalid_choice"}


def in_python(source: str) -> Iterator[str]:
    """Plain strings where sentences for people belong: refusals, labels, messages, choices."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            shown = [v for k, v in pairs if isinstance(k, ast.Constant) and k.value in SHOWN_KEYS]
            yield from _plain(shown)
        elif isinstance(node, ast.ClassDef) and "TextChoices" in ast.unparse(node):
            yield from _of_choices(node)


def _of_call(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    places = SHOWN_ARGUMENTS.get(name, ())
    yield from _plain([call.args[place] for place in places if place < len(call.args)])
    yield from _plain([each.value for each in call.keywords if each.arg in SHOWN_KEYWORDS])


def _of_choices(definition: ast.ClassDef) -> Iterator[str]:
    for line in definition.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
            yield from _plain(line.value.elts[1:])


def _plain(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            parts = (part.value for part in node.values if isinstance(part, ast.Constant))
            text = " ".join(str(part) for part in parts)
        else:
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            text = ast.literal_eval(node) if is_text else ""
        if is_said(text):
            yield text
