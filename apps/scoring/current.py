"""The score model that scores now: one frozen file, read once a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from apps.scoring.engine.model import ScoreModel, load_model

VERSION = "prior-1"
FOLDER = Path(__file__).parent / "engine" / "models"


@cache
def current_model() -> ScoreModel:
    return load_model(FOLDER / f"{VERSION}.json")
