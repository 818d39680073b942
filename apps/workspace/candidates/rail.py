"""The rail of filters: each field with what stands in it, what is wrong, how many it keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.utils.translation import gettext as _

from apps.candidates.models.application import Status
from apps.core.charts.histogram import Histogram
from apps.scoring.engine.phrases import account
from apps.scoring.listing import STATES
from apps.scoring.models.standing import FACTORS
from apps.workspace.candidates.asked import Asked
from apps.workspace.candidates.crowd import Crowd, offered
from apps.workspace.candidates.labels import FACTOR_NAMES, SORTS


@dataclass(frozen=True, slots=True)
class NumberField:
    """``error`` is empty where the value is right."""

    name: str
    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """From and to, of one thing."""

    label: str
    low: NumberField
    high: NumberField


@dataclass(frozen=True, slots=True)
class Choice:
    """``count`` is None where it is not counted yet."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Rail:
    """``on``: how many filters are on. ``sorts``: the orders, for a menu. ``search``: what is
    searched for. ``histogram`` is None where it is not counted yet."""

    on: int
    clear: str
    kept: tuple[str, ...]
    search: NumberField
    sorts: tuple[Choice, ...]
    histogram: Histogram | None
    low: NumberField
    high: NumberField
    width: NumberField
    unscored: bool
    factors: tuple[Bounds, ...]
    accounts: tuple[Choice, ...]
    read: NumberField
    states: tuple[Choice, ...]
    statuses: tuple[Choice, ...]


def rail(form: Form, asked: Asked, crowd: Crowd, *, on: int, with_status: bool) -> Rail:
    chosen = asked.chosen
    return Rail(
        on=on,
        clear=asked.bare,
        kept=asked.kept,
        search=_field(form, "q", _("Name or e-mail address")),
        sorts=_sorts(asked, with_status),
        histogram=spread(asked, crowd),
        low=_field(form, "score_min", _("From")),
        high=_field(form, "score_max", _("To")),
        width=_field(form, "width_max", _("Interval at most, points")),
        unscored=chosen.get("unscored") != "no",
        factors=tuple(_bounds(form, name) for name in FACTORS),
        accounts=accounts(asked, crowd),
        read=_field(form, "read_within", _("Read within, days")),
        states=_choices(asked, "state", STATES),
        statuses=statuses(asked, crowd) if with_status else (),
    )


def spread(asked: Asked, crowd: Crowd) -> Histogram | None:
    if not crowd.counted:
        return None
    return crowd.histogram(asked.chosen.get("score_min", 1), asked.chosen.get("score_max", 100))


def accounts(asked: Asked, crowd: Crowd) -> tuple[Choice, ...]:
    chosen = asked.chosen.get("network", [])
    return tuple(
        Choice(name, account(name), crowd.accounts.get(name), name in chosen) for name in offered()
    )


def statuses(asked: Asked, crowd: Crowd) -> tuple[Choice, ...]:
    chosen = asked.chosen.get("status", [])
    return tuple(
        Choice(value, str(label), crowd.statuses.get(value), value in chosen)
        for value, label in Status.choices
    )


def _sorts(asked: Asked, with_status: bool) -> tuple[Choice, ...]:
    known = {sort: label for sort, label in SORTS.items() if with_status or "status" not in sort}
    return tuple(
        Choice(sort, str(label), None, sort == asked.sort) for sort, label in known.items()
    )


def _choices(asked: Asked, name: str, choices: Sequence[tuple[str, object]]) -> tuple[Choice, ...]:
    chosen = asked.chosen.get(name, [])
    return tuple(Choice(value, str(label), None, value in chosen) for value, label in choices)


def _bounds(form: Form, factor: str) -> Bounds:
    low = _field(form, f"{factor}_min", _("From"))
    return Bounds(str(FACTOR_NAMES[factor]), low, _field(form, f"{factor}_max", _("To")))


def _field(form: Form, name: str, label: str) -> NumberField:
    value = str(form.data.get(name, "")).strip()
    wrong = form.errors.get(name)
    return NumberField(name, label, value, str(wrong[0]) if wrong else "")
