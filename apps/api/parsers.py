"""JSON as it is meant (RFC 8259, in UTF-8), and nothing that only looks like it."""

from __future__ import annotations

import json
import re
from math import isfinite
from typing import Any, NoReturn

from rest_framework.parsers import BaseParser

from apps.api.faults import Unreadable
from apps.api.places import pointer

DEEPEST = 20
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


class StrictJSONParser(BaseParser):
    """Raises ``Unreadable`` where names are doubled, numbers are none, text holds what no database
    takes, or it is nested deeper than anything that is asked for."""

    media_type = "application/json"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            found = json.loads(
                stream.read().decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number
            )
        except UnicodeDecodeError:
            raise Unreadable("The body is not UTF-8.") from None
        except json.JSONDecodeError as error:
            told = f"The body is not JSON: line {error.lineno}, column {error.colno}."
            raise Unreadable(told) from None
        except RecursionError:
            raise Unreadable(f"The body is nested deeper than {DEEPEST} levels.") from None
        except ValueError:  # of a number with thousands of digits
            raise Unreadable("A number is too long.") from None
        _check(found, ())
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("A name stands twice in the same object.")
    return found


def _no_number(name: str) -> NoReturn:
    raise Unreadable(f"{name} is no number in JSON.")


def _check(value: Any, path: tuple[str, ...]) -> None:
    if len(path) > DEEPEST:
        raise Unreadable(f"The body is nested deeper than {DEEPEST} levels.")
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_text(name, path)
            _check(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _check(inner, (*path, str(number)))
    elif isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, float) and not isfinite(value):
        raise Unreadable(f"The number at {pointer(path)} is too large.")


def _check_text(text: str, path: tuple[str, ...]) -> None:
    if not is_text(text):
        raise Unreadable(f"The text at {pointer(path)} holds a character that is none.")


def is_text(text: str) -> bool:
    """No NUL, and no half of a character: PostgreSQL keeps neither."""
    return _NO_TEXT.search(text) is None
