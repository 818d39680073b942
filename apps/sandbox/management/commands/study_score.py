from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.core.generated import MarksMissing, between_marks
from apps.sandbox.study import scenario_page, study_page
from apps.sandbox.study.measure import FILE, SeedFigures, StudyFigures, figures, measure, seeds
from apps.sandbox.study.measure import text as as_json
from apps.sandbox.study.outcomes import outcomes
from apps.scoring.engine.model import ModelError, ScoreModel, load_model
from apps.scoring.released import DEFAULT, UnknownModel, shipped_model

SEEDS = 6


class Command(BaseCommand):
    help = "Studies the score on the social world, where the true influence is known."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="into docs/score.md")
        parser.add_argument("--json", action="store_true", help="the figures as JSON")
        parser.add_argument("--scenarios", action="store_true", help="the scenarios alone")
        parser.add_argument("--seeds", type=int, default=SEEDS, help="worlds, two at least")
        parser.add_argument("--jobs", type=int, default=1, help="processes at the same time")
        parser.add_argument("--model", default=DEFAULT, help="a shipped version, or a file")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["seeds"] < 2:
            raise CommandError("A spread needs two seeds at least.")
        model = _model(options["model"])
        parts = {scenario_page.PART: scenario_page.scenarios_part(outcomes(model), model)}
        if not options["scenarios"]:
            found = self._study(model, options["seeds"], options["jobs"])
            if options["write"]:
                FILE.write_text(as_json(found), encoding="utf-8")
            parts[study_page.PART] = study_page.study_part(found)
            if options["json"]:
                self.stdout.write(as_json(found))
        if options["write"]:
            _write(parts)
        elif not options["json"]:
            self.stdout.write("\n\n".join(parts.values()))

    def _study(self, model: ScoreModel, count: int, jobs: int) -> StudyFigures:
        return figures(model, self._measured(model, count, jobs))

    def _measured(self, model: ScoreModel, count: int, jobs: int) -> Iterator[SeedFigures]:
        with ProcessPoolExecutor(jobs, initializer=django.setup) as pool:
            for found in pool.map(partial(measure, model=model), seeds(count)):
                self.stderr.write(f"seed {found.seed}: order {found.order:.3f}")
                yield found


def _model(name: str) -> ScoreModel:
    """Raises ``CommandError`` for what is neither a shipped version nor a model's file."""
    try:
        return load_model(name) if name.endswith(".json") else shipped_model(name)
    except (ModelError, UnknownModel) as error:
        raise CommandError(str(error)) from error


def _write(parts: Mapping[str, str]) -> None:
    """Both parts or none."""
    file = Path(settings.BASE_DIR) / "docs" / "score.md"
    page = file.read_text(encoding="utf-8")
    try:
        for name, text in parts.items():
            page = between_marks(page, name, text)
    except MarksMissing as error:
        raise CommandError(str(error)) from error
    file.write_text(page, encoding="utf-8")
