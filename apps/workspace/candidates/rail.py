"""The rail of filters: each field with what stands in it, what is wrong, how many it keeps."""

from __future__ import annotations

from dataclasses import dataclass

from apps.candidates.models.application import Status
from apps.core.charts.histogram import Histogram
from apps.scoring.engine.phrases import account
from apps.scoring.models.standing import FACTORS
from apps.workspace.candidates.asked import Asked
from apps.workspace.candidates.crowd import Crowd
from apps.workspace.candidates.filters import PeopleFilter


@dataclass(frozen=True, slots=True)
class NumberField:
    """``error`` is empty where the value is right."""

    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """``on``: how many filters are on. ``sort`` goes along when the filters are applied."""

    on: int
    sort: str
    histogram: Histogram
    low: NumberField
    high: NumberField
    unscored: bool
    factors: tuple[NumberField, ...]
    accounts: tuple[Choice, ...]
    statuses: tuple[Choice, ...]


def rail(filtered: PeopleFilter, asked: Asked, crowd: Crowd, on: int) -> Rail:
    chosen = asked.chosen
    histogram = crowd.histogram(chosen.get("score_min", 1), chosen.get("score_max", 100))
    return Rail(
        on=on,
        sort=asked.sort if "sort" in asked.query else "",
        histogram=histogram,
        low=_number(filtered, "score_min", "From"),
        high=_number(filtered, "score_max", "To"),
        unscored=chosen.get("unscored") != "no",
        factors=tuple(_number(filtered, f"{name}_min", name.capitalize()) for name in FACTORS),
        accounts=tuple(
            Choice(name, account(name), count, name in chosen.get("network", []))
            for name, count in crowd.accounts.items()
        ),
        statuses=tuple(
            Choice(name, str(Status(name).label), count, name in chosen.get("status", []))
            for name, count in crowd.statuses.items()
        ),
    )


def _number(filtered: PeopleFilter, name: str, label: str) -> NumberField:
    value = str(filtered.data.get(name, "")).strip()
    wrong = filtered.form.errors.get(name)
    return NumberField(name, label, value, str(wrong[0]) if wrong else "")
