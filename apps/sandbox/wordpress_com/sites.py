"""Which sites a person has: most have one. The silent have none, the fresh also write for a
magazine that is not theirs, and of the others every fifth has one elsewhere, by Jetpack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.sandbox.world import Kind, Person, World

TENTHS = 10  # a site's id is its person's, and one digit
MAGAZINE_FOLLOWERS = 12_000


class Role(StrEnum):
    OWN = "own"
    MAGAZINE = "magazine"
    JETPACK = "jetpack"


NAMES = {
    Role.OWN: "Notes of {}",
    Role.MAGAZINE: "The Magazine",
    Role.JETPACK: "Workshop of {}",
}
ROLES = (Role.OWN, Role.MAGAZINE, Role.JETPACK)


@dataclass(frozen=True, slots=True)
class Site:
    person: Person
    role: Role

    @property
    def id(self) -> int:
        return int(self.person.id) * TENTHS + ROLES.index(self.role)

    @property
    def name(self) -> str:
        return NAMES[self.role].format(self.person.handle.capitalize())

    @property
    def followers(self) -> int:
        return self.person.followers if self.role is Role.OWN else MAGAZINE_FOLLOWERS

    @property
    def is_managed(self) -> bool:
        return self.role is not Role.MAGAZINE


def sites(person: Person) -> Sequence[Site]:
    if person.kind is Kind.SILENT:
        return ()
    found = [Site(person, Role.OWN)]
    if person.kind is Kind.FRESH:
        found.append(Site(person, Role.MAGAZINE))
    elif person.number % 5 == 0:
        found.append(Site(person, Role.JETPACK))
    return found


def site(here: World, site_id: int) -> Site | None:
    person = here.person(str(site_id // TENTHS))
    found = sites(person) if person else ()
    return next((each for each in found if each.id == site_id), None)
