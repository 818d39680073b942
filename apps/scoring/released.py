"""The score models that scores may come from, and which of them is active now.

A model is frozen: what was loaded once is kept for the life of the process."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from apps.scoring.engine.model import ModelError, ScoreModel, load_model, parse_model
from apps.scoring.models import Release

FOLDER = Path(__file__).parent / "engine" / "models"
DEFAULT = "fitted-1"  # where nothing else was released


class UnknownModel(LookupError):
    """A version that neither ships with the program nor was released here."""


def active_version() -> str:
    """By one query. What a transaction read stays so for others until it is committed."""
    version = Release.objects.active().values_list("version", flat=True).first()
    return version or DEFAULT


def before_of(release: Release) -> str:
    """The version that scores come from until the release is active, or came from before it."""
    return release.replaces.version if release.replaces else active_version()


def active_model() -> ScoreModel:
    """What scores are computed with now."""
    return released_model(active_version())


@functools.cache
def released_model(version: str) -> ScoreModel:
    """The model that a score of this version came from: one query, once a process. Raises
    UnknownModel."""
    content = Release.objects.filter(version=version).values_list("content", flat=True).first()
    return shipped_model(version) if content is None else parsed(content)


@functools.cache
def shipped_model(version: str = DEFAULT) -> ScoreModel:
    """From the file that ships with the program; asks no database. Raises UnknownModel."""
    if version not in shipped_versions():
        raise UnknownModel(f"{version}: no such score model")
    return load_model(shipped_path(version))


def parsed(text: str) -> ScoreModel:
    """Of a model's file. Raises ModelError, which says what is wrong and where."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise ModelError(f"no JSON: {error}") from error
    return parse_model(plain)


def shipped_versions() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def shipped_path(version: str) -> Path:
    return FOLDER / f"{version}.json"
