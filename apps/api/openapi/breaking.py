"""What a newer schema would break for programs that were written after an older one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from apps.api.openapi.sampling import resolved

type Part = dict[str, Any]


def breaking(old: Part, new: Part) -> list[str]:
    """A sentence for each; empty where every program goes on working."""
    return [*dict.fromkeys(_Pair(old, new).changes())]


@dataclass(frozen=True, slots=True)
class _Pair:
    old: Part
    new: Part
    seen: set[tuple[str, str, bool]] = field(default_factory=set)

    def changes(self) -> Iterator[str]:
        for path, methods in self.old["paths"].items():
            for method, before in methods.items():
                name = f"{method.upper()} {path}"
                after = self.new["paths"].get(path, {}).get(method)
                if after is None:
                    yield f"{name} is gone"
                else:
                    yield from self._operation(name, before, after)

    def _operation(self, name: str, before: Part, after: Part) -> Iterator[str]:
        if before["operationId"] != after["operationId"]:
            yield f"{name} is called {after['operationId']}, before {before['operationId']}"
        yield from self._parameters(name, before, after)
        yield from self._body(name, before.get("requestBody"), after.get("requestBody"))
        for code, answer in before["responses"].items():
            if not code.startswith("2"):
                continue
            if code not in after["responses"]:
                yield f"{name} no longer answers {code}"
                continue
            shown = after["responses"][code].get("content", {})
            yield from self._contents(f"{name} {code}", answer.get("content", {}), shown)

    def _parameters(self, name: str, before: Part, after: Part) -> Iterator[str]:
        olds, news = self._named(self.old, before), self._named(self.new, after)
        for key in olds.keys() - news.keys():
            yield f"{name}: the parameter {key} is gone"
        for key, parameter in news.items():
            known = olds.get(key)
            if parameter.get("required") and not (known and known.get("required")):
                yield f"{name}: the parameter {key} is required"
            if known:
                where = f"{name}: the parameter {key}"
                yield from self._schema(where, known["schema"], parameter["schema"], asked=True)

    def _body(self, name: str, before: Part | None, after: Part | None) -> Iterator[str]:
        if after and after.get("required") and not (before and before.get("required")):
            yield f"{name}: a body is required"
        if before and not after:
            yield f"{name} takes no body any more"
        if before and after:
            yield from self._contents(
                f"{name} body", before["content"], after["content"], asked=True
            )

    def _contents(
        self, where: str, before: Part, after: Part, *, asked: bool = False
    ) -> Iterator[str]:
        for kind, told in before.items():
            if kind not in after:
                yield f"{where}: {kind} is gone"
                continue
            old, new = told.get("schema", {}), after[kind].get("schema", {})
            yield from self._schema(where, old, new, asked=asked)

    def _schema(self, where: str, before: Part, after: Part, *, asked: bool) -> Iterator[str]:
        pair = (before.get("$ref", ""), after.get("$ref", ""), asked)
        if all(pair[:2]):
            if pair in self.seen:
                return
            self.seen.add(pair)
            where = pair[0].rpartition("/")[2]
        before, after = resolved(self.old, before), resolved(self.new, after)
        for kind in _types(before) - _types(after) if asked else _types(after) - _types(before):
            yield f"{where}: {kind} is {'no longer taken' if asked else 'answered too'}"
        for gone in _words(before) - _words(after) if _words(after) or not asked else ():
            yield f"{where}: the value {gone} is gone"
        yield from self._fields(where, before, after, asked=asked)
        if "items" in before and "items" in after:
            yield from self._schema(f"{where}[]", before["items"], after["items"], asked=asked)
        for old, new in zip(_choices(before), _choices(after), strict=False):
            yield from self._schema(where, old, new, asked=asked)

    def _fields(self, where: str, before: Part, after: Part, *, asked: bool) -> Iterator[str]:
        olds, news = before.get("properties", {}), after.get("properties", {})
        needed = set(after.get("required", [])), set(before.get("required", []))
        for name in sorted(olds.keys() - news.keys()):
            yield f"{where}: the field {name} is gone"
        for name in sorted(needed[0] - needed[1]) if asked else ():
            yield f"{where}: the field {name} is required"
        for name in sorted((needed[1] - needed[0]) & news.keys()) if not asked else ():
            yield f"{where}: the field {name} may be missing"
        for name in olds.keys() & news.keys():
            yield from self._schema(f"{where}.{name}", olds[name], news[name], asked=asked)

    @staticmethod
    def _named(document: Part, operation: Part) -> dict[str, Part]:
        found = [resolved(document, each) for each in operation.get("parameters", [])]
        return {f"{each['name']} ({each['in']})": each for each in found}


def _types(schema: Part) -> set[str]:
    kinds = schema.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def _words(schema: Part) -> set[str]:
    return {str(word) for word in schema.get("enum", [])}


def _choices(schema: Part) -> list[Part]:
    return [each for name in ("oneOf", "anyOf", "allOf") for each in schema.get(name, [])]
