"""What each scenario does to a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from apps.sandbox.study.population import NOW, sample
from apps.sandbox.study.scenarios import SCENARIOS, Scene, before, people
from apps.scoring.engine.candidate import score_candidate
from apps.scoring.engine.kinds import FACTORS, Factor
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.result import NoteKind, ScoreResult


@dataclass(frozen=True)
class Outcome:
    """One scenario for one person. ``moved``: points by factor, {} where there is no score."""

    before: ScoreResult
    after: ScoreResult

    @property
    def moved(self) -> dict[Factor, int]:
        if self.after.value is None:
            return {}
        return {f: self.after.factor(f).points - self.before.factor(f).points for f in FACTORS}

    @property
    def points(self) -> int | None:
        if self.after.value is None or self.before.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def said(self) -> Counter[NoteKind]:
        """Notes that were not there before, or with another number: how many networks."""
        known = set(self.before.notes)
        return Counter(note.kind for note in self.after.notes if note not in known)

    @property
    def closed(self) -> list[str]:
        """The gates that are closed."""
        return [gate.kind.value for gate in self.after.gates if not gate.passed]


Outcomes = Mapping[str, Mapping[str, Outcome]]  # by the scenario's name, then by the person's


def score(scene: Scene, number: int, model: ScoreModel) -> ScoreResult:
    taken = {each.profile.account_key: sample(each) for each in scene}
    samples = {key: found for key, found in taken.items() if found is not None}
    return score_candidate(
        scene,
        model=model,
        key=f"scenario-{number}",
        now=NOW,
        networks_consented=[each.network for each in scene],
        samples=samples,
    )


def outcomes(model: ScoreModel) -> Outcomes:
    numbers = people()
    usual = {name: score(before(number), number, model) for name, number in numbers.items()}
    return {
        scenario.name: {
            name: Outcome(usual[name], score(scenario.of(number), number, model))
            for name, number in numbers.items()
        }
        for scenario in SCENARIOS
    }
