"""Engagement where the network tells who: distinct, decayed, capped people.

For interactor i with decayed acts of weight v::

    l_i = decayed likes; they count as l / (1 + l / h)   (selectivity: each one more counts less)
    a_i = min(cap, sum of the weighted acts), u_i = the same over the acts that are not mutual
    E_i = q_i * (log2(1 + a_i) + log2(1 + u_i)) / 2

So E_i is ``rho_i * q_i * log2(1 + a_i)`` with rho 1/2 where all acts are mutual and 1 where none
is, and in between it still rises with every act. q_i falls below 1 only where the interactor's own
reach is told with each act and next to nothing, on a network where that says something
(``quiet_reach``): else one more act could lower the score, by the reach that it tells.
E_i is divided among acts in proportion, which gives the parts by kind and by post without a rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.connections.observations import Interaction
from apps.scoring.engine.kinds import ENGAGEMENT_KINDS, SignalKind, kind_of_act
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.parameters import Activity, NetworkParameters
from apps.scoring.engine.portable import Floats, exp2, log1p, log2p
from apps.scoring.engine.window import AgedAct, AgedPost, Window, plausible

Places = NDArray[np.int64]


@dataclass(frozen=True)
class Acts:
    """One row an act: places of its actor, kind and post; its decay; whether it is mutual.
    ``reach`` has one entry an actor, NaN where unknown, and ``told`` one: whether each act told
    it."""

    actor: Places
    kind: Places
    post: Places
    decay: Floats
    mutual: NDArray[np.bool_]
    reach: Floats
    told: NDArray[np.bool_]
    posts: int


@dataclass(frozen=True)
class People:
    """``value`` has one entry an act (its part of E); ``activity`` and ``unmutual`` one an actor
    (a_i and u_i, capped)."""

    acts: Acts
    value: Floats
    activity: Floats
    unmutual: Floats

    def by_kind_and_post(self) -> Floats:
        """Shape (kinds of engagement, buckets). A bucket is a post, or one mention."""
        place = self.acts.kind * self.acts.posts + self.acts.post
        flat = np.bincount(place, self.value, len(ENGAGEMENT_KINDS) * self.acts.posts)
        return flat.reshape(len(ENGAGEMENT_KINDS), self.acts.posts)

    def distinct(self, kind: SignalKind) -> int:
        return len(set(self.acts.actor[self.acts.kind == ENGAGEMENT_KINDS.index(kind)].tolist()))


def counted_acts(window: Window, kinds: Collection[SignalKind], half_life_days: float) -> Acts:
    """The acts of these kinds as arrays. The first buckets are the window's posts, in order."""
    rows = [aged for aged in window.acts if kind_of_act(aged.act.kind) in kinds]
    actors = {key: i for i, key in enumerate(sorted({a.act.actor_key for a in rows}))}
    buckets = _buckets(window.posts, [a.act for a in rows])
    kind = [ENGAGEMENT_KINDS.index(kind_of_act(a.act.kind)) for a in rows]
    age = np.array([a.age_days for a in rows], dtype=np.float64)
    return Acts(
        actor=np.array([actors[a.act.actor_key] for a in rows], dtype=np.int64),
        kind=np.array(kind, dtype=np.int64),
        post=np.array([buckets[_bucket(a.act)] for a in rows], dtype=np.int64),
        decay=exp2(-age / half_life_days),
        mutual=np.array([a.act.mutual is True for a in rows], dtype=np.bool_),
        reach=_reach([a.act for a in rows], actors),
        told=_told(rows, actors),
        posts=len(buckets),
    )


def _buckets(posts: Sequence[AgedPost], acts: Iterable[Interaction]) -> dict[str, int]:
    names = [aged.post.post_id for aged in posts] + [_bucket(act) for act in acts]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _bucket(act: Interaction) -> str:
    """Acts on one post rise and fall together; a mention stands for itself."""
    return act.post_id or f"\x1f{act.actor_key}\x1f{act.at.isoformat()}"


def _reach(acts: Iterable[Interaction], actors: dict[str, int]) -> Floats:
    reach = np.full(len(actors), np.nan)
    for act in acts:
        if act.actor_reach is not None and plausible(act.actor_reach):
            place = actors[act.actor_key]
            reach[place] = np.fmax(reach[place], float(act.actor_reach))
    return reach


def _told(acts: Iterable[AgedAct], actors: dict[str, int]) -> NDArray[np.bool_]:
    told = np.ones(len(actors), dtype=np.bool_)
    for aged in acts:
        told[actors[aged.act.actor_key]] &= aged.told
    return told


def weigh_people(acts: Acts, network: NetworkParameters, model: ScoreModel) -> People:
    weight = _weights(acts, acts.decay, model.activity)
    open_weight = _weights(acts, np.where(acts.mutual, 0.0, acts.decay), model.activity)
    count = len(acts.reach)
    total = np.bincount(acts.actor, weight, count)
    open_total = np.bincount(acts.actor, open_weight, count)
    activity = np.minimum(total, model.activity.cap)
    unmutual = np.minimum(open_total, model.activity.cap)
    half = authenticity(acts, network) / 2.0
    per_weight = half * _ratio(log2p(activity), total)
    per_open_weight = half * _ratio(log2p(unmutual), open_total)
    value = weight * per_weight[acts.actor] + open_weight * per_open_weight[acts.actor]
    return People(acts, value, activity, unmutual)


def _weights(acts: Acts, decay: Floats, activity: Activity) -> Floats:
    """v * decay, likes made smaller by how much else the same person likes."""
    weights = np.array([activity.weights[kind] for kind in ENGAGEMENT_KINDS])
    is_like = acts.kind == ENGAGEMENT_KINDS.index(SignalKind.LIKE)
    likes = np.bincount(acts.actor[is_like], decay[is_like], len(acts.reach))
    selective = 1.0 / (1.0 + likes / activity.like_saturation)
    weighted: Floats = decay * weights[acts.kind] * np.where(is_like, selective[acts.actor], 1.0)
    return weighted


def authenticity(acts: Acts, network: NetworkParameters) -> Floats:
    """q per actor: 1 where an act does not tell the reach or it is wide enough, ``quiet_floor`` at
    reach 0."""
    if network.quiet_reach is None:
        return np.ones_like(acts.reach)
    known = np.where(acts.told, acts.reach, float(network.quiet_reach))
    full = log1p(np.array([float(network.quiet_reach)]))
    share = np.minimum(log1p(known) / full, 1.0)
    return network.quiet_floor + (1.0 - network.quiet_floor) * share


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.zeros_like(above), where=below > 0)
