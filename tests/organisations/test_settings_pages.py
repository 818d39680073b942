"""The settings of an organisation, seen by each role and by strangers."""

from __future__ import annotations

import re
from ipaddress import ip_address
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.organisations.actions import api_keys, team_invitations
from apps.organisations.models import ApiKey, Membership, Organisation, TeamInvitation
from apps.organisations.models.membership import Role
from tests.factories import make_candidate, make_consent, make_opening, make_user
from tests.organisations.people import Team, by, make_team, signed_in

pytestmark = pytest.mark.django_db

PAGES = {
    "start": "alice adam rita vic",
    "team": "alice adam rita vic",
    "second_factor": "alice adam rita vic",
    "organisation": "alice adam",
    "branding": "alice adam",
    "languages": "alice adam",
    "retention": "alice adam",
    "security": "alice adam",
    "keys": "alice adam",
    "webhooks": "alice adam",
    "webhook_new": "alice adam",
    "klout": "alice adam",
    "audit": "alice adam",
}
DEEDS = {
    "team_invite": "adam",
    "team_member": "adam",
    "team_remove": "adam",
    "team_invitation_resend": "adam",
    "team_invitation_revoke": "adam",
    "key_revoke": "adam",
    "audit_export": "adam",
    "branding_logo_remove": "adam",
    "security_waive": "adam",
}


def _url(team: Team, name: str, **kwargs: object) -> str:
    return reverse(name, kwargs={"slug": team.acme.slug, **kwargs})


def _things(team: Team) -> dict[str, dict[str, object]]:
    invitation = team_invitations.invite(
        organisation=team.acme, email="nina@people.example", role="viewer", by=by(team.adam)
    )
    key, _ = api_keys.create(organisation=team.acme, name="Sync", scopes=["read"], by=by(team.adam))
    vic = team.membership(team.vic).pk
    return {
        "team_member": {"membership_id": vic},
        "team_remove": {"membership_id": vic},
        "team_invitation_resend": {"invitation_id": invitation.pk},
        "team_invitation_revoke": {"invitation_id": invitation.pk},
        "key_revoke": {"key_id": key.pk},
    }


@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_those_who_may_see_it(page: str) -> None:
    team = make_team()
    url = _url(team, page)
    for name in ("alice", "adam", "rita", "vic"):
        answer = signed_in(getattr(team, name)).get(url)
        opens = 302 if page == "second_factor" else 200  # nobody is asked for one
        assert answer.status_code == (opens if name in PAGES[page].split() else 403), name
    assert signed_in(team.bob).get(url).status_code == 404
    assert Client().get(url).url == f"{reverse('account_login')}?next={url}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_refused_to_those_who_may_not_do_it(deed: str) -> None:
    team = make_team()
    url = _url(team, deed, **_things(team).get(deed, {}))
    before = team.verbs()
    for name, status in (("rita", 403), ("vic", 403), ("bob", 404)):
        assert signed_in(getattr(team, name)).post(url).status_code == status, name
    assert team.verbs() == before
    assert signed_in(team.adam).post(url).status_code in {200, 302}


@pytest.mark.parametrize(
    "deed",
    [deed for deed in DEEDS if deed.startswith(("team_m", "team_r", "team_invitation_", "key"))],
)
def test_things_of_another_organisation_are_not_found(deed: str) -> None:
    team = make_team()
    foreign = reverse(deed, kwargs={"slug": team.bolt.slug, **_things(team)[deed]})
    answer = signed_in(team.bob).post(foreign, {"role": "viewer"})
    assert answer.status_code == 404
    assert team.role(team.vic) == Role.VIEWER


def test_forms_without_a_token_are_turned_away() -> None:
    team = make_team()
    client = Client(enforce_csrf_checks=True)
    client.force_login(team.adam)
    assert client.post(_url(team, "team_leave")).status_code == 403
    assert team.role(team.adam) == Role.ADMIN


def test_an_admin_invites_takes_back_and_sends_again(
    django_capture_on_commit_callbacks: object,
) -> None:
    team = make_team()
    client = signed_in(team.adam)
    for _ in range(2):  # a double click
        answer = client.post(
            _url(team, "team_invite"), {"email": "nina@people.example", "role": "recruiter"}
        )
        assert answer.status_code == 302
    page = client.get(_url(team, "team")).content.decode()
    assert page.count("nina@people.example</th>") == 1
    with tenancy.organisation(team.acme.pk):
        invitation = TeamInvitation.objects.get()
    client.post(_url(team, "team_invitation_revoke", invitation_id=invitation.pk))
    assert "nina@people.example</th>" not in client.get(_url(team, "team")).content.decode()


def test_a_wrong_address_is_explained_in_its_place() -> None:
    team = make_team()
    answer = signed_in(team.adam).post(
        _url(team, "team_invite"), {"email": team.vic.email, "role": "viewer"}
    )
    assert answer.status_code == 200
    assert "is in the team already" in answer.content.decode()


def test_an_admin_is_not_offered_the_role_of_owner() -> None:
    team = make_team()
    url = _url(team, "team_member", membership_id=team.membership(team.vic).pk)
    answer = signed_in(team.adam).post(url, {"role": "owner"})
    assert answer.status_code == 200
    assert team.role(team.vic) == Role.VIEWER
    assert signed_in(team.alice).post(url, {"role": "owner"}).status_code == 302
    assert team.role(team.vic) == Role.OWNER


def test_the_last_owner_is_told_why_she_cannot_leave() -> None:
    team = make_team()
    client = signed_in(team.alice)
    answer = client.post(_url(team, "team_leave"), follow=True)
    assert "An organisation needs an owner" in answer.content.decode()
    assert team.role(team.alice) == Role.OWNER


def test_who_leaves_has_no_access_any_more() -> None:
    team = make_team()
    client = signed_in(team.vic)
    assert client.post(_url(team, "team_leave")).status_code == 302
    assert client.get(_url(team, "team")).status_code == 404


def test_a_secret_is_shown_once_and_a_form_makes_one_key() -> None:
    team = make_team()
    client = signed_in(team.adam)
    url = _url(team, "keys")
    once = re.search(r'name="once" value="([^"]+)"', client.get(url).content.decode())
    assert once
    form = {"once": once[1], "name": "Sync", "scopes": ["read"], "expires": "30"}
    shown = client.post(url, form)
    secret = re.search(r'id="secret">([^<]+)<', shown.content.decode())
    assert secret
    assert api_keys.authenticate(secret[1])
    assert "no-store" in shown["Cache-Control"]
    assert client.post(url, form).status_code == 302
    page = client.get(url).content.decode()
    assert secret[1] not in page
    assert "It is shown this once" not in page
    with tenancy.organisation(team.acme.pk):
        assert ApiKey.objects.count() == 1


def test_a_key_without_a_purpose_is_explained_and_may_be_sent_again() -> None:
    team = make_team()
    client = signed_in(team.adam)
    form = {"once": "x", "name": "Sync", "expires": "never"}
    assert "Choose what the key may do" in client.post(_url(team, "keys"), form).content.decode()
    shown = client.post(_url(team, "keys"), {**form, "scopes": ["invite"]})
    assert 'id="secret"' in shown.content.decode()


def test_a_test_key_opens_made_up_people_and_is_looked_after_here() -> None:
    team = make_team()
    client, url = signed_in(team.adam), _url(team, "keys")
    form = {"once": "x", "name": "Trial", "scopes": ["read"], "expires": "30", "mode": "test"}
    shown = client.post(url, form).content.decode()
    assert '<span class="badge">Test</span>' in shown
    secret = re.search(r'id="secret">([^<]+)<', shown)
    assert secret
    key = api_keys.authenticate(secret[1])
    assert key
    assert key.organisation.test_of == team.acme.pk
    revoke = reverse("key_revoke", args=[team.acme.slug, key.pk])
    assert "Revoke Trial?" in client.get(revoke).content.decode()
    assert client.post(revoke).status_code == 302
    assert api_keys.authenticate(secret[1]) is None
    assert "it is revoked" in client.get(url).content.decode()


def test_a_key_for_some_addresses_says_which_and_what_is_none_stands_at_its_field() -> None:
    team = make_team()
    client, url = signed_in(team.adam), _url(team, "keys")
    form = {"once": "x", "name": "Sync", "scopes": ["read"], "expires": "30"}
    wrong = client.post(url, {**form, "networks": "office"}).content.decode()
    assert "office is no address and no network" in wrong
    right = {**form, "networks": "203.0.113.7\r\n\r\n2001:db8::/32"}
    shown = client.post(url, right).content.decode()
    assert "only from 203.0.113.7/32, 2001:db8::/32" in shown
    secret = re.search(r'id="secret">([^<]+)<', shown)
    assert secret
    assert api_keys.authenticate(secret[1], ip_address("198.51.100.1")) is None
    page = client.get(url).content.decode()
    assert "it came from an address that it is not for (<bdi>198.51.100.1</bdi>)" in page
    trail = signed_in(team.alice).get(_url(team, "audit")).content.decode()
    assert "opened nothing: it came from an address that it is not for" in trail


def test_no_key_for_tracking_systems_is_made_by_hand() -> None:
    team = make_team()
    client, url = signed_in(team.adam), _url(team, "keys")
    assert 'value="ats"' not in client.get(url).content.decode()
    form = {"once": "x", "name": "Sync", "scopes": ["ats"], "expires": "30"}
    assert 'id="secret"' not in client.post(url, form).content.decode()


def test_the_organisation_gets_another_name_and_contact() -> None:
    team = make_team()
    client = signed_in(team.alice)
    form = {"name": "Acme & Co", "privacy_contact": "data@acme.example"}
    assert client.post(_url(team, "organisation"), form).status_code == 302
    with tenancy.organisation(team.acme.pk):
        acme = Organisation.objects.get()
    assert (acme.name, acme.privacy_contact) == ("Acme & Co", "data@acme.example")


def test_the_audit_trail_speaks_in_sentences() -> None:
    team = make_team()
    opening = make_opening(team.acme, "Speaker")
    ghost = make_candidate(team.acme, "Gone G")
    person = make_user("Secret Account Name")
    consent = make_consent(make_candidate(team.acme, "Ada A"), person, opening=opening)
    with tenancy.organisation(team.acme.pk):
        record(by=by(team.rita), verb="opening.created", subject=opening)
        record(by=By.person(person.pk), verb="consent.granted", subject=consent)
        record(by=By.system(), verb="fetch.finished")
        record(by=By.key(uuid4()), verb="candidate.added", subject=ghost)
        member = Membership.objects.get(user=team.vic)
        facts = {"user": str(team.vic.pk), "from": "viewer", "to": "admin"}
        record(by=by(team.alice), verb="membership.role_changed", subject=member, facts=facts)
    page = signed_in(team.adam).get(_url(team, "audit")).content.decode()
    for sentence in (
        "<b>Rita R</b> created the opening Speaker",
        "<b>Ada A</b> agreed to share a score",
        "<b>Renown</b> finished fetch",
        "<b>An API key that is gone</b> added the candidate Gone G",
        "<b>Alice A</b> made Vic V an admin, who was a viewer",
    ):
        assert sentence in page
    assert "Secret Account Name" not in page


def test_the_audit_trail_is_read_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.workspace.settings.audit.PAGE", 2)
    team = make_team()
    with tenancy.organisation(team.acme.pk):
        for number in range(5):
            record(by=By.system(), verb=f"fetch.number{number}")
    client, url, seen = signed_in(team.adam), _url(team, "audit"), []
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r"</b> (number\d)", page)
        older = re.search(r'href="(\?cursor=[^"]+)" rel="next"', page)
        url = _url(team, "audit") + older[1] if older else ""
    assert seen == ["number4", "number3", "number2", "number1", "number0"]
    assert client.get(_url(team, "audit") + "?cursor=nonsense").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_trail_can_be_taken_along() -> None:
    team = make_team()
    with tenancy.organisation(team.acme.pk):
        record(by=By.system(), verb="fetch.finished")
    answer = signed_in(team.adam).post(_url(team, "audit_export"))
    text = b"".join(answer).decode()
    assert '"verb": "fetch.finished"' in text
    assert '"verb": "audit.exported"' in text
    assert "attachment" in answer["Content-Disposition"]
    assert "The record is whole: 2 events" in signed_in(team.adam).get(
        _url(team, "audit")
    ).content.decode().replace("\u00a0", "")
