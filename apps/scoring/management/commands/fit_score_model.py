"""Fits a score model to people's judgements of pairs and writes its one file."""

from __future__ import annotations

import importlib
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.scoring.engine.model import model_text
from apps.scoring.engine.release_gates import refusals
from apps.scoring.fitting.pairs import PairsError, read_pairs

VERSION = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")


class Command(BaseCommand):
    help = "Fits a score model to judged pairs, validates it, and writes it to a new file."
    requires_system_checks: list[str] = []  # it needs neither pages nor a database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pairs", required=True, type=Path, help="CSV of judged pairs")
        parser.add_argument(
            "--out",
            required=True,
            type=Path,
            help="the model's file, to be made; its name is the version",
        )

        add_ceiling(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        if out.exists():
            raise CommandError(f"{out} exists. A score model is never edited: choose a new name.")
        if not out.parent.is_dir():
            raise CommandError(f"{out.parent} is no folder.")
        if not VERSION.fullmatch(out.stem):
            raise CommandError(
                f"{out.name}: a version is 1 to 40 letters, digits, dots and dashes."
            )
        try:
            model = fitting().fitted_model(
                read_pairs(options["pairs"]), out.stem, ceiling=options["ceiling"]
            )
        except PairsError as error:
            raise CommandError(str(error)) from error
        out.write_text(model_text(model), encoding="utf-8")
        self.stdout.write(f"{out} is written.")
        for sentence in refusals(model):
            self.stdout.write(self.style.WARNING(f"It may not be released: {sentence}"))


def add_ceiling(parser: ArgumentParser) -> None:
    about = "without LightGBM, which takes most of the time, and without which none is released"
    parser.add_argument("--no-ceiling", dest="ceiling", action="store_false", help=about)


def fitting() -> Any:
    """``apps.scoring.fitting.build``, which needs SciPy."""
    try:
        return importlib.import_module("apps.scoring.fitting.build")
    except ImportError as error:
        raise CommandError(f"Install the extra `fit`: pip install '.[fit]' ({error})") from error
