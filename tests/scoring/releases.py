"""Score models that may be released, their files, and operators who release them."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.utils import timezone

from apps.candidates.models import Candidate, Consent
from apps.core import tenancy
from apps.core.models import Due
from apps.pipeline import actions
from apps.scoring import due
from apps.scoring.actions import releases, shadow_runs
from apps.scoring.engine.fitted import (
    Baseline,
    Bin,
    Estimate,
    Figures,
    Fit,
    Judged,
    Validation,
)
from apps.scoring.engine.kinds import FACTORS
from apps.scoring.engine.model import ScoreModel, model_text
from apps.scoring.engine.release_gates import FREE, SIMPLE
from apps.scoring.models import Release, ReleaseState, Score
from apps.scoring.released import active_model
from tests.database import owner_conninfo
from tests.factories import make_score
from tests.pipeline.people import work

EVEN = dict.fromkeys(FACTORS, 1.0)


def exactly(value: float) -> Estimate:
    return Estimate(value, value - 0.01, value + 0.01)


def a_fit(auc: float = 0.86, *, off: float = 0.01) -> Fit:
    """Made up. ``off``: by how much predictions miss what people chose."""
    bins = (Bin(0.5, 0.6, 400, 0.55, 0.55 + off),)
    figures = Figures(exactly(auc), 0.76, 0.48, bins, (), ())
    baselines = tuple(
        Baseline(name, exactly(value), 0.7, 0.5, exactly(auc - value))
        for name, value in ((SIMPLE, 0.84), (FREE, 0.862))
    )
    return Fit(
        penalty=0.05,
        prior=EVEN,
        beta=EVEN,
        points_per_logit=10.0,
        draws=400,
        seed=1,
        code_sha256="0" * 64,
        judged=Judged(1.0, 1.0, 1.0, EVEN, EVEN, EVEN),
        in_sample=figures,
        validation=Validation("0" * 64, 2001, 3000, 5, 1, 1.0, figures, baselines),
    )


def next_model(version: str, *, weight: float = 0.5, **changes: Any) -> ScoreModel:
    """The active one with its weights changed, as a fit that passes the gates."""
    base = active_model()
    beta = {factor: number * weight for factor, number in base.beta.items()}
    return replace(base, version=version, **{"beta": beta, "fit": a_fit(), **changes})


def file_of(model: ScoreModel, folder: Path) -> str:
    path = folder / f"{model.version}.json"
    path.write_text(model_text(model), encoding="utf-8")
    return str(path)


def in_the_shadow(version: str, **changes: Any) -> Release:
    """Begun, and its run is done."""
    release = shadow_runs.begin(text=model_text(next_model(version, **changes)))
    work()
    return release


def announced(version: str, *, days: int = 14, **changes: Any) -> Release:
    """Workers have told everybody."""
    release = in_the_shadow(version, **changes)
    at = timezone.now() + timedelta(days=days)
    release = releases.announce(release_id=release.pk, at=at)
    work()
    return release


def active(version: str, **changes: Any) -> Release:
    """Announced and active at once, and everybody was scored anew."""
    release = in_the_shadow(version, **changes)
    releases.announce(release_id=release.pk, at=timezone.now(), because="A test.")
    assert releases.activate(release_id=release.pk)
    work()
    release.refresh_from_db()
    return release


def comes_from(score: Score, version: str) -> None:
    """As if an older program had computed it."""
    with psycopg.connect(owner_conninfo()) as owner:
        owner.execute("ALTER TABLE scoring_score DISABLE TRIGGER USER")
        owner.execute(
            "UPDATE scoring_score SET model_version = %s WHERE id = %s", [version, score.pk]
        )
        owner.execute("ALTER TABLE scoring_score ENABLE TRIGGER USER")


def a_new_model_is_active() -> None:
    """And nobody has been scored by it yet."""
    text = model_text(next_model("next-1"))
    Release.objects.create(
        version="next-1",
        content=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        state=ReleaseState.ACTIVE,
        activated_at=timezone.now(),
    )


def scored_again(candidate: Candidate) -> Score:
    """Of a made-up reading, by what is active."""
    with tenancy.organisation(candidate.organisation_id):
        consent = Consent.objects.get(candidate=candidate)
    return make_score(consent)


def the_day_comes(release: Release) -> None:
    """The scheduler does what was announced."""
    Release.objects.filter(pk=release.pk).update(
        announced_at=timezone.now() - timedelta(days=14), activates_at=timezone.now()
    )
    Due.objects.filter(kind=due.RELEASE_START).update(due_at=timezone.now())
    actions.dispatch()
    work()
    release.refresh_from_db()


def command(*words: str) -> str:
    out = io.StringIO()
    call_command("release_score_model", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def roll_back(*words: str) -> str:
    out = io.StringIO()
    call_command("rollback_score_model", *words, stdout=out)
    return out.getvalue()
