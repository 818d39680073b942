"""What the suite has to know of a network that neither its adapter nor its stand-in says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.sandbox.instagram.oauth import remember_age
from tests.networks.ways import Way, by_application_password, by_login


def _no_matter(token: str, seconds: float) -> None:
    """Most networks renew a token of any age."""


@dataclass(frozen=True, kw_only=True)
class Kit:
    """``way``: how linking goes. ``options``: settings of the network that keep a reading small.
    ``several``: the handle of somebody whose login opens several accounts, "" where none does.
    ``rounds``: how the network rounds the reach that it tells. ``renews``: whether a credential has
    an end and is renewed; ``revokes``: whether the network can be told to forget a grant. ``age``
    tells the stand-in that an access token is so many seconds old, where the network renews none
    that is young."""

    way: Callable[[str], Way] = by_login
    options: Mapping[str, Any] = field(default_factory=dict)
    several: str = ""
    rounds: Callable[[int], int] = int
    renews: bool = True
    revokes: bool = True
    age: Callable[[str, float], None] = _no_matter


def to_three_digits(count: int) -> int:
    """Rounded down."""
    step = int(10 ** max(0, len(str(count)) - 3))
    return count // step * step


KITS: Mapping[str, Kit] = {
    "facebook": Kit(several="osprey012"),
    "instagram": Kit(revokes=False, age=remember_age),
    "wordpress": Kit(way=by_application_password, renews=False),
    "wordpress_com": Kit(several="osprey012", options={"LIKED_POSTS": 2}),
    "x": Kit(options={"INTERACTOR_POSTS": 2}),
    "youtube": Kit(several="osprey012", rounds=to_three_digits),
}


def kit_of(network: str) -> Kit:
    return KITS.get(network, Kit())
