"""Coverage in words: its two definitions, and a table of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from apps.sandbox.study.cases import PARTS
from apps.sandbox.study.coverage import FULL, HALF, STRATA, TRUE, WIDEST, Coverage
from apps.sandbox.study.measure import StudyFigures
from apps.sandbox.study.pages import percent, share, table
from apps.sandbox.study.readings import NETWORKS
from apps.sandbox.world import Kind

REACHES = [f"reach {name}" for _, name in STRATA] + [f"reach {WIDEST}"]
KINDS = [f"kind {kind}" for kind in Kind if kind is not Kind.SILENT]
LINKED = [f"linked {size}" for size in PARTS]
NAMES = {
    **{f"kind {kind}": f"{kind} people" for kind in Kind},
    **{f"linked {size}": f"{size} linked" for size in PARTS},
    "linked 1 to 4": "1 to 4 linked",
    "linked all": "all accounts linked",
}


def coverage_part(found: StudyFigures) -> Iterator[str]:
    yield (
        "**Coverage of the 80 % interval, by the score from all accounts.** Of a score from one to "
        "four accounts: does its interval contain the score that the same person has with all "
        "accounts linked and read? Of one account each is taken, of more two choices by chance. "
        "*Half*: each account that was not linked exists with a chance of one half; the interval "
        "is made for this. *All*: everybody lives on all six networks, which is the hardest case. "
        "No score lies below its interval: accounts only add."
    )
    yield ""
    groups = [*LINKED, "linked 1 to 4", *(f"only {name}" for name in NETWORKS), *REACHES, *KINDS]
    head = ("", "scores", "inside, half (worlds)", "inside, all (worlds)", "width", "provisional")
    rows = ((_part_row(found, name)) for name in groups if _cells(found, FULL, name))
    yield from table(head, rows)
    yield ""
    yield (
        "**Coverage by the truth.** The score that belongs to the true influence: the n-th most "
        "influential person of a world deserves its n-th highest score (all accounts linked). "
        "Bought, swarmed and fresh people are those for whom the world sets the truth apart from "
        "what can be seen. The interval is about what was measured, and is not made to cover this: "
        "it is no statement about how influential somebody really is."
    )
    yield ""
    groups = [*LINKED, "linked all", *REACHES, *KINDS]
    head = ("", "scores", "inside (worlds)", "above", "below", "width")
    yield from table(head, (_true_row(found, name) for name in groups if _cells(found, TRUE, name)))


def _cells(found: StudyFigures, target: str, name: str) -> list[Coverage]:
    told = (each.coverage[target] for each in found.seeds)
    return [named[name] for named in told if name in named]


def _part_row(found: StudyFigures, name: str) -> tuple[str, ...]:
    half, full = _cells(found, HALF, name), _cells(found, FULL, name)
    return (
        NAMES.get(name, name),
        _count(full),
        _inside(half),
        _inside(full),
        _width(full),
        percent(_mean(full, [each.provisional for each in full])),
    )


def _true_row(found: StudyFigures, name: str) -> tuple[str, ...]:
    cells = _cells(found, TRUE, name)
    return (
        NAMES.get(name, name),
        _count(cells),
        _inside(cells),
        share(_mean(cells, [each.above for each in cells])),
        share(_mean(cells, [each.below for each in cells])),
        _width(cells),
    )


def _count(cells: Sequence[Coverage]) -> str:
    return f"{sum(each.cases for each in cells):,}"


def _inside(cells: Sequence[Coverage]) -> str:
    """Over the scores of all worlds together, with the lowest and the highest world."""
    inside = [each.inside for each in cells]
    return f"{share(_mean(cells, inside))} ({share(min(inside))} to {share(max(inside))})"


def _width(cells: Sequence[Coverage]) -> str:
    return f"{_mean(cells, [each.width for each in cells]):.0f}"


def _mean(cells: Sequence[Coverage], values: Sequence[float]) -> float:
    weighted = sum(each.cases * value for each, value in zip(cells, values, strict=True))
    return weighted / sum(each.cases for each in cells)
