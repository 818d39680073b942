"""A validation as text, for people."""

from __future__ import annotations

from collections.abc import Iterator

from apps.core.generated import row
from apps.scoring.engine.fitted import Baseline, Bin, Estimate, Figures, Part, Validation
from apps.scoring.engine.release_gates import LARGE_ENOUGH

NONE = "–"


def tables(validation: Validation, frozen: Figures | None = None) -> str:
    """Markdown. ``frozen``: the model's own weights on these pairs, as they are."""
    return "\n".join(_lines(validation, frozen))


def _lines(validation: Validation, frozen: Figures | None) -> Iterator[str]:
    ours = validation.held_out
    yield (
        f"{validation.pairs:,} pairs of {validation.persons:,} persons,"
        f" {validation.folds} groups of persons, {validation.repeats} times."
    )
    yield ""
    yield row("", "AUC (95 %)", "accuracy", "log loss", "the score is better by (95 %)")
    yield row(*["---"] * 5)
    yield _figures("**the score**, fitted to other persons", ours)
    if frozen is not None:
        yield _figures("the score, with the model's own weights", frozen)
    yield from (_baseline(each) for each in validation.baselines)
    yield ""
    yield row("predicted", "pairs", "mean prediction", "people said so", "error")
    yield row(*["---"] * 5)
    yield from (_bin(each) for each in ours.calibration)
    yield ""
    yield row("pairs", "how many", "AUC", "accuracy")
    yield row(*["---"] * 4)
    yield from (_part(each) for each in (*ours.by_gap, *ours.by_followers))


def _figures(name: str, figures: Figures) -> str:
    return row(
        name, _estimate(figures.auc), _share(figures.accuracy), f"{figures.log_loss:.4f}", ""
    )


def _baseline(each: Baseline) -> str:
    if each.auc is None or each.accuracy is None or each.log_loss is None:
        return row(each.name, f"not measured: {each.why_not}", NONE, NONE, NONE)
    gain = "" if each.gain is None else _estimate(each.gain, sign="+")
    return row(each.name, _estimate(each.auc), _share(each.accuracy), f"{each.log_loss:.4f}", gain)


def _bin(each: Bin) -> str:
    few = "" if each.pairs >= LARGE_ENOUGH else " (few)"
    return row(
        f"{each.low:.1f} to {each.high:.1f}",
        f"{each.pairs}{few}",
        f"{each.predicted:.3f}",
        f"{each.observed:.3f}",
        f"{each.error:.3f}",
    )


def _part(each: Part) -> str:
    auc = NONE if each.auc is None else f"{each.auc:.3f}"
    return row(each.name, f"{each.pairs}", auc, _share(each.accuracy))


def _estimate(each: Estimate, sign: str = "") -> str:
    return f"{each.value:{sign}.4f} ({each.low:{sign}.3f} to {each.high:{sign}.3f})"


def _share(number: float) -> str:
    return f"{number:.1%}"
