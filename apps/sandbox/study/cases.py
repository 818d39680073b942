"""Everybody's score from all accounts, and from a part of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from apps.sandbox.study.assess import Assessed, assess, points
from apps.sandbox.study.population import Member, Population
from apps.sandbox.study.statistics import matched
from apps.scoring.engine.amounts import amounts
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.score import exact_scores

PARTS = (1, 2, 3, 4)  # accounts linked
DRAWN = 2  # so many choices of 2, 3 and 4 accounts a person; of one each is taken
EXISTS = 0.5  # the chance of an account that was not linked, where not everybody is everywhere


@dataclass(frozen=True)
class Case:
    """``networks`` are those linked; ``full`` is the score from all accounts, ``half`` that of
    somebody who has only some of those not linked, ``deserved`` the one that belongs to the true
    influence: rank for rank among all who have a score."""

    member: Member
    networks: tuple[str, ...]
    found: Assessed
    full: int
    half: int
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
    target = {m.number: points(d) for m, d in zip(scored, deserved.tolist(), strict=True)}

    def case(member: Member, networks: tuple[str, ...], found: Assessed) -> Case:
        number = member.number
        half = _half(people, member, networks, model)
        return Case(member, networks, found, full[number].value, half, target[number])

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


def _half(people: Population, member: Member, networks: Sequence[str], model: ScoreModel) -> int:
    dice = Random(f"{people.key(member)} {' '.join(networks)}")
    others = [name for name in sorted(member.signals) if name not in networks]
    there = {*networks, *(name for name in others if dice.random() < EXISTS)}
    accounts = [signals for name, signals in member.signals.items() if name in there]
    return points(float(exact_scores(amounts(accounts, model), model)[0]))


def _parts(people: Population, member: Member) -> list[tuple[str, ...]]:
    names, dice = sorted(member.signals), Random(people.key(member))
    found: list[tuple[str, ...]] = [(name,) for name in names]
    for size in PARTS[1:]:
        found += [tuple(sorted(dice.sample(names, size))) for _ in range(DRAWN)]
    return [networks for networks in found if len(networks) < len(names)]
