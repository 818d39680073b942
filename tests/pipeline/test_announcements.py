"""What an organisation's own systems are told, written with the change itself."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import transaction
from django.utils import timezone

from apps.audit.actions import By
from apps.candidates.actions import consents, invitations, mailings
from apps.candidates.letters import link_of
from apps.candidates.models import Invitation
from apps.core import tenancy
from apps.core.models import Due, identifier
from apps.core.models.due import WallKind
from apps.organisations.models import Announcement, Organisation
from apps.pipeline import actions, due, erasures
from apps.scoring.actions import standings
from apps.scoring.models import Score
from tests import factories
from tests.pipeline.people import Asked, agree, empty_queue, expire, link, read
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)


def listen(organisation_id: UUID) -> None:
    with tenancy.organisation(organisation_id):
        Organisation.objects.filter(pk=organisation_id).update(listens=True)


def all_told(organisation_id: UUID) -> list[Announcement]:
    with tenancy.organisation(organisation_id):
        return list(Announcement.objects.in_order())


def told(organisation_id: UUID) -> list[str]:
    return [each.kind for each in all_told(organisation_id)]


def listening(name: str = "Acme") -> Organisation:
    organisation = factories.make_organisation(name)
    listen(organisation.pk)
    return organisation


def scored(network: Scripted, *, listens: bool = True) -> Asked:
    asked = agree()
    if listens:
        listen(asked.consent.organisation_id)
    linked = link(asked.person, network)
    read(asked.person, linked)
    actions.score(person_id=asked.person.pk)
    empty_queue()  # nobody passes on what is told
    return asked


def test_a_first_score_is_told_once(network: Scripted) -> None:
    asked = scored(network)
    assert told(asked.consent.organisation_id) == ["score.computed"]
    actions.score(person_id=asked.person.pk)
    assert told(asked.consent.organisation_id) == ["score.computed"]


def test_nobody_is_told_where_nothing_listens(network: Scripted) -> None:
    asked = scored(network, listens=False)
    assert told(asked.consent.organisation_id) == []


def test_what_is_told_names_no_score_and_nobody(network: Scripted) -> None:
    asked = scored(network)
    (one,) = all_told(asked.consent.organisation_id)
    assert one.candidate_id == asked.consent.candidate_id
    assert set(one.facts) == {"score", "state", "model_version"}


def test_a_score_with_another_number_is_told_as_changed_and_the_same_number_is_not() -> None:
    asked = agree(networks=("x",))
    first = factories.make_score(asked.consent, followers=5_000)
    listen(asked.consent.organisation_id)
    assert first.value is not None
    with tenancy.person(asked.person.pk):
        for higher in (0, 7, 0):
            later = Score.objects.get(pk=first.pk)
            later.pk, later.value = identifier(), first.value + higher
            later.computed_at = timezone.now()
            later.inputs_digest = f"{later.pk.int:064x}"[:64]
            later.save(force_insert=True)
            standings.show(score=later)
    assert told(asked.consent.organisation_id) == ["score.changed"] * 2


def test_a_withdrawal_takes_the_score_back_and_says_no_more_than_that_it_ended(
    network: Scripted,
) -> None:
    asked = scored(network)
    actions.withdraw(person_id=asked.person.pk, consent_id=asked.consent.pk)
    actions.withdraw(person_id=asked.person.pk, consent_id=asked.consent.pk)
    kinds = ["score.computed", "score.withdrawn", "consent.withdrawn"]
    assert told(asked.consent.organisation_id) == kinds
    assert all_told(asked.consent.organisation_id)[-1].facts == {}


def test_a_consent_whose_time_is_over_is_told_like_one_taken_back(network: Scripted) -> None:
    asked = scored(network)
    expire(asked)
    consent, now = asked.consent, timezone.now()
    Due.objects.schedule(due.CONSENT_EXPIRY, WallKind.PERSON, asked.person.pk, consent.pk, now)
    for _ in range(2):
        actions.end(person_id=asked.person.pk, consent_id=asked.consent.pk)
    kinds = ["score.computed", "score.withdrawn", "consent.withdrawn"]
    assert told(asked.consent.organisation_id) == kinds


def test_an_erased_person_is_told_to_who_could_see_them_alone(network: Scripted) -> None:
    asked = scored(network)
    before = listening("Bolt")
    opening = factories.make_opening(before)
    candidate = factories.make_candidate(before, opening=opening)
    ended = factories.make_consent(candidate, asked.person, opening=opening, networks=(NAME,))
    actions.withdraw(person_id=asked.person.pk, consent_id=ended.pk)
    erasures.begin(person_id=asked.person.pk)
    assert told(asked.consent.organisation_id)[-2:] == ["consent.withdrawn", "candidate.erased"]
    assert told(before.pk) == ["consent.withdrawn"]


def test_an_invitation_is_told_when_its_letter_went_out_and_as_opened_with_the_consent() -> None:
    acme = listening()
    opening = factories.make_opening(acme)
    ada = factories.make_user("Ada")
    candidate = factories.make_candidate(acme, "Ada", email=ada.email, opening=opening)
    with tenancy.organisation(acme.pk):
        invitation = invitations.invite(candidate=candidate, opening=opening, by=By.system())
    mailings.send_invitation(organisation_id=acme.pk, invitation_id=invitation.pk)
    mailings.send_invitation(organisation_id=acme.pk, invitation_id=invitation.pk)
    assert told(acme.pk) == ["invitation.sent"]
    for _ in range(2):
        consents.grant(
            invitation=invitation,
            person=ada,
            networks=["x"],
            offered=["x"],
            by=By.person(ada.pk),
        )
    assert told(acme.pk) == ["invitation.sent", "invitation.opened", "consent.given"]


def test_who_declines_is_not_told_of() -> None:
    acme = listening()
    opening = factories.make_opening(acme)
    candidate = factories.make_candidate(acme, "Ada", opening=opening)
    invitation = factories.make_invitation(candidate, opening)
    with tenancy.organisation(acme.pk):
        link = link_of(Invitation.objects.with_people().get(pk=invitation.pk))
    invitations.decline(link.rstrip("/").rpartition("/")[2])
    assert told(acme.pk) == []


def test_what_is_rolled_back_is_not_told() -> None:
    acme = listening()
    opening = factories.make_opening(acme)
    ada = factories.make_user("Ada")
    candidate = factories.make_candidate(acme, "Ada", email=ada.email, opening=opening)
    invitation = factories.make_invitation(candidate, opening)
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        consents.grant(
            invitation=invitation,
            person=ada,
            networks=["x"],
            offered=["x"],
            by=By.person(ada.pk),
        )
        raise KeyboardInterrupt
    assert told(acme.pk) == []
