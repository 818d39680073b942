"""Engagement where the network tells how many, not who (likes on Instagram).

Per post with decay d and count c: ``y = d * C * ln(1 + c / C)``: bought likes on one post saturate.
Over posts the people are largely the same, so the posts combine as ``sqrt(sum of y^2)``: a lower
count than the sum, higher than the best post alone, and it rises with every count. Each
counts ``discount * log2(1 + v)``: less than a known person, because nobody can check who it was.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from apps.connections.observations import Post
from apps.scoring.engine.kinds import ENGAGEMENT_KINDS, SignalKind
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, exp2, log1p, log2p, ordered_sums
from apps.scoring.engine.window import AgedPost, plausible


def told_count(post: Post, kind: SignalKind) -> int | None:
    """The post's count of a kind, None where it is not told or cannot be true."""
    counts = {
        SignalKind.LIKE: post.likes,
        SignalKind.COMMENT: post.comments,
        SignalKind.SHARE: post.shares,
    }
    count = counts.get(kind)
    return count if plausible(count) else None


def weigh_counts(
    posts: Sequence[AgedPost], kinds: Sequence[SignalKind], model: ScoreModel
) -> Floats:
    """Shape (kinds of engagement, posts): what each post adds, in units of the people's signal."""
    result = np.zeros((len(ENGAGEMENT_KINDS), len(posts)))
    age = np.array([p.age_days for p in posts], dtype=np.float64)
    decay = exp2(-age / model.half_life_days)
    for kind in kinds:
        counts = np.array([float(told_count(p.post, kind) or 0) for p in posts], dtype=np.float64)
        result[ENGAGEMENT_KINDS.index(kind)] = _combined(counts, decay, kind, model)
    return result


def _combined(counts: Floats, decay: Floats, kind: SignalKind, model: ScoreModel) -> Floats:
    limit = model.activity.count_saturation
    y = decay * limit * log1p(counts / limit)
    norm = float(np.sqrt(ordered_sums(y * y)))
    if norm == 0.0:
        return np.zeros_like(y)
    weight = np.array([model.activity.weights[kind]])
    return y * y / norm * (float(log2p(weight)[0]) * model.activity.count_discount)


def told_reactions(posts: Sequence[AgedPost], kind: SignalKind) -> int | None:
    """All reactions of a kind, None where no post tells."""
    counts = [told_count(p.post, kind) for p in posts]
    told = [count for count in counts if count is not None]
    return sum(told) if told else None


def least_people(posts: Sequence[AgedPost]) -> int:
    """So many distinct people at least: one like a person and post, so the best liked post."""
    return max([told_count(p.post, SignalKind.LIKE) or 0 for p in posts], default=0)
