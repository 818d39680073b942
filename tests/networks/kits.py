"""What the suite has to know of a network that neither its adapter nor its stand-in says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.networks.ways import Way, by_login


@dataclass(frozen=True, kw_only=True)
class Kit:
    """``way``: how linking goes. ``options``: settings of the network that keep a reading small.
    ``several``: the handle of somebody whose login opens several accounts, "" where none does.
    ``renews``: whether a credential has an end and is renewed; ``revokes``: whether the network
    can be told to forget a grant."""

    way: Callable[[str], Way] = by_login
    options: Mapping[str, Any] = field(default_factory=dict)
    several: str = ""
    renews: bool = True
    revokes: bool = True


KITS: Mapping[str, Kit] = {
    "x": Kit(options={"INTERACTOR_POSTS": 3}),
}


def kit_of(network: str) -> Kit:
    return KITS.get(network, Kit())
