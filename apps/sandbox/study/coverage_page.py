"""Coverage in words: its two definitions, and a table of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apps.sandbox.study.coverage import FULL, STRATA, TRUE, WIDEST, Coverage
from apps.sandbox.study.measure import StudyFigures
from apps.sandbox.study.pages import percent, share, table
from apps.sandbox.study.readings import NETWORKS
from apps.sandbox.world import Kind

REACHES = [f"reach {name}" for _, name in STRATA] + [f"reach {WIDEST}"]
KINDS = [f"kind {kind}" for kind in Kind if kind is not Kind.SILENT]
LINKED = ["linked 1", "linked 2", "linked 3"]
NAMES = {
    **{f"only {name}": f"only {name}" for name in NETWORKS},
    **{f"kind {kind}": f"{kind} people" for kind in Kind},
    "linked 1": "1 account linked",
    "linked 2": "2 accounts linked",
    "linked 3": "3 accounts linked",
    "linked all": "all accounts linked",
}


def coverage_part(found: StudyFigures) -> Iterator[str]:
    yield (
        "**Coverage of the 80 % interval, by the score from all accounts.** Of a score from one to "
        "three accounts: does its interval contain the score that the same person has with all "
        "accounts linked and read? Of one account each is taken, of two and three two choices by "
        "chance. In the world everybody lives on all six networks, which is the hardest case."
    )
    yield ""
    groups = [*LINKED, *(f"only {name}" for name in NETWORKS), *REACHES, *KINDS]
    yield from _table(found, FULL, groups)
    yield ""
    yield (
        "**Coverage by the truth.** The score that belongs to the true influence: the n-th most "
        "influential person of a world deserves its n-th highest score (all accounts linked). "
        "Bought, swarmed and fresh people are those for whom the world sets the truth apart from "
        "what can be seen. The interval is about what was measured, and not made to cover this:"
    )
    yield ""
    yield from _table(found, TRUE, [*LINKED, "linked all", *REACHES, *KINDS])


def _table(found: StudyFigures, target: str, groups: Sequence[str]) -> Iterator[str]:
    head = ("", "scores", "inside (worlds)", "above", "below", "width", "provisional")
    told = [
        [each.coverage[target][name] for each in found.seeds if name in each.coverage[target]]
        for name in groups
    ]
    named = zip(groups, told, strict=True)
    yield from table(head, (_row(NAMES.get(name, name), cells) for name, cells in named if cells))


def _row(name: str, cells: Sequence[Coverage]) -> tuple[str, ...]:
    """Over the scores of all worlds together, with the lowest and the highest world."""
    inside = [each.inside for each in cells]
    middle = share(_mean(cells, inside))
    return (
        name,
        f"{sum(each.cases for each in cells):,}",
        f"{middle} ({share(min(inside))} to {share(max(inside))})",
        share(_mean(cells, [each.above for each in cells])),
        share(_mean(cells, [each.below for each in cells])),
        f"{_mean(cells, [each.width for each in cells]):.0f}",
        percent(_mean(cells, [each.provisional for each in cells])),
    )


def _mean(cells: Sequence[Coverage], values: Sequence[float]) -> float:
    weighted = sum(each.cases * value for each, value in zip(cells, values, strict=True))
    return weighted / sum(each.cases for each in cells)
