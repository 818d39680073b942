"""The shadow run: the first step of a release, before anybody is told of it."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from apps.core.refusals import Refused
from apps.scoring.actions import runs
from apps.scoring.actions.release_steps import lock, new, note
from apps.scoring.engine.model import ScoreModel
from apps.scoring.engine.release_gates import refusals
from apps.scoring.models import Release, ReleaseState, RunKind
from apps.scoring.released import UnknownModel, active_version, parsed, released_model
from apps.scoring.shadowed import run_beside_active

VERSION = re.compile(r"[a-z0-9][a-z0-9.-]{0,39}")


class GatesRefused(Refused):
    """``sentences`` says each thing that the model misses."""

    def __init__(self, version: str, sentences: tuple[str, ...]) -> None:
        super().__init__("gates_refused", f"{version} may not be released. {' '.join(sentences)}")
        self.sentences = sentences


@transaction.atomic
def begin(*, text: str) -> Release:
    """Begins the shadow run of the model whose file has this text, or goes on with it. Raises
    ModelError; refuses with "bad_version", "other_content", "active_already", "over",
    "gates_refused"."""
    model = parsed(text)
    if not VERSION.fullmatch(model.version):
        raise Refused("bad_version", "version: 1 to 40 small letters, digits, dots and dashes.")
    lock()
    _refuse_other_content(model)
    release = Release.objects.filter(version=model.version).first()
    _refuse_what_is_over(release, model)
    if missed := refusals(model):
        raise GatesRefused(model.version, missed)
    if release is None:
        release = new(text, model.version)
        note("score_model.begun", release)
    _begin_again(release)
    if release.state == ReleaseState.SHADOW and run_beside_active(release) is None:
        runs.begin(kind=RunKind.SHADOW, model_version=release.version)
    return release


def _refuse_other_content(model: ScoreModel) -> None:
    try:
        known = released_model(model.version)
    except UnknownModel:
        return
    if known != model:
        raise Refused(
            "other_content",
            f"There is another model of the version {model.version} already. A version never"
            " changes: give this one another.",
        )


def _refuse_what_is_over(release: Release | None, model: ScoreModel) -> None:
    if release is None and active_version() == model.version:
        raise Refused("active_already", f"{model.version} is what scores are computed with now.")
    if release and release.state in {ReleaseState.REPLACED, ReleaseState.ROLLED_BACK}:
        raise Refused(
            "over",
            f"{release} on {release.ended_at:%Y-%m-%d}. To release it again, give the"
            " model another version.",
        )


def _begin_again(release: Release) -> None:
    stopped = Release.objects.filter(pk=release.pk, state=ReleaseState.STOPPED)
    times = dict.fromkeys(("announced_at", "activates_at", "ended_at"))
    words = dict.fromkeys(("because", "ended_because"), "")
    if stopped.update(state=ReleaseState.SHADOW, shadow_at=timezone.now(), **times, **words):
        release.refresh_from_db()
        note("score_model.begun_again", release)
