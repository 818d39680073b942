"""From the signals of a person's accounts to one column of leaf amounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from apps.scoring.engine.kinds import ENGAGEMENT_KINDS, FACTORS, Factor, SignalKind
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.portable import Floats, ordered_sums
from apps.scoring.engine.signals import NetworkSignals, engagement


def add_account(
    x: Floats, signals: NetworkSignals, model: ScoreModel, *, engaged: Floats | None = None
) -> None:
    """Add one account to ``x`` of shape (leaves, columns). ``engaged``, shape (kinds, columns),
    takes the place of the account's own Engagement where the caller has drawn it."""
    amounts = engagement(signals, model)[:, None] if engaged is None else engaged
    for kind, amount in zip(ENGAGEMENT_KINDS, amounts, strict=True):
        row = model.row.get((Factor.ENGAGEMENT, signals.network, kind))
        if row is not None:
            x[row] += amount
    if signals.reach is not None:
        reach = signals.reach
        x[model.row[Factor.REACH, signals.network, reach.kind]] += reach.count * reach.share
    if signals.circle is not None:
        around = signals.circle
        x[model.row[Factor.NETWORK, signals.network, SignalKind.WIDE]] += ordered_sums(around.wide)
        x[model.row[Factor.NETWORK, signals.network, SignalKind.OTHERS]] += ordered_sums(
            around.others
        )


def amounts(accounts: Iterable[NetworkSignals], model: ScoreModel) -> Floats:
    """Shape (leaves, 1)."""
    x = np.zeros((len(model.leaves), 1))
    for signals in accounts:
        add_account(x, signals, model)
    return x


def measured_leaves(
    accounts: Sequence[NetworkSignals], model: ScoreModel
) -> frozenset[tuple[Factor, str, SignalKind]]:
    """The leaves that some account tells about, be it zero. All others are not measured."""
    found: set[tuple[Factor, str, SignalKind]] = set()
    for signals in accounts:
        found |= {(Factor.ENGAGEMENT, signals.network, kind) for kind in signals.counted}
        if signals.reach is not None:
            found.add((Factor.REACH, signals.network, signals.reach.kind))
        if signals.circle is not None:
            found.add((Factor.NETWORK, signals.network, SignalKind.WIDE))
            found.add((Factor.NETWORK, signals.network, SignalKind.OTHERS))
    return frozenset(found & model.row.keys())


def measured_factors(accounts: Sequence[NetworkSignals], model: ScoreModel) -> tuple[Factor, ...]:
    found = {factor for factor, _, _ in measured_leaves(accounts, model)}
    return tuple(factor for factor in FACTORS if factor in found)
