"""Words and numbers of the two parts of docs/score.md that the study writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from apps.core.generated import row
from apps.sandbox.study.statistics import Spread


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    cells = list(head)
    yield row(*cells)
    yield "|---" * len(cells) + "|"
    yield from (row(*each) for each in rows)


def share(number: float) -> str:
    """``.81``: shares and correlations, two digits."""
    return _short(f"{number:.2f}")


def ranged(found: Spread) -> str:
    """Mean, lowest and highest of the seeds."""
    return f"{share(found.mean)} ({share(found.lowest)} to {share(found.highest)})"


def difference(found: Spread) -> str:
    """Mean and its 95 % interval, three digits."""
    mean, low, high = (_short(f"{n:+.3f}") for n in (found.mean, found.low, found.high))
    return f"{mean} [{low}, {high}]"


def percent(number: float) -> str:
    return f"{100 * number:.0f} %"


def _short(text: str) -> str:
    return text.replace("0.", ".", 1).replace("-", "−")
