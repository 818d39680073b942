"""The readings of one person on all networks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from apps.connections.observations import Reading
from apps.sandbox.study.readings import (
    facebook,
    instagram,
    wordpress,
    wordpress_com,
    x,
    youtube,
)
from apps.sandbox.study.readings.limits import USUAL, Limits
from apps.sandbox.world import Person, World

_READ: Mapping[str, Callable[[World, Person, datetime, Limits], Reading | None]] = {
    "facebook": facebook.read,
    "instagram": instagram.read,
    "wordpress": wordpress.read,
    "wordpress_com": wordpress_com.read,
    "x": x.read,
    "youtube": youtube.read,
}
NETWORKS = tuple(_READ)


def reading(here: World, number: int, *, now: datetime, limits: Limits = USUAL) -> Reading | None:
    """Of the person with this number; None where there is no account that could be linked."""
    return _READ[here.network](here, here.people[number], now, limits)


def readings(worlds: Iterable[World], number: int, *, now: datetime) -> tuple[Reading, ...]:
    found = (reading(here, number, now=now) for here in worlds)
    return tuple(each for each in found if each is not None)
