"""Why a score is what it is: one step per row, each starting where the last one ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from apps.core.charts.scale import Factor, Scale, Tick, percent, round_up

SMALLEST_AXIS = 60


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing that was counted. `counted` is text for people ("212 people"), `points` whole."""

    label: str
    points: int
    counted: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A factor with its leaves; `hint` says in a few words what the factor counts."""

    factor: Factor
    hint: str
    leaves: tuple[Leaf, ...]

    @property
    def points(self) -> int:
        return sum(leaf.points for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Step:
    """A drawn row: its bar, and where dotted lines come in from above and leave below."""

    label: str
    counted: str
    points: int
    x: str
    width: str
    enters: str
    leaves: str


@dataclass(frozen=True, slots=True)
class DrawnGroup:
    factor: Factor
    hint: str
    points: int
    enters: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """`opening` and `closing` are the steps that no factor makes: base line, floor, cap."""

    total: int
    axis: tuple[Tick, ...]
    opening: tuple[Step, ...]
    groups: tuple[DrawnGroup, ...]
    closing: tuple[Step, ...]
    end: str


def why(groups: Sequence[Group], *, rest: Sequence[Leaf] = ()) -> Why:
    """Steps from 0 to the score.

    `rest` holds the base line, floor and cap. Those that add stand first, those that take away
    last, so that the running total never leaves the axis on the left.
    """
    rising = [leaf for leaf in rest if leaf.points > 0]
    falling = [leaf for leaf in rest if leaf.points <= 0]
    leaves = [*rising, *(leaf for group in groups for leaf in group.leaves), *falling]
    totals = [0]
    for leaf in leaves:
        totals.append(totals[-1] + leaf.points)
    scale = Scale(0, max(SMALLEST_AXIS, round_up(max(totals), 10)))
    steps = [_step(leaf, *ends, scale) for leaf, ends in zip(leaves, pairwise(totals), strict=True)]
    opening, drawn, closing = _regroup(steps, groups, len(rising))
    return Why(totals[-1], scale.ticks(10), opening, drawn, closing, scale.at(totals[-1]))


def _step(leaf: Leaf, start: int, end: int, scale: Scale) -> Step:
    left, right = sorted((scale.share(start), scale.share(end)))
    return Step(
        label=leaf.label,
        counted=leaf.counted,
        points=leaf.points,
        x=percent(left),
        width=percent(right - left),
        enters=scale.at(start) if start else "",
        leaves=scale.at(end),
    )


def _regroup(
    steps: list[Step], groups: Sequence[Group], rising: int
) -> tuple[tuple[Step, ...], tuple[DrawnGroup, ...], tuple[Step, ...]]:
    drawn, cursor = [], rising
    for group in groups:
        own = tuple(steps[cursor : cursor + len(group.leaves)])
        enters = steps[cursor - 1].leaves if cursor else ""
        cursor += len(own)
        drawn.append(DrawnGroup(group.factor, group.hint, group.points, enters, own))
    return tuple(steps[:rising]), tuple(drawn), tuple(steps[cursor:])
