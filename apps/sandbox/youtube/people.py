"""Who of the world has which channel: most have one, some who are silent none, and some who are new
a second one for a brand, which never showed a video."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from apps.sandbox.world import Account, Kind, Person, World
from apps.sandbox.world.accounts import (
    CROWD_IDS,
    CROWD_SIZE,
    SWARM_IDS,
    crowd_account,
    robot_account,
)
from apps.sandbox.youtube import ids

HIDES, SECOND, ROBOTS = 11, 3, 1_000_000
DIGITS = 3  # of a subscriber count that are told


@dataclass(frozen=True, slots=True)
class Channel:
    account: Account
    brand: bool = False

    @property
    def id(self) -> str:
        return ids.channel_id(self.account.id, brand=self.brand)

    @property
    def title(self) -> str:
        return f"{self.account.handle.capitalize()}{' Studio' if self.brand else ''}"

    @property
    def subscribers(self) -> int:
        """Rounded down to three digits, as YouTube tells it."""
        count = self.account.followers // 10 if self.brand else self.account.followers
        step = int(10 ** max(0, len(str(count)) - DIGITS))
        return count // step * step

    @property
    def hides(self) -> bool:
        """Every 11th hides how many subscribe."""
        account = self.account
        number = account.number if isinstance(account, Person) else int(account.id)
        return not self.brand and number % HIDES == 0


def channels_of(person: Person) -> Sequence[Channel]:
    if person.kind is Kind.SILENT and person.number % 2 == 0:
        return ()
    first = Channel(person)
    has_second = person.kind is Kind.FRESH and person.number % SECOND == 0
    return (first, Channel(person, brand=True)) if has_second else (first,)


def find(here: World, channel_id: str) -> Channel | None:
    """Of a person with such a channel, or of anybody else."""
    found = ids.account_of(channel_id)
    if found is None or not channel_id.startswith("UC"):
        return None
    person = here.person(found[0])
    if person is not None:
        return next((each for each in channels_of(person) if each.id == channel_id), None)
    stranger = _stranger(int(found[0]))
    return Channel(stranger) if stranger and not found[1] else None


def _stranger(number: int) -> Account | None:
    if CROWD_IDS <= number < CROWD_IDS + CROWD_SIZE:
        return crowd_account(number - CROWD_IDS)
    if SWARM_IDS <= number < SWARM_IDS + ROBOTS:
        return robot_account(number - SWARM_IDS)
    return None
