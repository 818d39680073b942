"""A list of candidates as a table for programs: stable names of columns, codes for words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from django.db.models import F

from apps.api.narrowing import Asked
from apps.api.serializers import NOTICE
from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.core.sheets import Value, csv_file, xlsx_file
from apps.scoring.actions import exports
from apps.scoring.listing import listed
from apps.scoring.models.standing import FACTORS

type Column = Callable[[Candidate], Value]


def _of_person(name: str) -> Column:
    return lambda person: getattr(person, name, None)


def _of_standing(name: str) -> Column:
    return lambda person: getattr(getattr(person, "standing", None), name, None)


def _accounts(person: Candidate) -> str:
    standing = getattr(person, "standing", None)
    return " ".join(standing.networks) if standing else ""


def _contested(person: Candidate) -> str:
    marked = person.contested and _of_standing("value")(person) is not None
    return "true" if marked else "false"


COLUMNS: dict[str, Column] = {
    "id": lambda person: str(person.pk),
    **{name: _of_person(name) for name in ("name", "email", "place", "state")},
    "contested": _contested,
    "score": _of_standing("value"),
    **{name: _of_standing(name) for name in ("low", "high", *FACTORS)},
    "accounts": _accounts,
    "computed_at": _of_standing("computed_at"),
    "status": _of_person("status"),
    "model_version": _of_person("model_version"),
    "notice": lambda _person: NOTICE,
}


@dataclass
class Table:
    """``taken`` counts while the rows are read. In the organisation's scope; each score in it is a
    look."""

    asked: Asked
    by: By
    taken: int = field(default=0, init=False)

    def rows(self) -> Iterator[list[Value]]:
        asked = self.asked
        people = listed(asked.narrowing.opening_id)
        told = people.annotate(model_version=F("standing__score__model_version"))
        for page in exports.taken(
            told, asked.narrowing, order=asked.order, descending=asked.descending, by=self.by
        ):
            for person in page:
                yield [column(person) for column in COLUMNS.values()]
            self.taken += len(page)


def as_csv(table: Table) -> IO[bytes]:
    return csv_file([*COLUMNS], table.rows(), bom=False)


def as_xlsx(table: Table) -> IO[bytes]:
    return xlsx_file(
        [*COLUMNS], table.rows(), title="candidates", about_title="about", about=[NOTICE]
    )


FORMATS: dict[str, tuple[str, Callable[[Table], IO[bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
