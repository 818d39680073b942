"""The score of a person under one consent, as that employer sees it, with what they alone see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.candidates.models import Consent, Opening
from apps.connections.models import Connection
from apps.connections.permits import names_for_employers
from apps.core.phrases import listing
from apps.portal.accounts.readings import when
from apps.portal.own.advice import Step, steps
from apps.scoring import explained
from apps.scoring.engine.history import Period
from apps.scoring.engine.phrases import account
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Contest, Score, Standing
from apps.scoring.present import words
from apps.scoring.present.scored import Scored, scored
from apps.scoring.present.unmeasured import Fact, not_measured


@dataclass(frozen=True, slots=True)
class OwnPage:
    """``state`` is one of ``StandingState``, or empty: nothing shared, or nothing read yet.
    ``missing``: why there is no number, in sentences. ``unlinked``: labels of shared networks
    that are not linked. ``advice`` is for this page alone. ``contest``: of this score, or
    one whose answer ended what was shared."""

    consent: Consent | None
    name: str
    state: str
    read: str
    scored: Scored | None
    advice: Sequence[Step]
    missing: Sequence[str]
    unmeasured: Sequence[Fact]
    unlinked: str
    contest: Contest | None


def own_page(person: User, consent: Consent | None, *, now: datetime) -> OwnPage:
    """In the person's scope."""
    standing = _standing(consent)
    result = ScoreResult.from_json(standing.score.result) if standing and standing.score else None
    return OwnPage(
        consent=consent,
        name=words.first_name(person.name),
        state=standing.state if standing else "",
        read=_read(standing, now),
        scored=_scored(standing, result, now) if standing and result else None,
        advice=steps(result) if result and result.value is not None else (),
        missing=words.summary(result) if result and result.value is None else (),
        unmeasured=not_measured(result, offered=names_for_employers()) if result else (),
        unlinked=_unlinked(consent),
        contest=_contest(consent),
    )


def _contest(consent: Consent | None) -> Contest | None:
    """That of this score, else the newest that was answered: an answer may have ended the consent,
    and is to be read all the same."""
    told = Contest.objects.filter(taken_back_at=None).select_related("organisation").newest_first()
    of_this = told.under(consent.pk).first() if consent else None
    return (
        of_this
        or told.answered().exclude(consent__in=Consent.objects.active().values("pk")).first()
    )


def _standing(consent: Consent | None) -> Standing | None:
    if consent is None:
        return None
    return Standing.objects.with_score().filter(candidate_id=consent.candidate_id).first()


def _read(standing: Standing | None, now: datetime) -> str:
    """ "Read today at 06:14 from X and WordPress."; empty where nothing is read."""
    if standing is None or standing.computed_at is None:
        return ""
    names = listing([account(name) for name in standing.networks])
    read = {"when": when(standing.computed_at, now), "accounts": names}
    return _("Read %(when)s from %(accounts)s.") % read


def _scored(standing: Standing, result: ScoreResult, now: datetime) -> Scored | None:
    scores = list(Score.objects.history(standing.candidate_id, now=now))
    before = explained.before(result.at, scores, [Period.WEEK])[Period.WEEK]
    opening = _shared_for(standing) if result.weighted else None
    return scored(result, scores, now=now, before=before, opening=opening)


def _shared_for(standing: Standing) -> Opening | None:
    score = standing.score
    return Opening.objects.asked_for(score.consent_id).first() if score else None


def _unlinked(consent: Consent | None) -> str:
    if consent is None:
        return ""
    linked = {*Connection.objects.active().values_list("network", flat=True)}
    return listing([account(name) for name in consent.active_networks if name not in linked])
