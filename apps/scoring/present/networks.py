"""Accounts as fixed slots, and what each of them adds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from apps.core.templatetags.renown import thin
from apps.scoring.engine.kinds import Factor, SignalKind
from apps.scoring.engine.phrases import account
from apps.scoring.engine.result import NetworkPoints, ScoreResult

DASH = "–"
ORDER = ("facebook", "x", "youtube", "instagram", "wordpress_com", "wordpress")
_KINDS = (SignalKind.LIKE, SignalKind.COMMENT, SignalKind.SHARE)


@dataclass(frozen=True, slots=True)
class Slot:
    """For templates/components/netset.html."""

    network: str
    label: str
    linked: bool


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """A row of the table by network: numbers as the reader writes them, a dash where the network
    does not tell. Whole points."""

    network: str
    label: str
    audience: str
    posts: str
    likes: str
    comments: str
    shares: str
    people: str
    points: int


@dataclass(frozen=True, slots=True)
class ByNetwork:
    """``rest`` are the points that no account gives (base line, end of the scale). Lines and rest
    add up to ``total``."""

    lines: tuple[NetworkLine, ...]
    rest: int
    total: int


def slots(linked: Collection[str], offered: Collection[str]) -> tuple[Slot, ...]:
    """One slot for each network that this installation offers, always in the same order, so that a
    column of them scans as a matrix; linked ones that are no longer offered follow."""
    names = in_order({*offered}) + in_order({*linked} - {*offered})
    return tuple(Slot(name, account(name), name in linked) for name in names)


def by_network(result: ScoreResult) -> ByNetwork | None:
    """The points cut by account, with what was read there; None where there is no number."""
    if result.value is None:
        return None
    ordered = sorted(result.networks, key=lambda line: (-line.points, line.network))
    lines = tuple(_line(result, network) for network in ordered)
    return ByNetwork(lines, result.base + result.clipped, result.value)


def audience(result: ScoreResult, network: str = "") -> int | None:
    """Followers, subscribers or friends on one network, or on all; None where none of them
    tells."""
    told = [
        leaf.counted
        for leaf in result.leaves
        if leaf.factor is Factor.REACH and network in ("", leaf.network)
    ]
    return sum(told) if told else None


def _line(result: ScoreResult, line: NetworkPoints) -> NetworkLine:
    likes, comments, shares = (_counted(result, line.network, kind) for kind in _KINDS)
    return NetworkLine(
        network=line.network,
        label=account(line.network),
        audience=_told(audience(result, line.network)),
        posts=thin(line.posts),
        likes=likes,
        comments=comments,
        shares=shares,
        people=thin(line.people),
        points=line.points,
    )


def _counted(result: ScoreResult, network: str, kind: SignalKind) -> str:
    told = [
        leaf.counted
        for leaf in result.leaves
        if leaf.network == network and leaf.kind is kind and leaf.factor is Factor.ENGAGEMENT
    ]
    return _told(sum(told) if told else None)


def _told(value: int | None) -> str:
    return DASH if value is None else thin(value)


def in_order(names: Collection[str]) -> list[str]:
    """The fixed order of networks on every page; unknown ones last."""
    known = [*ORDER]
    return sorted(
        names, key=lambda name: (known.index(name) if name in known else len(known), name)
    )
