"""The score models that were released, loaded from their frozen files."""

from __future__ import annotations

import functools
from pathlib import Path

from apps.scoring.engine.model import ScoreModel, load_model

FOLDER = Path(__file__).parent / "engine" / "models"
CURRENT = "prior-2"


@functools.cache
def released_model(version: str = CURRENT) -> ScoreModel:
    """Raises FileNotFoundError for a version that was never released."""
    return load_model(FOLDER / f"{version}.json")
