"""Operations as methods: path parameters first, then what is asked for or sent, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.types import Types, camel, documented, name_of

METHODS = ("get", "post", "put", "patch", "delete")
type Named = Mapping[str, Any]


@dataclass(frozen=True)
class Operation:
    """``returns``: of one call, or of one page where ``item`` names what a list holds. ``kwargs``:
    the TypedDict of its keywords; ``positional``: a body that is no object; ``commas``: lists that
    are written as one word."""

    name: str
    method: str
    path: str
    ids: tuple[str, ...]
    returns: str
    item: str
    query: str
    body: str
    positional: str
    commas: tuple[str, ...]
    accept: str
    described: str

    @property
    def writes(self) -> bool:
        return self.method != "get"


def operations(description: Named, types: Types) -> list[Operation]:
    """In the order of their names; defines the types of what they are asked."""
    found = [
        _operation(path, method, operation, shared.get("parameters", []), description, types)
        for path, shared in description["paths"].items()
        for method, operation in shared.items()
        if method in METHODS
    ]
    return sorted(found, key=lambda each: each.name)


def _operation(
    path: str, method: str, told: Named, shared: list[Named], whole: Named, types: Types
) -> Operation:
    name = told["operationId"]
    parameters = [_found(each, whole) for each in [*shared, *told.get("parameters", [])]]
    told = {**told, "responses": {s: _found(r, whole) for s, r in told["responses"].items()}}
    ids = tuple(re.findall(r"{(\w+)}", path))
    body = _json(told.get("requestBody", {}))
    fields = bool(body) and _is_object(body, types)
    accept, answer = _answer(told)
    returns = types.of(answer, owner=f"{camel(name)}Answer") if answer else "bytes"
    if not accept:
        returns = "None"
    return Operation(
        name=name,
        method=method,
        path=re.sub(r"{\w+}", "{}", path),
        ids=ids,
        returns=returns,
        item=_item(answer, types) if method == "get" else "",
        query=_query(camel(name) + "Query", parameters, types),
        body=_body(name, body, types) if fields else "",
        positional=types.of(body, owner=f"{camel(name)}Body", gives=True)
        if body and not fields
        else "",
        commas=tuple(each["name"] for each in parameters if each.get("explode") is False),
        accept=accept,
        described=documented(told, indent=" " * 8).removesuffix("\n"),
    )


def _found(told: Named, whole: Named) -> Named:
    """What a reference leads to."""
    if "$ref" not in told:
        return told
    for part in told["$ref"].removeprefix("#/").split("/"):
        whole = whole[part]
    return whole


def _answer(told: Named) -> tuple[str, Named]:
    """Media type and schema of what comes where it went well; empty ones where nothing comes."""
    for status, response in sorted(told["responses"].items()):
        content = response.get("content", {})
        if str(status).startswith("2") and content:
            if "application/json" in content:
                return "application/json", content["application/json"].get("schema", {})
            return next(iter(content)), {}
    return "", {}


def _json(told: Named) -> Named:
    found: Named = told.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _is_object(schema: Named, types: Types) -> bool:
    resolved = types.components[name_of(schema)] if "$ref" in schema else schema
    return "properties" in resolved and all(map(str.isidentifier, resolved["properties"]))


def _body(name: str, schema: Named, types: Types) -> str:
    return types.of(schema, owner=f"{camel(name)}Body", gives=True)


def _query(name: str, parameters: list[Named], types: Types) -> str:
    asked = [each for each in parameters if each["in"] == "query" and each["name"] != "cursor"]
    if not asked:
        return ""
    schema = {
        "properties": {each["name"]: _described(each) for each in asked},
        "required": [each["name"] for each in asked if each.get("required")],
    }
    types.define(name, schema, gives=True)
    return name


def _described(parameter: Named) -> Named:
    return dict(parameter.get("schema", {}))


def _item(answer: Named, types: Types) -> str:
    """What the pages of a list hold; empty where this is no list."""
    if "$ref" not in answer:
        return ""
    fields = types.components[name_of(answer)].get("properties", {})
    if not {"results", "next"} <= fields.keys():
        return ""
    return types.of(fields["results"]["items"], owner=f"{name_of(answer)}Item")


def written(found: list[Operation], *, waits: bool) -> Iterator[str]:
    for each in found:
        yield _method(each, waits=waits)


def _method(each: Operation, *, waits: bool) -> str:
    kind = "async def" if waits and not each.item else "def"
    head = f"    {kind} {each.name}({', '.join(_arguments(each))}) -> {_returned(each, waits)}:\n"
    return head + each.described + _done(each, waits)


def _arguments(each: Operation) -> Iterator[str]:
    yield "self"
    yield from (f"{name}: Id" for name in each.ids)
    if each.positional:
        yield f"body: {each.positional}"
    if each.writes:
        yield "*"
        yield "idempotency_key: str | None = None"
    if each.body and each.query:
        yield f"query: {each.query} | None = None"
    if each.body or each.query:
        yield f"**asked: Unpack[{each.body or each.query}]"


def _returned(each: Operation, waits: bool) -> str:
    if each.item:
        return f"{'Async' if waits else ''}Pages[{each.item}, {each.returns}]"
    return each.returns


def _done(each: Operation, waits: bool) -> str:
    call = f"Call({', '.join(_call(each))})"
    if each.item:
        pages = "AsyncPages" if waits else "Pages"
        return f"        call = {call}\n        return {pages}(partial(self._page, call))\n"
    sent = f"{'await ' if waits else ''}self._call({call})"
    if each.returns == "None":
        return f"        {sent}\n"
    return f"        answer: {each.returns} = {sent}\n        return answer\n"


def _call(each: Operation) -> Iterator[str]:
    yield repr(each.method.upper())
    yield repr(each.path)
    if each.ids:
        yield f"ids=({', '.join(each.ids)},)"
    if each.query:
        yield "query=query or {}" if each.body else "query={**asked}"
    if each.commas:
        yield f"commas={each.commas!r}"
    if each.body or each.positional:
        yield "body={**asked}" if each.body else "body=body"
    if each.writes:
        yield "idempotency_key=idempotency_key"
    if each.accept and each.accept != "application/json":
        yield f"accept={each.accept!r}"
