"""Dates and numbers have the form that the reader's language gives them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation


def shown(source: str, value: object, language: str) -> str:
    with translation.override(language):
        return Template("{% load renown %}" + source).render(Context({"v": value}))


@pytest.mark.parametrize(
    ("form", "english", "german"),
    [
        ("DATE_FORMAT", "2 March 2027", "2. März 2027"),
        ("DATETIME_FORMAT", "2 March 2027, 09:05", "2. März 2027, 09:05"),
        ("SHORT_DATE_FORMAT", "2 Mar 2027", "02.03.2027"),
        ("DAY_FORMAT", "2 March", "2. März"),
        ("SHORT_DAY_FORMAT", "2 Mar", "2. März"),
        ("MOMENT_FORMAT", "2 Mar, 09:05", "2. März, 09:05"),
        ("YEAR_MONTH_FORMAT", "March 2027", "März 2027"),
    ],
)
def test_dates(form: str, english: str, german: str) -> None:
    at = datetime(2027, 3, 2, 9, 5, tzinfo=UTC)
    for language, text in (("en", english), ("en-gb", english), ("de", german)):
        assert shown(f'{{{{ v|date:"{form}" }}}}', at, language) == text


@pytest.mark.parametrize(
    ("value", "english", "german"),
    [
        (12400, "12\u00a0400", "12.400"),
        (-1500, "\u22121\u00a0500", "\u22121.500"),
        (1234.5, "1\u00a0234.5", "1.234,5"),
        (Decimal("0.75"), "0.75", "0,75"),
        (980, "980", "980"),
    ],
)
def test_numbers(value: float, english: str, german: str) -> None:
    assert shown("{{ v|thin }}", value, "en") == english
    assert shown("{{ v|thin }}", value, "de") == german


def test_a_moment_is_written_in_full_with_its_zone_and_a_missing_one_not_at_all() -> None:
    at = datetime(2027, 3, 2, 9, 5, tzinfo=UTC)
    assert shown("{{ v|moment }}", at, "de") == "2. März 2027, 09:05 UTC"
    assert shown("{{ v|moment }}", None, "de") == ""


@pytest.mark.parametrize("typed", ["1,5", "1.5", " 1,5 "])
def test_a_german_weight_may_be_typed_with_a_comma_or_a_point(typed: str) -> None:
    with translation.override("de"):
        assert forms.DecimalField(localize=True).clean(typed) == Decimal("1.5")
