"""What the shadow run of a release found: who would move, how far, and which factor did it.
Identifiers and points, never names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import accumulate
from typing import Any
from uuid import UUID

from apps.core import tenancy
from apps.scoring import employers
from apps.scoring.changes import FAR, Change, Tally, changes, tally
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.release_gates import LARGE_ENOUGH
from apps.scoring.models import Release
from apps.scoring.released import before_of, released_model

QUANTILES = (0, 5, 25, 50, 75, 95, 100)  # of 100


@dataclass(frozen=True, slots=True)
class Move:
    """A candidate who would move by more than FAR points."""

    organisation_id: UUID
    change: Change

    def to_json(self) -> dict[str, Any]:
        return {
            "organisation": str(self.organisation_id),
            "candidate": str(self.change.candidate_id),
            "old": self.change.before,
            "new": self.change.after,
            "points": self.change.points,
            "factor": self.change.factor or None,
            "by_factor": dict(self.change.by_factor),
        }


@dataclass(slots=True)
class Report:
    """``histogram``: how many candidates move by so many whole points; those with two numbers.
    ``moves``: the farthest first."""

    version: str
    before: str
    employers: dict[UUID, Tally] = field(default_factory=dict)
    histogram: Counter[int] = field(default_factory=Counter)
    moves: list[Move] = field(default_factory=list)

    @property
    def whole(self) -> Tally:
        columns = zip(*(asdict(each).values() for each in self.employers.values()), strict=True)
        return Tally(*map(sum, columns)) if self.employers else Tally(0, 0, 0, 0, 0)

    @property
    def quantiles(self) -> Mapping[int, int]:
        """By percent, the change in points that so many do not exceed; empty without anybody."""
        ordered = sorted(self.histogram.items())
        upto = list(accumulate(count for _, count in ordered))
        return {
            percent: next(
                points
                for (points, _), reached in zip(ordered, upto, strict=True)
                if 100 * reached >= percent * upto[-1]
            )
            for percent in QUANTILES
            if upto
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "before": self.before,
            **asdict(self.whole),
            "far_is_more_than": FAR,
            "histogram": {str(points): self.histogram[points] for points in sorted(self.histogram)},
            "quantiles": {str(percent): points for percent, points in self.quantiles.items()},
            "organisations": [
                {"organisation": str(key), **asdict(each)} for key, each in self.employers.items()
            ],
            "moves": [move.to_json() for move in self.moves],
            "figures": {
                name: figures(released_model(name)) for name in (self.before, self.version)
            },
        }


def report(release: Release) -> Report:
    """Over all organisations, each read inside its own scope."""
    found = Report(release.version, before_of(release))
    for organisation_id in employers.with_scores():
        with tenancy.organisation(organisation_id):
            inside = list(changes(before=found.before, after=found.version))
        if inside:
            _add(found, organisation_id, inside)
    found.moves.sort(key=lambda move: (-abs(move.change.points or 0), move.change.candidate_id))
    return found


def figures(model: ScoreModel) -> dict[str, Any] | None:
    """How well it agrees with people who judged pairs that it had not seen; None without a fit."""
    if model.fit is None:
        return None
    held_out = model.fit.validation.held_out
    errors = [each.error for each in held_out.calibration if each.pairs >= LARGE_ENOUGH]
    return {
        "pairs": model.fit.validation.pairs,
        "auc": asdict(held_out.auc),
        "accuracy": held_out.accuracy,
        "log_loss": held_out.log_loss,
        "calibration_error": max(errors, default=None),
    }


def _add(found: Report, organisation_id: UUID, inside: list[Change]) -> None:
    found.employers[organisation_id] = tally(inside)
    found.histogram.update(each.points for each in inside if each.points is not None)
    found.moves += [Move(organisation_id, each) for each in inside if each.is_far]
