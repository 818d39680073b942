"""``fields=id,media.limit(10){like_count},insights.metric(views,shares)`` taken apart, and a node
answered with what was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.sandbox.graph.errors import PARAMETER, GraphError

TOKEN = re.compile(r"[A-Za-z0-9_]+|[.,{}()]")


@dataclass(frozen=True)
class Field:
    """``arguments`` as text, by name; ``fields`` is empty where none were asked for inside."""

    name: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


type Maker = Callable[[Field], Any]


def parse(text: str) -> tuple[Field, ...]:
    """Raises ``GraphError`` for what is no list of fields."""
    cleaned = re.sub(r"\s", "", text)
    if not cleaned:
        return ()
    tokens = TOKEN.findall(cleaned)
    if "".join(tokens) != cleaned:
        raise _syntax(text)
    found, rest = _listed(tokens, text)
    if rest:
        raise _syntax(text)
    return found


def _listed(tokens: list[str], text: str) -> tuple[tuple[Field, ...], list[str]]:
    found: list[Field] = []
    while not found or tokens[:1] == [","]:
        one, tokens = _one(tokens[bool(found) :], text)
        found.append(one)
    return tuple(found), tokens


def _one(tokens: list[str], text: str) -> tuple[Field, list[str]]:
    """A name, then ``.argument(value)`` any number of times, then ``{...}`` once at most."""
    if not tokens or not tokens[0][0].isalnum():
        raise _syntax(text)
    name, rest = tokens[0], tokens[1:]
    arguments: dict[str, str] = {}
    while rest[:1] == ["."]:
        if ")" not in rest or rest[2:3] != ["("]:
            raise _syntax(text)
        end = rest.index(")")
        arguments[rest[1]] = "".join(rest[3:end])
        rest = rest[end + 1 :]
    if rest[:1] != ["{"]:
        return Field(name, arguments), rest
    inside, rest = _listed(rest[1:], text)
    if rest[:1] != ["}"]:
        raise _syntax(text)
    return Field(name, arguments, inside), rest[1:]


def _syntax(text: str) -> GraphError:
    return GraphError(2500, f"Syntax error in the list of fields: {len(text)} characters")


def pick(asked: tuple[Field, ...], makers: Mapping[str, Maker], *, node: str) -> dict[str, Any]:
    """The fields that were asked for, and ``id`` always; a maker's None is left out. Raises
    ``GraphError`` for a field that the kind of node does not have."""
    shaped = {}
    for each in (*asked, Field("id")):
        if each.name not in makers:
            message = f"(#{PARAMETER}) Tried accessing nonexisting field ({each.name}) on {node}"
            raise GraphError(PARAMETER, message)
        value = makers[each.name](each)
        if value is not None:
            shaped[each.name] = value
    return shaped
