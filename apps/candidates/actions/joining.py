"""Coming by a public link: a stranger names an address, proves it by a letter, and is invited.

Until the address is proven nothing is written about the person but a line in the cache that goes
by itself. All answers are the same, whoever asks and whoever owns the address."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.audit.models import Actor
from apps.candidates.actions import applications, candidates, mailings
from apps.candidates.actions.invitations import renew_quietly, standing_of
from apps.candidates.actions.public_links import refuse_shut
from apps.candidates.models import Candidate, Invitation, PublicLink
from apps.candidates.models.invitation import Source
from apps.core import outbox, tenancy
from apps.core.pace import is_too_often
from apps.core.refusals import Refused

TASK = "candidates.send_proof"
LETTERS_TO_ONE = 3  # a day
A_DAY = timedelta(days=1)
_SALT = "renown.proof"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who wants to come in, by which generation of a link, and the language of the page."""

    organisation_id: str
    link_id: str
    generation: int
    name: str
    email: str
    language: str


def ask(*, link: PublicLink, name: str, email: str, language: str) -> None:
    """A letter to this address is on its way, unless three went there today: nobody is told which.
    Refuses with "too_many" once the link's letters of the day are spent."""
    if is_too_often("proof", link.pk, most=settings.PUBLIC_LINK_LETTERS_A_DAY, within=A_DAY):
        raise Refused(
            "too_many",
            _("Very many people came by this address today. Try again tomorrow."),
        )
    whose = hashlib.sha256(email.lower().encode()).hexdigest()
    if is_too_often("proof", f"{link.pk}:{whose}", most=LETTERS_TO_ONE, within=A_DAY):
        return
    asking = Asking(str(link.organisation_id), str(link.pk), link.generation, name, email, language)
    key = secrets.token_urlsafe(18)
    cache.set(_kept(key), asdict(asking), settings.PUBLIC_LINK_PROOF_LIFETIME.total_seconds())
    outbox.send(TASK, key)


def asking_of(key: str) -> Asking | None:
    kept = cache.get(_kept(key))
    return Asking(**kept) if kept else None


def proof(key: str) -> str:
    """The last part of the letter's address. Who knows the key alone cannot make it."""
    return signing.Signer(salt=_SALT).sign(key)


def proven(token: str) -> Asking:
    """Who asked, for whoever read the letter; refuses with "proof_gone"."""
    try:
        asking = asking_of(signing.Signer(salt=_SALT).unsign(token))
    except signing.BadSignature:
        asking = None
    if asking is None:
        raise Refused(
            "proof_gone",
            _(
                "This link has expired or is not complete. Open the address of the advert again "
                "and ask for another letter."
            ),
        )
    return asking


def enter(asking: Asking) -> Invitation:
    """The invitation of who proved their address: theirs if they have one, else a new one. Twice
    is once. Call outside of scopes; refuses with "link_closed"."""
    with tenancy.organisation(UUID(asking.organisation_id)), transaction.atomic():
        link = _locked(UUID(asking.link_id))
        by = By(Actor.PERSON, None)
        known = _known(link, asking)
        if known:
            return known
        refuse_shut(link, asking.generation)
        candidate = candidates.add(
            organisation=link.organisation, name=asking.name, email=asking.email, by=by
        )
        applications.add(candidate=candidate, opening=link.opening, by=by)
        invitation = standing_of(candidate, link.opening)
        if invitation:
            return renew_quietly(invitation, by)
        link.people += 1
        link.save(update_fields=["people"])
        return _create(link, candidate, by)


def _known(link: PublicLink, asking: Asking) -> Invitation | None:
    """The invitation that still works; it does so whatever became of the link."""
    candidate = Candidate.objects.by_email(asking.email).first()
    invitation = standing_of(candidate, link.opening) if candidate else None
    if invitation is None or invitation.shared:
        return invitation
    return None if invitation.is_expired or invitation.accepted_at else invitation


def _create(link: PublicLink, candidate: Candidate, by: By) -> Invitation:
    """The letter that proved the address was its first letter; reminders follow as ever."""
    now = timezone.now()
    invitation = Invitation(
        organisation_id=link.organisation_id,
        candidate=candidate,
        opening=link.opening,
        source=Source.LINK,
        expires_at=now + settings.INVITATION_LIFETIME,
        sent_at=now,
    )
    invitation.next_reminder_at = mailings.next_reminder(invitation)
    invitation.save(force_insert=True)
    facts = {"candidate": str(candidate.pk), "opening": str(link.opening_id)}
    record(by=by, verb="invitation.joined", subject=invitation, facts=facts)
    mailings.plan(invitation)
    return invitation


def _locked(link_id: UUID) -> PublicLink:
    related = PublicLink.objects.select_related("organisation", "opening")
    link = related.select_for_update(of=("self",)).filter(pk=link_id).first()
    if link is None:
        raise Refused("link_closed", _("This address opens nothing any more."))
    return link


def _kept(key: str) -> str:
    return f"proof:{key}"
