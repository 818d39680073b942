"""Permits: from which networks data may enter a score that an employer sees.

An operator decides (``actions.decisions``), and the newest decision counts at once. Where there is
none, it is what the network's terms allow without an agreement; in the sandbox, where nobody real
is, every network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from apps.candidates.models import Consent
from apps.connections.models import NetworkDecision
from apps.connections.networks import registry
from apps.connections.networks.adapter import Adapter
from apps.connections.networks.registry import adapter, is_offered, offered


class Ground(StrEnum):
    """Why a network is allowed or not."""

    DECISION = "decision"
    SANDBOX = "sandbox"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Permit:
    """``decision`` is the newest there is, None where nobody has decided."""

    adapter: Adapter
    allowed: bool
    ground: Ground
    decision: NetworkDecision | None


def permits() -> Sequence[Permit]:
    """Of all networks, also of those that are switched off here, by name. One query."""
    newest = {each.network: each for each in NetworkDecision.objects.newest_each()}
    return [_permit(each, newest.get(name)) for name, each in sorted(registry.ADAPTERS.items())]


def for_employers() -> Sequence[Adapter]:
    """Networks that a consent may name and that count in scores: offered here, and allowed."""
    allowed = {each.adapter.name for each in permits() if each.allowed}
    return [each for each in offered() if each.name in allowed]


def names_for_employers() -> tuple[str, ...]:
    return tuple(each.name for each in for_employers())


def counted(consent: Consent) -> list[str]:
    """Which of the consent's ``active_networks`` may enter its score, by name. What is made up has
    no terms, and is there in every installation."""
    if consent.is_made_up:
        return sorted(consent.active_networks)
    return sorted(set(consent.active_networks) & set(names_for_employers()))


def is_read(network: str) -> bool:
    """Whether anything is read there. Data that no score may hold is not read either: a person's
    own view of it does not exist."""
    if not is_offered(network):
        return False
    newest = NetworkDecision.objects.on(network).newest_first().first()
    return _permit(adapter(network), newest).allowed


def _permit(of: Adapter, decision: NetworkDecision | None) -> Permit:
    if decision is not None:
        return Permit(of, decision.allowed, Ground.DECISION, decision)
    if settings.SANDBOX_ENABLED:
        return Permit(of, allowed=True, ground=Ground.SANDBOX, decision=None)
    return Permit(of, of.terms.allowed is True, Ground.TERMS, None)
