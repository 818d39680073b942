"""Frozen dataclasses to plain JSON values and strictly back.

Back means: every field there, no field more, every value of the declared type. The error names
the path of the first thing that is wrong (``networks.x.engagement.kappa: a number is needed``).
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


class CodecError(ValueError):
    """Plain data that is not what the type says. Trying again does not help."""


def to_plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain[T](cls: type[T], plain: object, where: str = "") -> T:
    """Raise CodecError where ``plain`` is not exactly a ``cls``."""
    result: T = _decode(cls, plain, where)
    return result


def _decode(kind: Any, plain: object, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind, plain, where)
    if origin is tuple:
        return _tuple(get_args(kind), plain, where)
    if origin in (Mapping, dict):
        return _mapping(get_args(kind), plain, where)
    if is_dataclass(kind):
        return _dataclass(kind, plain, where)
    return _scalar(kind, plain, where)


def _optional(kind: Any, plain: object, where: str) -> Any:
    if plain is None:
        return None
    (inner,) = (option for option in get_args(kind) if option is not type(None))
    return _decode(inner, plain, where)


def _tuple(inner: tuple[Any, ...], plain: object, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise CodecError(f"{where}: a list is needed")
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_decode(inner[0], item, f"{where}[{i}]") for i, item in enumerate(plain))
    if len(plain) != len(inner):
        raise CodecError(f"{where}: {len(inner)} items are needed, not {len(plain)}")
    pairs = zip(inner, plain, strict=True)
    return tuple(_decode(kind, item, f"{where}[{i}]") for i, (kind, item) in enumerate(pairs))


def _mapping(inner: tuple[Any, ...], plain: object, where: str) -> dict[Any, Any]:
    if not isinstance(plain, dict):
        raise CodecError(f"{where}: an object is needed")
    key_kind, item_kind = inner
    return {
        _decode(key_kind, key, f"{where}.{key}"): _decode(item_kind, item, f"{where}.{key}")
        for key, item in plain.items()
    }


def _dataclass(kind: Any, plain: object, where: str) -> Any:
    if not isinstance(plain, dict):
        raise CodecError(f"{where or kind.__name__}: an object is needed")
    hints = _hints(kind)
    names = hints.keys()
    prefix = f"{where}." if where else ""
    for missing in sorted(names - plain.keys()):
        raise CodecError(f"{prefix}{missing}: missing")
    for unknown in sorted(str(key) for key in plain.keys() - names):
        raise CodecError(f"{prefix}{unknown}: unknown")
    return kind(**{name: _decode(of, plain[name], prefix + name) for name, of in hints.items()})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """Types of what the class is made from, by name in their order."""
    hints = get_type_hints(kind)
    return {name: hints[name] for name in sorted(f.name for f in fields(kind) if f.init)}


def _scalar(kind: Any, plain: object, where: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        if plain not in {member.value for member in kind}:
            raise CodecError(f"{where}: {plain!r} is none of {[m.value for m in kind]}")
        return kind(plain)
    if kind is datetime:
        return _time(plain, where)
    if kind is float and isinstance(plain, int | float) and not isinstance(plain, bool):
        if math.isfinite(plain):
            return float(plain)
        raise CodecError(f"{where}: a finite number is needed")
    if type(plain) is not kind:
        raise CodecError(f"{where}: {kind.__name__} is needed, not {plain!r}")
    return plain


def _time(plain: object, where: str) -> datetime:
    try:
        time = datetime.fromisoformat(str(plain))
    except ValueError:
        raise CodecError(f"{where}: {plain!r} is no time") from None
    if time.tzinfo is None:
        raise CodecError(f"{where}: a time with its zone is needed")
    return time
