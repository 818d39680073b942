"""The report of a shadow run as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from apps.scoring.changes import FAR
from apps.scoring.release_report import Report, figures
from apps.scoring.released import released_model

WIDE = 40  # characters of the longest bar
SHOWN = 50  # moves; all of them with --json
NAMES = {0: "least", 50: "middle", 100: "most"}


def lines(report: Report) -> Iterator[str]:
    whole = report.whole
    yield (
        f"{report.version} beside {report.before}: {whole.candidates} candidates of"
        f" {len(report.employers)} organisations."
    )
    yield (
        f"{whole.far} move by more than {FAR} points, {whole.still} do not move,"
        f" {whole.gained} get a number, {whole.lost} lose theirs."
    )
    yield from _distribution(report)
    yield from _figures(report)
    yield from _employers(report)
    yield from _moves(report)


def _distribution(report: Report) -> Iterator[str]:
    if not report.histogram:
        return
    quantiles = [
        f"{NAMES.get(percent, f'{percent} %')} {points:+d}"
        for percent, points in report.quantiles.items()
    ]
    yield f"Changes in points: {', '.join(quantiles)}."
    highest = max(report.histogram.values())
    for points in sorted(report.histogram):
        count = report.histogram[points]
        yield f"{points:+5d} {count:8d} {'#' * max(1, round(WIDE * count / highest))}"


def _figures(report: Report) -> Iterator[str]:
    for version in (report.before, report.version):
        yield f"{version}: {_said(figures(released_model(version)))}"


def _said(found: dict[str, Any] | None) -> str:
    if found is None:
        return "by judgement, fitted to nothing and validated against nothing."
    auc, error = found["auc"], found["calibration_error"]
    off = "no bin large enough" if error is None else f"at most {error:.3f} off"
    return (
        f"AUC {auc['value']:.3f} ({auc['low']:.3f} to {auc['high']:.3f}), accuracy"
        f" {found['accuracy']:.3f}, calibration {off}, on {found['pairs']} judged pairs."
    )


def _employers(report: Report) -> Iterator[str]:
    if report.employers:
        yield f"{'organisation':36} candidates  > {FAR}  still"
    for key, each in report.employers.items():
        yield f"{key!s:36} {each.candidates:10d} {each.far:4d} {each.still:6d}"


def _moves(report: Report) -> Iterator[str]:
    if report.moves:
        yield f"{'organisation':36} {'candidate':36} old -> new  by factor"
    for move in report.moves[:SHOWN]:
        change = move.change
        did = f"{change.factor} {change.by_factor[change.factor]:+d}" if change.factor else "none"
        yield (
            f"{move.organisation_id!s:36} {change.candidate_id!s:36}"
            f" {change.before:3d} -> {change.after:3d}  {did}"
        )
    if len(report.moves) > SHOWN:
        yield f"and {len(report.moves) - SHOWN} more: --json lists them all."
