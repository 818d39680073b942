"""What an installation computes with stays when the program comes with another default."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import migrations

from apps.scoring.released import shipped_path


def pin(version: str) -> migrations.RunPython:
    """A migration's step: where scores of this shipped version exist and no release is active, it
    becomes one. Each version that once was the default needs its step; a test sees to it."""

    def keep(apps: Any, schema_editor: Any) -> None:
        release, score = apps.get_model("scoring", "Release"), apps.get_model("scoring", "Score")
        known = release.objects.filter(version=version) | release.objects.filter(state="active")
        if known.exists() or not score.objects.filter(model_version=version).exists():
            return
        content = shipped_path(version).read_text(encoding="utf-8")
        first = score.objects.filter(model_version=version).earliest("computed_at")
        release.objects.create(
            version=version,
            content=content,
            sha256=hashlib.sha256(content.encode()).hexdigest(),
            state="active",
            shadow_at=first.computed_at,
            activated_at=first.computed_at,
        )

    return migrations.RunPython(keep, migrations.RunPython.noop, hints={"pins": version})
