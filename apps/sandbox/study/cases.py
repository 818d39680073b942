"""Everybody's score from all accounts, and from a part of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from apps.sandbox.study.assess import Assessed, assess
from apps.sandbox.study.population import Member, Population
from apps.sandbox.study.statistics import matched
from apps.scoring.engine.model import ScoreModel

PARTS = (1, 2, 3)  # accounts linked
DRAWN = 2  # so many choices of 2 and of 3 accounts a person; of one each is taken


@dataclass(frozen=True)
class Case:
    """``networks`` are those linked; ``full`` is the score from all accounts, ``deserved`` the one
    that belongs to the true influence: rank for rank among all who have a score."""

    member: Member
    networks: tuple[str, ...]
    found: Assessed
    full: int
    deserved: int


@dataclass(frozen=True)
class Cases:
    """``whole`` by a member's number; ``parts`` with fewer accounts than there are."""

    whole: Mapping[int, Case]
    parts: Sequence[Case]

    @property
    def full(self) -> dict[int, Assessed]:
        return {number: case.found for number, case in self.whole.items()}


def cases(people: Population, model: ScoreModel) -> Cases:
    """Only of those who pass the gates, with all accounts and with the part."""
    full = {
        member.number: found
        for member in people.members
        if (found := _assess(people, member, tuple(member.signals), model)) is not None
    }
    scored = [member for member in people.members if member.number in full]
    deserved = matched([m.truth for m in scored], [full[m.number].exact for m in scored])
    target = {m.number: round(d) for m, d in zip(scored, deserved.tolist(), strict=True)}

    def case(member: Member, networks: tuple[str, ...], found: Assessed) -> Case:
        number = member.number
        return Case(member, networks, found, full[number].value, target[number])

    return Cases(
        whole={m.number: case(m, tuple(m.signals), full[m.number]) for m in scored},
        parts=[
            case(member, networks, found)
            for member in scored
            for networks in _parts(people, member)
            if (found := _assess(people, member, networks, model)) is not None
        ],
    )


def _assess(
    people: Population, member: Member, networks: Sequence[str], model: ScoreModel
) -> Assessed | None:
    return assess([member.signals[name] for name in networks], model, people.key(member))


def _parts(people: Population, member: Member) -> list[tuple[str, ...]]:
    names, dice = sorted(member.signals), Random(people.key(member))
    found: list[tuple[str, ...]] = [(name,) for name in names]
    for size in PARTS[1:]:
        found += [tuple(sorted(dice.sample(names, size))) for _ in range(DRAWN)]
    return [networks for networks in found if len(networks) < len(names)]
