"""The 300 made-up people and who follows whom. All numbers are generated, none is anybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from apps.sandbox.world.accounts import OLDEST, Kind, Person
from apps.sandbox.world.dice import chance, mix
from apps.sandbox.world.habits import Habits

POPULATION = 300
PERSON_IDS = 4_100_000_000
ID_STEP = 7_919
FOLLOWERS_MIN, FOLLOWERS_MAX = 10, 2_000_000
EPOCH_DAYS = 45  # what is told relative to today stays put for so long
# fmt: off
NOUNS = (
    "otter", "lichen", "heron", "basalt", "fennel", "quartz", "plover", "juniper", "marten",
    "sorrel", "amber", "pebble", "tundra", "osprey", "clover", "meadow", "cobalt", "willow",
    "harbor", "lantern", "thistle", "badger", "cedar", "ember", "fjord", "glacier", "hazel",
    "iris", "kelp", "larch",
)
# fmt: on
FIXED_KINDS = {  # numbers chosen once, spread over the population
    **dict.fromkeys(range(9, 300, 15), Kind.SILENT),
    **dict.fromkeys(range(12, 300, 25), Kind.FRESH),
    **dict.fromkeys((33, 101, 171, 243), Kind.BOUGHT),
    **dict.fromkeys((58, 133, 206), Kind.SWARM),
    77: Kind.VIRAL,
}


@dataclass(frozen=True, slots=True)
class Population:
    """People by number, how gladly others react to each (1 is usual), their posts a day, and
    ``follows[i, j]``: i follows j."""

    people: tuple[Person, ...]
    appeal: NDArray[np.float64]
    posts_a_day: NDArray[np.float64]
    follows: NDArray[np.bool_]
    habits: Habits


def epoch(today: date) -> date:
    """The day that things told relative to today are counted from: 0 to 44 days ago."""
    return today - timedelta(days=today.toordinal() % EPOCH_DAYS)


def populate(seed: int, today: date, habits: Habits) -> Population:
    """The same people with the same worth on every network; luck and habit are the network's."""
    dice = np.random.default_rng([seed, 1])
    latent, luck, habit = dice.standard_normal((3, POPULATION))
    if habits.salt:
        dice = np.random.default_rng([seed, 1, *habits.salt])
        luck, habit = dice.standard_normal((2, POPULATION))
    kinds = [FIXED_KINDS.get(number, Kind.ORDINARY) for number in range(POPULATION)]
    followers = _followers(latent, luck, kinds, habits.audience)
    follows = _follows(dice, latent)
    people = tuple(
        _person(seed, number, kinds[number], int(followers[number]), follows, latent, today, habits)
        for number in range(POPULATION)
    )
    appeal = np.exp(0.35 * latent + 0.2 * habit)
    appeal[[kind is Kind.BOUGHT for kind in kinds]] *= 0.03
    rate = np.clip(0.45 * np.exp(0.6 * habit + 0.15 * latent), 0.08, 3.0) * habits.posts
    rate[[kind is Kind.SILENT for kind in kinds]] = 0.0
    return Population(people, appeal, rate, follows, habits)


def _followers(
    latent: NDArray[np.float64], luck: NDArray[np.float64], kinds: list[Kind], audience: float
) -> NDArray[np.int64]:
    """Log-normal with a heavier upper tail; bought ones come on top, fresh accounts are small."""
    seen = 0.85 * latent + 0.53 * luck
    seen = seen + 0.13 * np.square(np.maximum(seen, 0))
    counts = np.power(10.0, 2.9 + 0.95 * seen)
    counts[[kind is Kind.BOUGHT for kind in kinds]] *= 40
    fresh = [kind is Kind.FRESH for kind in kinds]
    counts[fresh] = np.minimum(counts[fresh] * 0.15, 2_500)
    counts[[kind is Kind.VIRAL for kind in kinds]] = 3_120
    counts *= audience
    return np.clip(counts, FOLLOWERS_MIN, FOLLOWERS_MAX).astype(np.int64)


def _follows(dice: np.random.Generator, latent: NDArray[np.float64]) -> NDArray[np.bool_]:
    """About 15 followed people each, the influential more often, and by each other most."""
    pull = np.exp(0.9 * latent)
    alike = np.exp(0.5 * np.outer(latent, latent).clip(-2, 2))
    wish = pull[None, :] * alike
    probability = np.clip(15 * wish / wish.sum(axis=1, keepdims=True), 0, 0.9)
    follows: NDArray[np.bool_] = dice.random((POPULATION, POPULATION)) < probability
    returned = dice.random((POPULATION, POPULATION)) < 0.3  # people follow back
    follows |= follows.T & returned
    np.fill_diagonal(follows, val=False)
    return follows


def _person(
    seed: int,
    number: int,
    kind: Kind,
    followers: int,
    follows: NDArray[np.bool_],
    latent: NDArray[np.float64],
    today: date,
    habits: Habits,
) -> Person:
    salt, (fewest, spread) = habits.salt, habits.totals
    below = float((latent < latent[number]).mean())
    inside = int(follows[number].sum())
    return Person(
        id=str(PERSON_IDS + number * ID_STEP),
        handle=f"{NOUNS[mix(seed, 31, number) % len(NOUNS)]}{number:03d}",
        followers=max(followers, int(follows[:, number].sum())),
        following=inside + 30 + mix(seed, 32, number, *salt) % 600,
        posts_total=2 if kind is Kind.SILENT else fewest + mix(seed, 33, number, *salt) % spread,
        created_at=_created(seed, number, kind, today, salt),
        number=number,
        kind=kind,
        true_influence=round(_worth(kind, below), 4),
    )


def _worth(kind: Kind, below: float) -> float:
    return below * {Kind.BOUGHT: 0.3, Kind.SWARM: 0.4, Kind.SILENT: 0.2}.get(kind, 1.0)


def _created(seed: int, number: int, kind: Kind, today: date, salt: tuple[int, ...]) -> datetime:
    if kind is Kind.FRESH:
        day = epoch(today) - timedelta(days=5 + mix(seed, 34, number, *salt) % 35)
        return datetime.combine(day, time(9, 30), UTC)
    return OLDEST + timedelta(days=int(4_200 * chance(seed, 35, number, *salt)))
