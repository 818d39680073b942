"""A person contests the score about them, and takes that back; all in the person's scope.

The organisation's answer is its own action, under its own permission."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.models import Consent
from apps.core.refusals import Refused
from apps.scoring.models import Contest, Standing
from apps.scoring.models.contest import LONGEST


@transaction.atomic
def contest(*, consent_id: UUID, text: str, by: By) -> Contest:
    """Marks all scores under the consent until a human answered. The same words twice are once.

    Refuses with "text_missing", "text_too_long", "not_shared", "no_score", "contested"."""
    words = _usable(text)
    consent = _locked(consent_id)
    before = Contest.objects.open().under(consent.pk).first()
    if before:
        return _same_again(before, words)
    made = Contest.objects.create(
        organisation_id=consent.organisation_id,
        candidate_id=consent.candidate_id,
        consent=consent,
        person_id=consent.person_id,
        score_id=_score_of(consent),
        text=words,
        contested_at=timezone.now(),
    )
    _record(by, "score.contested", made)
    return made


@transaction.atomic
def take_back(*, contest_id: UUID, by: By) -> None:
    """Twice is once. Refuses with "answered" what a human has answered."""
    mine = Contest.objects.filter(pk=contest_id)
    if mine.open().update(taken_back_at=timezone.now()):
        _record(by, "score.contest_taken_back", mine.get())
    elif mine.answered().exists():
        raise Refused("answered", _("This contest was answered meanwhile: see the answer here."))


def _usable(text: str) -> str:
    words = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not words:
        raise Refused("text_missing", _("Say in a sentence or two what is wrong."), field="text")
    if len(words) > LONGEST:
        raise Refused(
            "text_too_long",
            _("Use %(most)s characters at most; these are %(found)s.")
            % {"most": LONGEST, "found": len(words)},
            field="text",
        )
    return words


def _locked(consent_id: UUID) -> Consent:
    """Locked, so that of two contests at once the second finds the first."""
    Consent.objects.select_for_update().filter(pk=consent_id).first()
    consent = Consent.objects.active().filter(pk=consent_id).first()
    if consent is None:
        raise Refused("not_shared", _("You no longer share this score, so nobody sees it."))
    return consent


def _same_again(before: Contest, words: str) -> Contest:
    if before.text != words:
        raise Refused(
            "contested",
            _("You have contested this score already. Take that back first to say something else."),
        )
    return before


def _score_of(consent: Consent) -> UUID:
    standing = Standing.objects.filter(candidate_id=consent.candidate_id).first()
    if standing is None or standing.score_id is None:
        raise Refused("no_score", _("There is no score to contest yet."))
    return standing.score_id


def _record(by: By, verb: str, about: Contest) -> None:
    """For the organisation too: it has to answer."""
    record(
        by=by,
        verb=verb,
        subject=about.candidate,
        organisation_id=about.organisation_id,
        facts={"contest": str(about.pk)},
    )
