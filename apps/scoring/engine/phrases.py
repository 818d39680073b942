"""The small words of the sentences: names of accounts, units, reasons, numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apps.connections.observations import Metric
from apps.scoring.engine.kinds import Factor, SignalKind, Unit, Why
from apps.scoring.engine.result import LeafPoints

THIN_SPACE = "\u00a0"  # does not break; our font draws it thin
MINUS = "\u2212"

ACCOUNTS: Mapping[str, str] = {
    "facebook": "Facebook",
    "instagram": "Instagram",
    "wordpress": "WordPress",
    "wordpress_com": "WordPress.com",
    "x": "X",
    "youtube": "YouTube",
}

METRICS: Mapping[Metric, str] = {
    Metric.REACH: "followers",
    Metric.LIKES: "likes",
    Metric.COMMENTS: "comments",
    Metric.SHARES: "shares",
    Metric.VIEWS: "views",
    Metric.INTERACTORS: "who reacted",
    Metric.INTERACTOR_REACH: "how widely those who react are heard",
    Metric.ACCOUNT_AGE: "the account’s age",
    Metric.FOLLOWER_SAMPLE: "a sample of the followers",
}

WHYS: Mapping[Why, str] = {
    Why.NOT_OFFERED: "not offered there",
    Why.NOT_GRANTED: "not granted when the account was linked",
    Why.NEEDS_REVIEW: "waits for a review there",
    Why.HIDDEN: "hidden there",
    Why.LIMITED: "only a part is told",
    Why.NOT_SHARED: "not shared",
    Why.NOT_READ: "shared, not read yet",
    Why.NOT_IN_MODEL: "this score model does not know it",
    Why.IMPLAUSIBLE: "the number told there cannot be true",
    Why.NOBODY_KNOWN: "nobody was found whose audience is told",
}

_ACTS: Mapping[SignalKind, str] = {
    SignalKind.COMMENT: "commented",
    SignalKind.SHARE: "shared posts",
    SignalKind.LIKE: "liked posts",
    SignalKind.MENTION: "mentioned the account",
}

_COUNTS: Mapping[SignalKind, tuple[str, str]] = {
    SignalKind.COMMENT: ("comment", "comments"),
    SignalKind.SHARE: ("share", "shares"),
    SignalKind.LIKE: ("like", "likes"),
    SignalKind.MENTION: ("mention", "mentions"),
}

_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.FOLLOWERS: ("follower", "followers"),
    Unit.SUBSCRIBERS: ("subscriber", "subscribers"),
    Unit.FRIENDS: ("friend", "friends"),
    Unit.PEOPLE: ("person", "people"),
    Unit.REACTIONS: ("reaction", "reactions"),
}


def account(network: str) -> str:
    return ACCOUNTS.get(network, network.capitalize())


def number(value: int) -> str:
    """With thin spaces between thousands: 12 400."""
    return f"{value:,}".replace(",", THIN_SPACE)


def in_words(value: int) -> str:
    """To begin a sentence with: Ten, Twelve, 25."""
    return {6: "Six", 10: "Ten", 12: "Twelve"}.get(value, number(value))


def signed(value: int) -> str:
    if value == 0:
        return "±0"
    return f"+{number(value)}" if value > 0 else f"{MINUS}{number(-value)}"


def count_of(value: int, one: str, many: str = "") -> str:
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def counted_quantity(leaf: LeafPoints) -> str:
    """What stands in the column "Counted": 212 people, 12 400 followers, 690 likes."""
    return quantity(leaf.counted, leaf.unit, leaf.kind)


def quantity(value: int, unit: Unit, kind: SignalKind) -> str:
    one, many = _UNITS[unit]
    if unit is Unit.REACTIONS:
        one, many = _COUNTS.get(kind, (one, many))
    return count_of(value, one, many)


def counted(leaf: LeafPoints) -> str:
    """The same with its place: 128 people who commented on YouTube."""
    what, where = counted_quantity(leaf), account(leaf.network)
    if leaf.factor is Factor.NETWORK:
        if leaf.kind is SignalKind.WIDE:
            return f"{what} with a wide audience on {where}"
        return f"{what} who {'interacts' if leaf.counted == 1 else 'interact'} on {where}"
    if leaf.factor is Factor.ENGAGEMENT and leaf.unit is Unit.PEOPLE:
        return f"{what} who {_ACTS[leaf.kind]} on {where}"
    return f"{what} on {where}"


def listing(words: Sequence[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
