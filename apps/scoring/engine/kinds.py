"""The words of the engine: factors, kinds of signal, units, and why something is not measured."""

from __future__ import annotations

from enum import StrEnum

from apps.connections.observations import InteractionKind, ReachKind


class Factor(StrEnum):
    """The three factors, in the fixed order in which everything shows them."""

    REACH = "reach"
    ENGAGEMENT = "engagement"
    NETWORK = "network"


class SignalKind(StrEnum):
    """The last word of a leaf (factor, network, kind)."""

    FOLLOWERS = "followers"
    SUBSCRIBERS = "subscribers"
    FRIENDS = "friends"
    COMMENT = "comment"
    SHARE = "share"
    LIKE = "like"
    MENTION = "mention"
    WIDE = "wide"  # interactors with a wide audience
    OTHERS = "others"  # all other interactors


class Unit(StrEnum):
    """What the counted number of a leaf counts."""

    FOLLOWERS = "followers"
    SUBSCRIBERS = "subscribers"
    FRIENDS = "friends"
    PEOPLE = "people"
    REACTIONS = "reactions"  # the network tells how many, not who


class Counting(StrEnum):
    """How a kind of interaction is counted on a network: the model fixes it, never the data."""

    PEOPLE = "people"
    COUNTS = "counts"


class Why(StrEnum):
    """Why a metric, or a whole network, was not measured."""

    NOT_OFFERED = "not_offered"
    NOT_GRANTED = "not_granted"
    NEEDS_REVIEW = "needs_review"
    HIDDEN = "hidden"
    LIMITED = "limited"
    NOT_SHARED = "not_shared"  # no consent for this network
    NOT_READ = "not_read"  # consent, but no reading
    NOT_IN_MODEL = "not_in_model"  # the score model has no parameters for it
    IMPLAUSIBLE = "implausible"  # the network told a number that cannot be true
    NOBODY_KNOWN = "nobody_known"  # no interactor whose reach is known


class State(StrEnum):
    SCORED = "scored"
    PROVISIONAL = "provisional"
    TOO_LITTLE = "too_little"


FACTORS = tuple(Factor)
ENGAGEMENT_KINDS = (SignalKind.COMMENT, SignalKind.SHARE, SignalKind.LIKE, SignalKind.MENTION)
REACH_KINDS = (SignalKind.FOLLOWERS, SignalKind.SUBSCRIBERS, SignalKind.FRIENDS)
NETWORK_KINDS = (SignalKind.WIDE, SignalKind.OTHERS)


def kind_of_act(kind: InteractionKind) -> SignalKind:
    return SignalKind(kind.value)


def kind_of_reach(kind: ReachKind) -> SignalKind:
    return SignalKind(kind.value)
