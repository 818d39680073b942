"""What a login at Google opens: one channel, several, or none."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from apps.connections.networks.errors import Forbidden, NeedsReauth
from apps.connections.networks.youtube import grants
from apps.connections.networks.youtube.adapter import ADAPTER
from apps.connections.networks.youtube.provider import YouTubeProvider
from apps.connections.networks.youtube.statements import READONLY
from apps.core.templatetags.renown import thin
from apps.sandbox.standin.rules import Request, challenge_of
from apps.sandbox.world import Person, world
from apps.sandbox.youtube import ids, people
from apps.sandbox.youtube.standin import FORCE_SSL, STANDIN
from tests.networks.youtube.linked import credential_for, somebody

pytestmark = pytest.mark.usefixtures("calls")
BACK, VERIFIER = "https://here.example/back", "verifier-" * 6


def with_channels(number: int) -> Person:
    people_there = world(network="youtube").people
    return next(p for p in people_there if len(people.channels_of(p)) == number)


def code_for(person: Person, *scopes: str, offline: bool = True) -> str:
    asked = Request(BACK, challenge_of(VERIFIER), scopes or (READONLY,), offline)
    return STANDIN.grants.issue_code(person.id, asked)


def test_a_code_opens_the_channel_and_its_name_is_its_label() -> None:
    ada = somebody()
    opened = grants.exchange(code=code_for(ada), verifier=VERIFIER, redirect_uri=BACK)
    assert opened.account_id == ids.channel_id(ada.id)
    assert opened.label == ada.handle.capitalize()
    assert opened.scopes == {READONLY}
    assert opened.refresh_token
    (account,) = ADAPTER.accounts(opened)
    assert account.credential == opened
    assert account.note == f"Channel, {thin(people.Channel(ada).subscribers)} subscribers"


def test_of_two_channels_the_person_chooses() -> None:
    owner = with_channels(2)
    opened = grants.exchange(code=code_for(owner), verifier=VERIFIER, redirect_uri=BACK)
    first, second = ADAPTER.accounts(opened)
    assert first.credential.account_id != second.credential.account_id
    assert first.credential.access_token == second.credential.access_token
    assert first.credential.grantor_id == second.credential.grantor_id != ""
    assert second.credential.label == f"{owner.handle.capitalize()} Studio"
    profiles = [ADAPTER.profile(each.credential) for each in (first, second)]
    assert profiles[0].account_key != profiles[1].account_key


def test_without_a_channel_nothing_can_be_linked_and_that_is_said() -> None:
    nobody = with_channels(0)
    opened = grants.exchange(code=code_for(nobody), verifier=VERIFIER, redirect_uri=BACK)
    assert opened.account_id == opened.grant_id == grants.NOBODY
    assert ADAPTER.accounts(opened) == []
    assert "no channel" in ADAPTER.no_account


def test_who_hides_the_count_is_offered_without_it() -> None:
    (account,) = ADAPTER.accounts(credential_for(somebody(hides=True)))
    assert account.note == "Channel, subscribers hidden"


def test_a_login_that_does_not_let_us_read_is_refused() -> None:
    code = code_for(somebody(), FORCE_SSL)
    with pytest.raises(Forbidden) as caught:
        grants.exchange(code=code, verifier=VERIFIER, redirect_uri=BACK)
    assert caught.value.scope == READONLY


def test_a_code_that_was_used_or_is_not_ours_opens_nothing() -> None:
    code = code_for(somebody())
    grants.exchange(code=code, verifier=VERIFIER, redirect_uri=BACK)
    for spent, verifier in ((code, VERIFIER), (code_for(somebody()), "another-" * 6)):
        with pytest.raises(NeedsReauth):
            grants.exchange(code=spent, verifier=verifier, redirect_uri=BACK)


def test_a_wrong_secret_is_the_application_s_own_fault(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(STANDIN.clients, "is_authentic", lambda request: False)
    with pytest.raises(Forbidden) as caught:
        ADAPTER.renew(credential_for(somebody()))
    assert caught.value.scope == "client"


def test_google_is_asked_for_a_lasting_permission_of_a_channel_that_is_chosen() -> None:
    asked = YouTubeProvider.auth_params
    assert asked == {"access_type": "offline", "prompt": "consent select_account"}
    assert "include_granted_scopes" not in asked
    assert YouTubeProvider.pkce_enabled_default
