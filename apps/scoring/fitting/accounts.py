"""The three factors of a judged account, as near to the product's signals as its features allow.

- Reach: followers, and each list that somebody put the account on counts as ``list_followers``
  more: who keeps a list reads it. One network, so kappa is 1 as for X.
- Engagement: retweets received in the window. Mentions add nothing in a fit that may choose, and
  would be negative in one that is free; ``mention_retweets`` is 0 therefore.
- Network: ``network_feature_1`` reads as how many people interact and ``network_feature_2`` as the
  mean of something over them (its product with the first is a whole number in most rows). The mean
  is shrunk by ``shrink_people``, as the product divides by a fixed K: one strong friend is not yet
  a circle.

Each is saturated as in the model: ``phi_f = min(ln(1 + T_f / s_f), clip_f)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from apps.scoring.engine.fitted import Judged
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.portable import Floats, log1p
from apps.scoring.fitting.pairs import Pairs

LIST_FOLLOWERS = 100.0
MENTION_RETWEETS = 0.0
SHRINK_PEOPLE = 20.0
SCALE: Mapping[Factor, float] = {
    Factor.REACH: 150.0,
    Factor.ENGAGEMENT: 0.7,
    Factor.NETWORK: 1.5,
}
CLIP = 0.995  # quantile of the judged persons


@dataclass(frozen=True)
class Measures:
    """What the factors are made of, before anything is learned from the persons at hand."""

    list_followers: float = LIST_FOLLOWERS
    mention_retweets: float = MENTION_RETWEETS
    shrink_people: float = SHRINK_PEOPLE


def judged(pairs: Pairs, measures: Measures | None = None) -> Judged:
    """With clip and spread of these persons; their choices are not looked at."""
    measures = measures or Measures()
    raw = _saturated(_totals(pairs, measures), SCALE)
    clip = {f: _short(np.quantile(row, CLIP)) for f, row in zip(FACTORS, raw, strict=True)}
    limits = np.array([[clip[f]] for f in FACTORS])
    spread = np.minimum(raw, limits).std(axis=1)
    return Judged(
        list_followers=measures.list_followers,
        mention_retweets=measures.mention_retweets,
        shrink_people=measures.shrink_people,
        scale=SCALE,
        clip=clip,
        spread={f: _short(s) for f, s in zip(FACTORS, spread, strict=True)},
    )


def factors_of(pairs: Pairs, scale: Judged) -> Floats:
    """phi in standard deviations, shape (3, persons)."""
    measures = Measures(scale.list_followers, scale.mention_retweets, scale.shrink_people)
    raw = _saturated(_totals(pairs, measures), scale.scale)
    clip = np.array([[scale.clip[f]] for f in FACTORS])
    spread = np.array([[scale.spread[f]] for f in FACTORS])
    phi: Floats = np.minimum(raw, clip) / spread
    return phi


def _totals(pairs: Pairs, measures: Measures) -> Floats:
    people = pairs.feature("network_feature_1")
    around = pairs.feature("network_feature_2") * people / (people + measures.shrink_people)
    passed_on = pairs.feature("retweets_received")
    return np.stack(
        [
            pairs.feature("follower_count")
            + measures.list_followers * pairs.feature("listed_count"),
            passed_on + measures.mention_retweets * pairs.feature("mentions_received"),
            around,
        ]
    )


def _saturated(totals: Floats, scale: Mapping[Factor, float]) -> Floats:
    return log1p(totals / np.array([[scale[f]] for f in FACTORS]))


def _short(number: float) -> float:
    return round(float(number), 6)
