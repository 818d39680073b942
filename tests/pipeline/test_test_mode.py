"""Test mode: a twin beside the organisation, whose people are all made up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import candidates, consents, invitations, mailings
from apps.candidates.models import Candidate, Consent, Invitation, Opening
from apps.connections.models import Connection, Fetch
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.organisations.actions import api_keys, test_mode
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.pipeline.test_mode import open_twin
from apps.scoring import cuts
from apps.scoring.activity import of_installation
from apps.scoring.models import Contest, Run, RunKind, Standing
from tests.api.conftest import make_employer
from tests.factories import make_organisation, make_user

pytestmark = pytest.mark.django_db
BY = By.system()


def twin_of(organisation: Organisation) -> Organisation:
    return open_twin(organisation=organisation, by=BY)


def secret_of(organisation: Organisation, *scopes: str) -> str:
    return api_keys.create(
        organisation=organisation, name="Trying out", scopes=scopes or ("read",), by=BY
    )[1]


def people_seen(secret: str) -> dict[str, str]:
    """Names and states of everybody whom the key sees."""
    answer = Client().get(
        "/api/v1/candidates?page_size=100", headers={"Authorization": f"Bearer {secret}"}
    )
    return {
        each["name"]: (each["score"] or {}).get("state", "") for each in answer.json()["results"]
    }


def test_a_twin_is_filled_with_every_state_that_a_program_has_to_know() -> None:
    twin = twin_of(make_organisation("Halden & Mohr"))
    with tenancy.organisation(twin.pk):
        states = [*Standing.objects.values_list("state", flat=True)]
        assert {*states} == {"scored", "provisional", "too_little"}
        assert states.count("scored") >= 4
        assert Contest.objects.open().count() == 1
        assert Candidate.objects.filter(standing=None).count() == 2
        assert Opening.objects.count() == 2
        assert Invitation.objects.in_state("sent").count() == 2
    assert twin.name == "Test: Halden & Mohr"


def test_opening_twice_gives_the_same_twin_and_nobody_twice() -> None:
    organisation = make_organisation()
    first, second = twin_of(organisation), twin_of(organisation)
    assert first == second == test_mode.twin_of(organisation)
    with tenancy.organisation(first.pk):
        assert Candidate.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_two_who_open_it_at_once_get_the_same_twin() -> None:
    organisation = make_organisation()

    def ask(_: int) -> Organisation:
        try:
            return twin_of(organisation)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        twins = {*both.map(ask, range(2))}
    assert len(twins) == 1
    with tenancy.organisation(twins.pop().pk):
        assert Candidate.objects.count() == 12


def test_a_test_key_sees_its_people_alone_and_a_live_key_none_of_them() -> None:
    halden = make_employer("Halden & Mohr")
    ada = halden.share("Ada Byron")
    made_up = people_seen(secret_of(twin_of(halden.organisation)))
    assert "Amira Haddad" in made_up
    assert ada.name not in made_up
    assert [*people_seen(halden.secret)] == ["Ada Byron"]


def test_answers_to_a_test_key_say_so() -> None:
    halden = make_employer("Halden & Mohr")
    secret = secret_of(twin_of(halden.organisation))
    for address in ("candidates", f"candidates/{UUID(int=1)}"):
        answer = Client().get(f"/api/v1/{address}", headers={"Authorization": f"Bearer {secret}"})
        assert answer["Renown-Mode"] == "test"
    assert "Renown-Mode" not in halden.get("candidates")


def test_who_is_invited_in_test_mode_gets_no_letter_and_counts_as_asked() -> None:
    twin = twin_of(make_organisation())
    with tenancy.organisation(twin.pk):
        real = candidates.add(organisation=twin, name="Ada", email="ada@people.example", by=BY)
        opening = Opening.objects.first()
        assert opening
        invitation = invitations.invite(candidate=real, opening=opening, by=BY)
    outcome = mailings.send_invitation(organisation_id=twin.pk, invitation_id=invitation.pk)
    with tenancy.organisation(twin.pk):
        (asked,) = Invitation.objects.with_state().filter(pk=invitation.pk)
    assert (outcome, asked.state) == (mailings.Outcome.NOTED, "sent")
    assert mail.outbox == []


def test_nobody_real_can_share_in_test_mode() -> None:
    twin, ada = twin_of(make_organisation()), make_user("Ada Byron")
    with tenancy.organisation(twin.pk):
        candidate = candidates.add(organisation=twin, name=ada.name, email=ada.email, by=BY)
        opening = Opening.objects.first()
        assert opening
        invitation = invitations.invite(candidate=candidate, opening=opening, by=BY)
    with pytest.raises(Refused) as refused:
        consents.grant(
            invitation=invitation,
            person=ada,
            networks=["x"],
            offered=["x"],
            by=By.person(ada.pk),
        )
    assert refused.value.code == "test_mode"


def test_made_up_people_never_sign_in() -> None:
    twin = twin_of(make_organisation())
    with tenancy.organisation(twin.pk):
        persons = {*Consent.objects.values_list("person", flat=True)}
    assert len(persons) == 10
    for user in User.objects.filter(pk__in=persons):
        assert not user.is_active
        assert not user.has_usable_password()
        assert user.email.endswith(".made-up.invalid")
        assert not EmailAddress.objects.filter(user=user).exists()


def test_scores_of_made_up_people_outlive_being_computed_anew() -> None:
    """No account is linked and nothing is fetched, where networks may not be shown to employers
    either: as where the sandbox is off and nobody has decided."""
    twin = twin_of(make_organisation())
    with tenancy.organisation(twin.pk):
        before = {each.candidate_id: each.value for each in Standing.objects.all()}
        persons = [*Standing.objects.values_list("person", flat=True)]
    for person_id in persons:
        actions.score(person_id=person_id)
        with tenancy.person(person_id):
            assert not Connection.objects.exists()
            assert not Fetch.objects.exists()
    with tenancy.organisation(twin.pk):
        assert {each.candidate_id: each.value for each in Standing.objects.all()} == before


def test_with_the_sandbox_off_the_same_people_are_there(settings: object) -> None:
    settings.SANDBOX_ENABLED = False  # type: ignore[attr-defined]  # pytest-django's settings
    twin = twin_of(make_organisation())
    with tenancy.organisation(twin.pk):
        assert Standing.objects.scored().count() >= 4


def test_consents_of_made_up_people_do_not_run_out() -> None:
    twin = twin_of(make_organisation())
    with tenancy.organisation(twin.pk):
        ends = Consent.objects.values_list("expires_at", flat=True)
        assert min(ends) > timezone.now() + timedelta(days=3650)
        subjects = [*Consent.objects.values_list("pk", flat=True)]
    assert not Due.objects.filter(subject_id__in=subjects).exists()


def test_a_test_key_is_listed_and_revoked_from_the_real_organisation() -> None:
    organisation = make_organisation()
    assert test_mode.twin_of(organisation) is None
    assert test_mode.keys_of(organisation) == []
    secret = secret_of(twin_of(organisation))
    (key,) = test_mode.keys_of(organisation)
    assert key.organisation.test_of == organisation.pk
    assert test_mode.key_of(organisation, key.pk) == key
    assert test_mode.key_of(make_employer("Other Ltd").organisation, key.pk) is None
    api_keys.revoke(key=key, by=BY)
    answer = Client().get("/api/v1/candidates", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 401


def test_operators_counts_leave_made_up_people_out() -> None:
    """Neither the page about the installation nor what a new score model would change."""
    twin = twin_of(make_organisation())
    activity = of_installation(timezone.now())
    assert not any(sum(counts) for counts in activity.counts.values())
    run = Run(kind=RunKind.SHADOW)
    assert cuts.of(run) == []
    run.one_employer = twin.pk
    assert sum(chunk.total for chunk in cuts.of(run)) == 10
