"""How people live on each network: how many follow, how often they post, how others react.

The numbers are relative to X, whose own are 1. They were chosen to look plausible, nobody's are
copied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

X = "x"


class Reaction(StrEnum):
    LIKE = "like"
    REPOST = "repost"  # a share elsewhere
    QUOTE = "quote"
    REPLY = "reply"  # a comment elsewhere
    MENTION = "mention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """``salt`` makes the luck of a network its own; empty for X, the first one. ``audience``,
    ``posts`` and ``warmth`` multiply followers, posts a day and reactions a post. ``reactions``:
    how many of each kind come for one unit of warmth. ``totals``: the smallest number of posts that
    an account has ever made, and the spread above it. ``answers``: per cent of the own posts that
    pass on somebody else's, and per cent that do so or answer somebody."""

    salt: tuple[int, ...]
    audience: float
    posts: float
    warmth: float
    reactions: Mapping[Reaction, float]
    totals: tuple[int, int]
    answers: tuple[int, int] = field(default=(0, 0))


def _kinds(like: float, reply: float, repost: float) -> dict[Reaction, float]:
    return {
        Reaction.LIKE: like,
        Reaction.REPOST: repost,
        Reaction.QUOTE: 0.0,
        Reaction.REPLY: reply,
        Reaction.MENTION: 0.0,
    }


HABITS: Mapping[str, Habits] = {
    X: Habits(
        salt=(),
        audience=1.0,
        posts=1.0,
        warmth=1.0,
        reactions={
            Reaction.LIKE: 1.0,
            Reaction.REPOST: 0.16,
            Reaction.QUOTE: 0.03,
            Reaction.REPLY: 0.13,
            Reaction.MENTION: 0.05,
        },
        totals=(40, 12_000),
        answers=(10, 30),
    ),
    "facebook": Habits(
        salt=(101,),
        audience=0.8,
        posts=0.6,
        warmth=0.5,
        reactions=_kinds(1.0, 0.12, 0.08),
        totals=(660, 5_000),
    ),
    "instagram": Habits(
        salt=(102,),
        audience=1.4,
        posts=0.6,
        warmth=2.2,
        reactions=_kinds(1.0, 0.06, 0.03),
        totals=(660, 3_000),
    ),
    "youtube": Habits(
        salt=(103,),
        audience=0.7,
        posts=0.3,
        warmth=1.2,
        reactions=_kinds(1.0, 0.15, 0.0),
        totals=(330, 900),
    ),
    "wordpress": Habits(
        salt=(104,),
        audience=0.15,
        posts=0.15,
        warmth=0.8,
        reactions=_kinds(0.0, 0.2, 0.0),
        totals=(170, 600),
    ),
    "wordpress_com": Habits(
        salt=(105,),
        audience=0.2,
        posts=0.2,
        warmth=0.8,
        reactions=_kinds(0.6, 0.2, 0.05),
        totals=(220, 600),
    ),
}
