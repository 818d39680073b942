"""Comparisons of two people in words: calibration of P, and what too close to call spares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from apps.sandbox.study.measure import StudyFigures
from apps.sandbox.study.pages import percent, share, table
from apps.sandbox.study.pairs import CALLED, CLOSE, PAIRS, PairFigures

Figures = Mapping[str, PairFigures]


def pairs_part(found: StudyFigures) -> Iterator[str]:
    whole = _together([each.whole_pairs for each in found.seeds])
    parts = _together([each.part_pairs for each in found.seeds])
    yield (
        f"**P(A above B) against the truth**, for {PAIRS:,} pairs by chance of each world. P is "
        "how often somebody would judge A the more influential, and judges disagree; the truth "
        "does not, so where all is linked it is met more often than P says. P knows nothing of "
        "accounts that were not linked:"
    )
    yield ""
    head = ("P", "pairs, all accounts", "right", "pairs, 1 to 4 accounts each", "right")
    bins = [name for name in whole if name not in (CLOSE, CALLED)]
    yield from table(head, (_row(name, whole, parts) for name in bins))
    yield ""
    yield f"With all accounts: {_said(whole)} With one to four accounts each: {_said(parts)}"


def _row(name: str, whole: Figures, parts: Figures) -> tuple[str, ...]:
    cells = [(f"{f.pairs:,}", share(f.right)) for f in (whole[name], parts[name])]
    return (name, *cells[0], *cells[1])


def _said(found: Figures) -> str:
    total = found[CLOSE].pairs + found[CALLED].pairs
    every = _sum([found[CLOSE], found[CALLED]])
    return (
        f"P is {share(every.probability)} on average, and who leads has the greater influence in "
        f"{share(every.right)} of the pairs. {percent(found[CLOSE].pairs / total)} are too close "
        f"to call, and ordering those by the draws would have been wrong for "
        f"{percent(1 - found[CLOSE].right)}; of those that are called, "
        f"{percent(1 - found[CALLED].right)} are wrong."
    )


def _together(worlds: Sequence[Figures]) -> dict[str, PairFigures]:
    names = dict.fromkeys(name for world in worlds for name in world)
    return {name: _sum([w[name] for w in worlds if name in w]) for name in sorted(names)}


def _sum(found: Sequence[PairFigures]) -> PairFigures:
    pairs = sum(each.pairs for each in found)
    right = sum(each.right * each.pairs for each in found) / pairs
    probability = sum(each.probability * each.pairs for each in found) / pairs
    return PairFigures(pairs, probability, right)
