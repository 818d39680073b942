"""Request bodies: what is not asked for is refused, and so is a value of another type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

from apps.api.faults import TooLarge

LARGEST = 1_000_000  # bytes; a thousand candidates fit

# What REST framework would turn into each other silently: 5 into "5", "yes" into true.
_WANTED: dict[type[serializers.Field[Any, Any, Any, Any]], tuple[tuple[type, ...], str]] = {
    serializers.BooleanField: ((bool,), "This is true or false, without quotes."),
    serializers.IntegerField: ((int,), "This is a whole number, without quotes."),
    serializers.FloatField: ((int, float), "This is a number, without quotes."),
    serializers.DecimalField: ((int, float), "This is a number, without quotes."),
    serializers.CharField: ((str,), "This is text, in quotes."),
    serializers.ChoiceField: ((str,), "This is text, in quotes."),
    serializers.UUIDField: ((str,), "This is an id, in quotes."),
    serializers.DateTimeField: ((str,), "This is a time, in quotes."),
    serializers.DateField: ((str,), "This is a day, in quotes."),
}
_UNKNOWN = "There is no such field."


class StrictSerializer(serializers.Serializer[Any]):
    """For bodies: an unknown field and one that cannot be set are refused at their place, and
    values have the type in JSON that the schema says."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return super().to_internal_value(data)
        wrong: dict[str, list[Any]] = dict(self._wrong(data))
        try:
            found = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**_by_name(error.detail), **wrong}) from error
        if wrong:
            raise ValidationError(wrong)
        return found

    def _wrong(self, data: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
        settable = {name: field for name, field in self.fields.items() if not field.read_only}
        found = []
        for name, value in data.items():
            if name not in settable:
                found.append((str(name), [ErrorDetail(_UNKNOWN, "unknown")]))
            elif told := _mistyped(settable[name], value):
                found.append((name, told))
        return found


def _by_name(detail: Any) -> dict[str, Any]:
    assert isinstance(detail, dict)
    return detail


def _mistyped(field: Any, value: Any) -> list[Any]:
    """Sentences, or by number those of a list's items: REST framework's own shape."""
    if value is None:
        return []  # said by the field itself
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        told = {n: found for n, each in enumerate(value) if (found := _mistyped(field.child, each))}
        return [told] if told else []
    for kind, (types, sentence) in _WANTED.items():
        if isinstance(field, kind):
            fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
            return [] if fits else [ErrorDetail(sentence, "type")]
    return []


def refuse_large(request: Request) -> None:
    """Raises ``TooLarge`` before anything is read; nobody reads past what was announced."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if announced.isdecimal() and int(announced[:12]) > LARGEST:
        raise TooLarge(f"A body has at most {LARGEST:,} bytes.")
