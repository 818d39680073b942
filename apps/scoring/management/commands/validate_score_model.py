"""Checks a score model against people's judgements of pairs: any file with these columns."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.core.generated import MarksMissing, between_marks
from apps.scoring.engine.codec import to_plain
from apps.scoring.engine.model import ModelError, ScoreModel, load_model
from apps.scoring.fitting.pairs import PairsError, read_pairs
from apps.scoring.fitting.report import tables
from apps.scoring.management.commands.fit_score_model import add_ceiling, fitting
from apps.scoring.released import shipped_model

PART = "score_validation"


class Command(BaseCommand):
    help = "Prints how well a score model agrees with judged pairs, beside simpler and freer ones."
    requires_system_checks: list[str] = []  # it needs neither pages nor a database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pairs", required=True, type=Path, help="CSV of judged pairs")
        parser.add_argument("--model", type=Path, help="a model's file, else the shipped model")
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--write", action="store_true", help="into docs/score.md")
        parser.add_argument("--check", action="store_true", help="fail where a gate is missed")

        add_ceiling(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        model = chosen(options["model"])
        if model.fit is None:
            raise CommandError(f"{model.version} was never fitted: there is nothing to validate.")
        try:
            checked = fitting().checked(
                read_pairs(options["pairs"]), model.fit, ceiling=options["ceiling"]
            )
        except PairsError as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(_plain(model, checked), indent=1))
        else:
            self.stdout.write(_text(model, checked))
        if options["write"]:
            _write(tables(checked.fitted, checked.frozen))
        if options["check"] and checked.missed():
            raise CommandError("A gate is missed.")


def chosen(path: Path | None) -> ScoreModel:
    try:
        return shipped_model() if path is None else load_model(path)
    except ModelError as error:
        raise CommandError(str(error)) from error


def _plain(model: ScoreModel, checked: Any) -> dict[str, Any]:
    return {
        "model": model.version,
        "fitted_to_these_pairs": checked.same_pairs,
        "held_out": to_plain(checked.fitted),
        "own_weights": to_plain(checked.frozen),
        "missed": list(checked.missed()),
    }


def _text(model: ScoreModel, checked: Any) -> str:
    seen = "these pairs" if checked.same_pairs else "other pairs"
    gates = [f"- {sentence}" for sentence in checked.missed()] or ["All release gates are passed."]
    heading = f"{model.version}, whose own weights were fitted to {seen}."
    return "\n".join([heading, "", tables(checked.fitted, checked.frozen), "", *gates])


def _write(text: str) -> None:
    page = Path(settings.BASE_DIR) / "docs" / "score.md"
    try:
        page.write_text(between_marks(page.read_text(encoding="utf-8"), PART, text), "utf-8")
    except MarksMissing as error:
        raise CommandError(str(error)) from error
