"""One candidate's page: who it is, what the score says and why, and what the team did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from apps.candidates.models import Application, Candidate, Consent, Invitation, Opening
from apps.candidates.models.application import Status
from apps.connections.permits import names_for_employers
from apps.scoring import explained
from apps.scoring.engine.history import Period
from apps.scoring.engine.phrases import account
from apps.scoring.engine.result import ScoreResult
from apps.scoring.models import Score, Standing, StandingState
from apps.scoring.present import words
from apps.scoring.present.networks import in_order
from apps.scoring.present.scored import Scored, scored
from apps.scoring.present.unmeasured import Fact, not_measured
from apps.workspace.candidates.rows import StatusMark, status_mark
from apps.workspace.candidates.trail import Trail, trail


@dataclass(frozen=True, slots=True)
class Grant:
    """For templates/components/consent_row.html."""

    network: str
    label: str
    state: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """The candidate in one opening."""

    application: UUID
    opening: Opening
    since: datetime
    status: StatusMark
    value: str
    ended: bool


@dataclass(frozen=True, slots=True)
class PersonPage:
    """``missing``: why there is no score yet, in sentences, where accounts were read. ``state`` is
    one of ``StandingState``, or empty where nothing is shared."""

    candidate: Candidate
    first_name: str
    state: str
    scored: Scored | None
    missing: Sequence[str]
    unmeasured: Sequence[Fact]
    grants: Sequence[Grant]
    shares: bool
    places: Sequence[Place]
    here: Place | None
    invitations: Sequence[Invitation]
    trail: Trail


def person_page(candidate: Candidate, *, opening_id: str, now: datetime) -> PersonPage:
    """Of a candidate with ``standing__score`` joined. Constant number of queries."""
    applications = list(candidate.applications.select_related("opening").order_by("-id"))
    consents = list(Consent.objects.active().filter(candidate=candidate))
    invitations = list(_open_invitations(candidate))
    scores = list(Score.objects.history(candidate.pk, now=now))
    result = _result(candidate)
    places = [_place(application) for application in applications]
    standing = standing_of(candidate)
    return PersonPage(
        candidate=candidate,
        first_name=words.first_name(candidate.shown_name),
        state=standing.state if standing else "",
        scored=_scored(candidate, result, scores, now) if result else None,
        missing=words.summary(result) if result and result.value is None else (),
        unmeasured=_unmeasured(candidate, result),
        grants=_grants(consents),
        shares=bool(consents),
        places=places,
        here=_here(places, opening_id),
        invitations=invitations,
        trail=trail(candidate, scores=scores),
    )


def standing_of(candidate: Candidate) -> Standing | None:
    """None where nothing is shared now, whatever was before."""
    return getattr(candidate, "standing", None)


def is_read(candidate: Candidate) -> bool:
    """Whether there is more to see than that accounts are being read."""
    standing = standing_of(candidate)
    return standing is None or standing.state != StandingState.READING


def _result(candidate: Candidate) -> ScoreResult | None:
    standing = standing_of(candidate)
    score = standing.score if standing else None
    return ScoreResult.from_json(score.result) if score else None


def _scored(
    candidate: Candidate, result: ScoreResult, scores: Sequence[Score], now: datetime
) -> Scored | None:
    before = explained.before(result.at, scores, [Period.WEEK])[Period.WEEK]
    return scored(
        result,
        scores,
        now=now,
        name=candidate.shown_name,
        before=before,
        opening=_shared_for(candidate) if result.weighted else None,
    )


def _shared_for(candidate: Candidate) -> Opening | None:
    """The opening whose weights the score also has a value for; one may look from another."""
    standing = standing_of(candidate)
    score = standing.score if standing else None
    return Opening.objects.asked_for(score.consent_id).first() if score else None


def _unmeasured(candidate: Candidate, result: ScoreResult | None) -> Sequence[Fact]:
    if result is None:
        return ()
    return not_measured(result, offered=names_for_employers(), name=candidate.shown_name)


def _grants(consents: Sequence[Consent]) -> list[Grant]:
    """Every account that can be shared here, whether it is or not."""
    until: dict[str, datetime] = {}
    for consent in reversed(consents):
        until |= dict.fromkeys(consent.active_networks, consent.expires_at)
    names = in_order({*names_for_employers(), *until})
    return [
        Grant(name, account(name), "shared" if name in until else "none", until.get(name))
        for name in names
    ]


def _place(application: Application) -> Place:
    mark = status_mark(application.status)
    assert mark is not None
    return Place(
        application=application.pk,
        opening=application.opening,
        since=application.created_at,
        status=mark,
        value=application.status,
        ended=Status(application.status).is_end,
    )


def _here(places: Sequence[Place], opening_id: str) -> Place | None:
    """The opening that one comes from, else the newest."""
    return next(
        (each for each in places if str(each.opening.pk) == opening_id), next(iter(places), None)
    )


def _open_invitations(candidate: Candidate) -> Any:
    standing = Invitation.objects.standing().filter(candidate=candidate)
    return standing.with_people().with_shared().order_by("-id")
