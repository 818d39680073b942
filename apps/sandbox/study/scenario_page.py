"""The scenarios as the part ``score_scenarios`` of docs/score.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from apps.sandbox.study.outcomes import Outcome, Outcomes
from apps.sandbox.study.pages import table
from apps.sandbox.study.population import NOW
from apps.sandbox.study.scenarios import PLACES
from apps.sandbox.world import SEED
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.result import NoteKind, ScoreResult

PART = "score_scenarios"
MOST = 10  # points that a trick may add before the table says so
NOTES = {
    NoteKind.COUNTS_ONLY: "how many, not who",
    NoteKind.FOLLOWERS_UNCHECKED: "followers not sampled",
    NoteKind.FOLLOWERS_SHRUNK: "followers counted after a sample",
    NoteKind.QUIET_PEOPLE: "people with almost no followers count for less",
    NoteKind.REFUSED: "times in the future left out",
    NoteKind.IMPLAUSIBLE: "numbers that cannot be true left out",
}
GATES = {
    "account": "no account could be read",
    "account_days": "account too young",
    "posts": "too few posts",
    "people": "too few people",
}


def scenarios_part(found: Outcomes, model: ScoreModel) -> str:
    return "\n".join(_lines(found, model))


def _lines(found: Outcomes, model: ScoreModel) -> Iterator[str]:
    usual = {name: outcome.before for name, outcome in next(iter(found.values())).items()}
    yield (
        f"Made by `manage.py study_score --write` with model `{model.version}`, for three usual "
        f"people of the social world (seed {SEED}, {NOW:%d %B %Y}) who have linked Instagram, X "
        "and YouTube: score before → after, interval after, and the points by factor that moved. "
        f"**Bold**: more than {MOST} points up. What is told: the notes that are new beside the "
        "middle person's score, or the gate that stays closed."
    )
    yield ""
    head = ("", *PLACES, "what is told")
    first = ("before", *(_standing(result) for result in usual.values()), "")
    yield from table(head, [first, *(_row(name, each) for name, each in found.items())])
    yield ""
    yield from _words(found)


def _row(name: str, found: Mapping[str, Outcome]) -> tuple[str, ...]:
    return (name, *(_cell(found[place]) for place in PLACES), _told(found["middle"]))


def _standing(result: ScoreResult) -> str:
    return f"{result.value} ({result.low}–{result.high})"


def _cell(found: Outcome) -> str:
    after = found.after
    if after.value is None or found.points is None:
        return f"{found.before.value} → no score"
    said = f"{found.before.value} → {_standing(after)}"
    moved = ", ".join(
        f"{factor.value.capitalize()} {points:+d}"
        for factor, points in found.moved.items()
        if points
    ).replace("-", "−")
    said = f"**{said}**" if found.points > MOST else said
    return f"{said}: {moved}" if moved else said


def _told(found: Outcome) -> str:
    notes = [NOTES[kind] for kind in NOTES if kind in found.said]
    return "; ".join([*(GATES[gate] for gate in found.closed), *notes])


def _words(found: Outcomes) -> Iterator[str]:
    """What moves a score by more than it should, named."""
    largest = {
        name: max(each.points or 0 for each in outcomes.values())
        for name, outcomes in found.items()
    }
    over = [f"{name} (up to +{most})" for name, most in largest.items() if most > MOST]
    if over:
        yield f"More than {MOST} points for one of the three: {'; '.join(over)}."
