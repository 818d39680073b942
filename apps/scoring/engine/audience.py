"""Reach: the followers whom the network tells, times their authentic share."""

from __future__ import annotations

from dataclasses import dataclass

from apps.connections.observations import Profile
from apps.scoring.engine.kinds import SignalKind, kind_of_reach
from apps.scoring.engine.parameters import Authenticity
from apps.scoring.engine.window import plausible


@dataclass(frozen=True)
class FollowerSample:
    """A sample of an account's followers: how many were looked at, how many looked authentic."""

    looked_at: int
    authentic: int

    def __post_init__(self) -> None:
        if not 0 <= self.authentic <= self.looked_at:
            raise ValueError("authentic must lie between 0 and looked_at")


@dataclass(frozen=True)
class Audience:
    """``share`` is 1 where no sample was taken; ``sample`` then is None and says so."""

    count: int
    kind: SignalKind
    share: float
    sample: FollowerSample | None


def audience(
    profile: Profile, sample: FollowerSample | None, parameters: Authenticity
) -> Audience | None:
    """None where the network hides the number, or tells one that cannot be true."""
    if profile.reach is None or profile.reach_kind is None or not plausible(profile.reach):
        return None
    share = authentic_share(sample, parameters)
    return Audience(profile.reach, kind_of_reach(profile.reach_kind), share, sample)


def authentic_share(sample: FollowerSample | None, parameters: Authenticity) -> float:
    """(authentic + m) / (looked at + m): shrunk to 1, so that few doubtful followers accuse nobody.
    Never above the share that no sample gives, and rising with every authentic follower."""
    if sample is None:
        return 1.0
    shrinkage = parameters.shrinkage
    return (sample.authentic + shrinkage) / (sample.looked_at + shrinkage)
