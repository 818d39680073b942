"""Which columns of a list a member sees, and how many people a page holds."""

from __future__ import annotations

from dataclasses import dataclass

from apps.organisations.models import Membership
from apps.workspace.candidates.labels import COLUMNS, SIZES, USUAL

BEFORE_ACCOUNTS = (
    "interval",
    "reach",
    "engagement",
    "network",
)  # what a message takes the place of


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    label: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """``known``: all that this list can have."""

    known: tuple[Column, ...]
    size: int

    @property
    def shown(self) -> frozenset[str]:
        return frozenset(column.name for column in self.known if column.shown)

    @property
    def span(self) -> int:
        """Of the sentence that stands where there is no score."""
        return 1 + len(self.shown.intersection(BEFORE_ACCOUNTS))

    @property
    def span_without_accounts(self) -> int:
        return self.span + ("accounts" in self.shown)

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES


def columns_of(membership: Membership, *, with_status: bool) -> Columns:
    chosen = USUAL if membership.list_columns is None else membership.list_columns
    known = tuple(
        Column(name, str(label), name in chosen)
        for name, label in COLUMNS.items()
        if with_status or name != "status"
    )
    size = membership.list_size
    return Columns(known, size if size in SIZES else SIZES[0])
