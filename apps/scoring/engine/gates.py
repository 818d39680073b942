"""What has to be there before anybody gets a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.signals import NetworkSignals


class GateKind(StrEnum):
    ACCOUNT = "account"  # at least one account that could be read
    ACCOUNT_DAYS = "account_days"
    POSTS = "posts"
    PEOPLE = "people"  # distinct engagers or followers


@dataclass(frozen=True)
class Gate:
    """``have`` is None where no network tells. For PEOPLE, ``have`` and ``need`` are engagers,
    ``or_have`` and ``or_need`` followers: one of the two is enough."""

    kind: GateKind
    passed: bool
    have: int | None
    need: int
    or_have: int | None = None
    or_need: int | None = None


def gates(accounts: Sequence[NetworkSignals], model: ScoreModel) -> tuple[Gate, ...]:
    """Over all accounts together: the oldest account's age, the sum of posts, people, followers."""
    limits = model.gates
    posts = sum(signals.posts for signals in accounts)
    return (
        Gate(GateKind.ACCOUNT, bool(accounts), len(accounts), 1),
        _age_gate(accounts, model),
        Gate(GateKind.POSTS, posts >= limits.posts, posts, limits.posts),
        _people_gate(accounts, model),
    )


def _age_gate(accounts: Sequence[NetworkSignals], model: ScoreModel) -> Gate:
    """A network that hides the age is believed where the account has posts from before the
    window, or shows activity ``activity_days`` ago."""
    ages = [s.account_days for s in accounts if s.account_days is not None]
    shown = any(
        signals.older_posts or signals.seen_days >= model.gates.activity_days
        for signals in accounts
        if signals.account_days is None
    )
    oldest = int(max(ages)) if ages else None
    passed = shown or (oldest is not None and oldest >= model.gates.account_days)
    return Gate(GateKind.ACCOUNT_DAYS, passed, oldest, model.gates.account_days)


def _people_gate(accounts: Sequence[NetworkSignals], model: ScoreModel) -> Gate:
    """Where only counts are told, so many people are sure as liked the best liked post."""
    limits = model.gates
    engagers = sum(max(s.engagers, s.at_least) for s in accounts)
    reaches = [s.reach.count for s in accounts if s.reach is not None]
    followers = sum(reaches) if reaches else None
    enough = followers is not None and followers >= limits.followers
    passed = engagers >= limits.engagers or enough
    return Gate(GateKind.PEOPLE, passed, engagers, limits.engagers, followers, limits.followers)
