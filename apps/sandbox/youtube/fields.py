"""``fields``: which parts of an answer are wanted.

Source: https://developers.google.com/youtube/v3/getting-started#partial"""

from __future__ import annotations

import re
from typing import Any

type Tree = dict[str, "Tree"]  # empty: all of it


class BadFields(Exception):
    """No selection of fields."""


def parse(text: str) -> Tree:
    """``a,b(c,d),e/f``. Raises ``BadFields``."""
    tokens = re.findall(r"[\w*]+|[(),/]|.", text)
    tree, rest = _list(tokens)
    if rest:
        raise BadFields(text)
    return tree


def _list(tokens: list[str]) -> tuple[Tree, list[str]]:
    tree, rest = _one(tokens)
    while rest[:1] == [","]:
        more, rest = _one(rest[1:])
        tree |= more
    return tree, rest


def _one(tokens: list[str]) -> tuple[Tree, list[str]]:
    if not tokens or not re.fullmatch(r"[\w*]+", tokens[0]):
        raise BadFields("".join(tokens))
    name, rest = tokens[0], tokens[1:]
    if rest[:1] == ["/"]:
        inner, rest = _one(rest[1:])
        return {name: inner}, rest
    if rest[:1] != ["("]:
        return {name: {}}, rest
    inner, rest = _list(rest[1:])
    if rest[:1] != [")"]:
        raise BadFields("".join(tokens))
    return {name: inner}, rest[1:]


def select(tree: Tree, value: Any) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [select(tree, each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: select(inner, value[name]) for name, inner in tree.items() if name in value}
