"""A candidate list as a table to take along: the same people, order and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.candidates.models.application import Status
from apps.core.sheets import Value
from apps.scoring.actions import exports
from apps.scoring.engine.phrases import account
from apps.scoring.listing import STATES
from apps.scoring.narrowing import Narrowing
from apps.scoring.present.networks import in_order
from apps.workspace.candidates.asked import Asked
from apps.workspace.candidates.labels import FACTOR_NAMES


@dataclass(frozen=True, slots=True)
class Field:
    label: Any
    of: Callable[[Candidate], Value]


def _number(column: str) -> Callable[[Candidate], Value]:
    return lambda person: getattr(getattr(person, "standing", None), column, None)


def _read(person: Candidate) -> datetime | None:
    standing = getattr(person, "standing", None)
    return timezone.localtime(standing.computed_at) if standing and standing.computed_at else None


def _accounts(person: Candidate) -> str:
    standing = getattr(person, "standing", None)
    return ", ".join(account(name) for name in in_order(standing.networks)) if standing else ""


def _state(person: Candidate) -> str:
    """With the mark of a contested score, which belongs wherever the score stands."""
    state = str(dict(STATES)[person.state])  # type: ignore[attr-defined]  # annotated by ``listed``
    marked = person.contested and _number("value")(person) is not None
    return f"{state} · {_('Contested')}" if marked else state


def _status(person: Candidate) -> str:
    status = getattr(person, "status", "")
    return str(Status(status).label) if status else ""


ALWAYS_FIRST = {
    "name": Field(gettext_lazy("Name"), lambda person: person.shown_name),
    "email": Field(gettext_lazy("E-mail address"), lambda person: person.shown_email),
    "place": Field(gettext_lazy("Place"), lambda person: person.shown_place),
    "score": Field(gettext_lazy("Score"), _number("value")),
    "low": Field(gettext_lazy("Interval from"), _number("low")),
    "high": Field(gettext_lazy("Interval to"), _number("high")),
    "state": Field(gettext_lazy("State"), _state),
}
CHOSEN = {
    **{name: Field(label, _number(name)) for name, label in FACTOR_NAMES.items()},
    "accounts": Field(gettext_lazy("Accounts"), _accounts),
    "read": Field(gettext_lazy("Read"), _read),
    "status": Field(gettext_lazy("Status"), _status),
}


def _model(person: Candidate) -> str:
    return getattr(person, "model_version", None) or ""


ALWAYS_LAST = {"model": Field(gettext_lazy("Score model"), _model)}


@dataclass
class Export:
    """``columns``: those of the list. ``taken`` counts while the rows are read: at most
    ``exports.MOST``. In the organisation's scope; each score that is taken along is a look."""

    people: QuerySet[Candidate]
    narrowing: Narrowing
    asked: Asked
    columns: frozenset[str]
    notice: str
    by: By
    taken: int = field(default=0, init=False)

    @property
    def fields(self) -> Mapping[str, Field]:
        chosen = {name: each for name, each in CHOSEN.items() if name in self.columns}
        return {**ALWAYS_FIRST, **chosen, **ALWAYS_LAST}

    @property
    def head(self) -> list[str]:
        return [*(str(each.label) for each in self.fields.values()), _("Notice")]

    def rows(self) -> Iterator[list[Value]]:
        fields = [*self.fields.values()]
        listed = self.people.annotate(model_version=F("standing__score__model_version"))
        order, descending = self.asked.order, self.asked.descending
        for people in exports.taken(
            listed, self.narrowing, order=order, descending=descending, by=self.by
        ):
            for person in people:
                yield [*(each.of(person) for each in fields), self.notice]
            self.taken += len(people)
