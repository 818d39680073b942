"""Consents: what a person grants to one organisation, and takes back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.audit.actions import By, record
from apps.candidates import due
from apps.candidates.actions.answers import refuse_ended
from apps.candidates.actions.identity import refuse_other_email, tie
from apps.candidates.consent_text import TEXT_VERSION, known_language
from apps.candidates.models import Candidate, Consent, Invitation, Withdrawal
from apps.core import tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.core.refusals import Refused
from apps.organisations.actions.announcements import Facts, announce_all
from apps.organisations.models.announcement import Kind


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was taken back just now. ``networks``: those that count no more; ``remaining``: those of
    this consent that still do. Whoever scores erases every Score and the Standing of the candidate
    that rest on ``networks``, in the same transaction, and computes anew where some remain."""

    consent_id: UUID
    candidate_id: UUID
    organisation_id: UUID
    networks: tuple[str, ...]
    remaining: tuple[str, ...]

    @property
    def whole(self) -> bool:
        return not self.remaining


@transaction.atomic
def grant(
    *,
    invitation: Invitation,
    person: User,
    networks: Collection[str],
    by: By,
    offered: Collection[str],
    language: str = "",
) -> Consent:
    """Grants these networks to the invitation's organisation. The same again is the same consent.

    ``offered``: which networks may be named; ``language``: in which the text was shown. A consent
    to the same organisation that stood before is replaced. Opens the organisation's scope by
    itself.
    Refuses with "other_email", "other_person", "already_candidate", "nothing_chosen",
    "not_offered", "test_mode", "used", "revoked", "expired"."""
    with tenancy.organisation(invitation.organisation_id):
        invitation = _locked(invitation)
        candidate = Candidate.objects.select_for_update().get(pk=invitation.candidate_id)
        refuse_other_email(candidate, person)
        chosen = _chosen(networks, offered)
        if invitation.accepted_at:
            return _same_again(invitation, person, chosen)
        _refuse_void(invitation)
        tie(candidate, person)
        replaced = list(Consent.objects.active().filter(candidate=candidate))
        for older in replaced:
            _replace(older)
        consent = _create(invitation, person, chosen, known_language(language))
        # Reminders go on to be noted and none is sent: who shared for an hour leaves the traces of
        # somebody who never answered.
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=consent.granted_at)
        facts: dict[str, str | int | list[str] | None] = {
            "networks": chosen,
            "invitation": str(invitation.pk),
        }
        record(by=by, verb="consent.granted", subject=consent, person_id=person.pk, facts=facts)
        _tell(consent)
    Due.objects.schedule(
        due.CONSENT_EXPIRY, WallKind.PERSON, person.pk, consent.pk, consent.expires_at
    )
    return consent


@transaction.atomic
def withdraw(*, consent_id: UUID, network: str = "", by: By) -> Withdrawn:
    """Takes back one network, or all where ``network`` is empty. In the person's scope; only they
    see that it happened. Twice is once: the second time nothing is left to take back.

    The consent's row stays locked until the transaction ends, so that a score that is being
    computed under it waits and finds the withdrawal."""
    consent = Consent.objects.select_for_update().get(pk=consent_id)
    before = _active_networks(consent.pk)
    if network and network not in consent.networks:
        raise Refused("not_shared", _("This account is not part of what you shared."))
    _take_back(consent, network, cause="person")
    remaining = _active_networks(consent.pk)
    gone = tuple(name for name in before if name not in remaining)
    if gone:
        record(by=by, verb="consent.withdrawn", subject=consent, facts={"networks": list(gone)})
    if not remaining:
        Due.objects.cancel(due.CONSENT_EXPIRY, consent.pk)
    return Withdrawn(consent.pk, consent.candidate_id, consent.organisation_id, gone, remaining)


def end_with_data(*, candidate: Candidate) -> tuple[str, ...]:
    """Ends what the candidate shares because the employer's data about them goes, in the person's
    scope: the networks that counted. The caller deletes the candidate in the same transaction, and
    these rows with it; the person's own trail keeps that it ended."""
    found = Consent.objects.filter(candidate_id=candidate.pk).order_by("pk")
    networks: set[str] = set()
    for consent in found.select_for_update():
        if active := _active_networks(consent.pk):
            _replace(consent)
            networks |= {*active}
            facts = {"networks": list(active), "employer": str(candidate.organisation_id)}
            record(by=By.system(), verb="consent.ended", subject=consent, facts=facts)
    return tuple(sorted(networks))


def _locked(invitation: Invitation) -> Invitation:
    people = Invitation.objects.with_people().select_for_update(of=("self",))
    return people.get(pk=invitation.pk)


def _chosen(networks: Collection[str], offered: Collection[str]) -> list[str]:
    if not networks:
        raise Refused(
            "nothing_chosen",
            _("Turn on at least one account to share, or decline quietly."),
            field="networks",
        )
    if not set(networks) <= set(offered):
        raise Refused(
            "not_offered", _("Choose from the accounts that are offered."), field="networks"
        )
    return sorted(set(networks))


def _refuse_void(invitation: Invitation) -> None:
    if invitation.organisation.is_test:
        raise Refused("test_mode", _("This invitation is a test, and nobody real can answer it."))
    if invitation.revoked_at:
        taken_back = _("%(employer)s took this invitation back.")
        raise Refused("revoked", taken_back % {"employer": invitation.organisation.name})
    refuse_ended(invitation)


def _same_again(invitation: Invitation, person: User, chosen: list[str]) -> Consent:
    same = Consent.objects.active().filter(invitation=invitation, person=person).first()
    if same and same.active_networks == chosen:
        return same
    raise Refused(
        "used",
        _("You answered this invitation already. Sign in to see what you share, and to change it."),
    )


def _create(invitation: Invitation, person: User, chosen: list[str], language: str) -> Consent:
    now = timezone.now()
    return Consent.objects.create(
        organisation_id=invitation.organisation_id,
        candidate_id=invitation.candidate_id,
        invitation=invitation,
        person=person,
        networks=chosen,
        purpose=invitation.opening.reason,
        text_version=TEXT_VERSION,
        text_language=language,
        granted_at=now,
        expires_at=now + settings.CONSENT_LIFETIME,
    )


def _tell(consent: Consent) -> None:
    """That an invitation was opened is told with the consent alone: else its absence, or its
    presence, would tell who declined."""
    asked = {
        "invitation": str(consent.invitation_id),
        "opening": str(consent.invitation.opening_id),
    }
    given: Facts = {
        **asked,
        "networks": list(consent.networks),
        "expires_at": consent.expires_at.isoformat(),
    }
    announce_all(
        organisation_id=consent.organisation_id,
        candidate_id=consent.candidate_id,
        told=[(Kind.INVITATION_OPENED, asked), (Kind.CONSENT_GIVEN, given)],
    )


def _replace(older: Consent) -> None:
    _take_back(older, "", cause="replaced")
    Due.objects.cancel(due.CONSENT_EXPIRY, older.pk)


def _take_back(consent: Consent, network: str, *, cause: str) -> None:
    # No RETURNING and no conflict target: the organisation's scope may write, never read these.
    withdrawal = Withdrawal(
        organisation_id=consent.organisation_id,
        consent=consent,
        person_id=consent.person_id,
        network=network,
        cause=cause,
    )
    Withdrawal.objects.bulk_create([withdrawal], ignore_conflicts=True)


def _active_networks(consent_id: UUID) -> tuple[str, ...]:
    counted = Consent.objects.with_active_networks().get(pk=consent_id)
    return tuple(counted.active_networks)
