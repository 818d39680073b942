"""One network's stand-in: its name, how it speaks, what it grants, what it forbids."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from apps.sandbox.standin.clients import Clients
from apps.sandbox.standin.faults import TOKEN, Faults
from apps.sandbox.standin.grants import Grants
from apps.sandbox.standin.limits import Limits
from apps.sandbox.standin.rules import Rules
from apps.sandbox.standin.voice import Voice
from apps.sandbox.world import World, world


class StandIn:
    """``asks``: each scope with what the authorisation page says of it; ``optional``: those that a
    visitor may refuse there. ``endpoints``: the names of the views, as faults are set for them.
    ``base``: scopes without which no endpoint opens. ``basic``: see ``Clients``."""

    def __init__(
        self,
        name: str,
        label: str,
        *,
        voice: Voice,
        rules: Rules,
        endpoints: Sequence[str],
        limits: Limits | None = None,
        asks: Mapping[str, str] | None = None,
        optional: Collection[str] = (),
        base: Collection[str] = (),
        basic: bool = False,
    ) -> None:
        self.name, self.label, self.voice = name, label, voice
        self.faults, self.grants = Faults(name), Grants(name, rules)
        self.clients = Clients(name, basic=basic)
        self.limits = limits or Limits(name, {})
        self.endpoints = (TOKEN, *endpoints)
        self.asks: Mapping[str, str] = asks or {}
        self.optional, self.base = frozenset(optional), frozenset(base)

    def world(self, today: date | None = None) -> World:
        return world(today=today, network=self.name)
