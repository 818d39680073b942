"""The score of a person under one consent, as that employer sees it, with what they alone see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.accounts.models import User
from apps.candidates.models import Consent
from apps.candidates.offers import offered_networks
from apps.connections.models import Connection
from apps.core.charts.history import History
from apps.core.charts.stack import Stack, stack
from apps.core.charts.waterfall import Why
from apps.core.charts.whisker import Interval, Whisker, whisker
from apps.portal.accounts.readings import when
from apps.portal.own.advice import Step, steps
from apps.scoring.engine.phrases import account, listing
from apps.scoring.engine.result import ScoreResult, WeightedScore
from apps.scoring.models import Score, Standing
from apps.scoring.present import words
from apps.scoring.present.networks import ByNetwork, by_network
from apps.scoring.present.numbers import interval_in, points_in
from apps.scoring.present.unmeasured import Fact, not_measured
from apps.scoring.present.weeks import history_of
from apps.scoring.present.why import why_of


@dataclass(frozen=True, slots=True)
class Scored:
    """The same as on the employer's page; ``advice`` stands here only."""

    interval: Interval
    whisker: Whisker
    stack: Stack
    say: str
    weighted: WeightedScore | None
    why: Why
    history: History | None
    change: Sequence[str]
    networks: ByNetwork
    advice: Sequence[Step]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """``state`` is one of ``StandingState``, or empty: nothing shared, or nothing read yet.
    ``missing``: why there is no number, in sentences. ``unlinked``: labels of shared networks
    that are not linked."""

    consent: Consent | None
    name: str
    state: str
    read: str
    scored: Scored | None
    missing: Sequence[str]
    unmeasured: Sequence[Fact]
    unlinked: str


def own_page(person: User, consent: Consent | None, *, now: datetime) -> OwnPage:
    """In the person's scope."""
    standing = _standing(consent)
    result = ScoreResult.from_json(standing.score.result) if standing and standing.score else None
    return OwnPage(
        consent=consent,
        name=words.first_name(person.name),
        state=standing.state if standing else "",
        read=_read(standing, now),
        scored=_scored(consent, result, now) if consent and result else None,
        missing=words.summary(result) if result and result.value is None else (),
        unmeasured=not_measured(result, offered=offered_networks()) if result else (),
        unlinked=_unlinked(consent),
    )


def _standing(consent: Consent | None) -> Standing | None:
    if consent is None:
        return None
    return Standing.objects.with_score().filter(candidate_id=consent.candidate_id).first()


def _read(standing: Standing | None, now: datetime) -> str:
    """ "today at 06:14 from X and WordPress"; empty where nothing is read."""
    if standing is None or standing.computed_at is None:
        return ""
    names = listing([account(name) for name in standing.networks])
    return f"{when(standing.computed_at, now)} from {names}"


def _scored(consent: Consent, result: ScoreResult, now: datetime) -> Scored | None:
    interval, why, networks = interval_in(result), why_of(result), by_network(result)
    if interval is None or why is None or networks is None:
        return None
    scores = list(Score.objects.history(consent.candidate_id, now=now))
    return Scored(
        interval=interval,
        whisker=whisker(interval, dense=True),
        stack=stack(points_in(result)),
        say=words.say(result),
        weighted=result.weighted,
        why=why,
        history=history_of(scores),
        change=words.moved(scores),
        networks=networks,
        advice=steps(result),
    )


def _unlinked(consent: Consent | None) -> str:
    if consent is None:
        return ""
    linked = {*Connection.objects.active().values_list("network", flat=True)}
    return listing([account(name) for name in consent.active_networks if name not in linked])
