"""Instagram cannot be told to forget a permission, and people are told how it ends."""

from __future__ import annotations

import pytest

from apps.sandbox.standin.rules import TokenState
from tests.networks.kits import kit_of
from tests.networks.suite import Trial, connections, held
from tests.pipeline.people import rows_read

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calls")]
ENDING = "when you remove Renown in Instagram&#x27;s settings"


def test_who_unlinks_is_told_before_and_after_that_the_permission_ends_elsewhere() -> None:
    instagram = Trial("instagram", kit_of("instagram"))
    person, client = instagram.sharing()
    instagram.link(client)
    (connection,) = connections(person)
    token = held(connection).credential.access_token
    address = f"/me/accounts/{connection.pk}/unlink/"
    before = client.get(address).content.decode()
    assert ENDING in before
    assert "told to forget" not in before
    after = client.post(address, follow=True).content.decode()
    assert "Instagram is unlinked. Everything that was read from it is deleted." in after
    assert ENDING in after
    assert rows_read(person) == []
    assert connections(person) == []
    assert instagram.standin.grants.look(token)[1] is TokenState.GOOD


def test_who_links_a_personal_account_is_told_how_it_can_be_linked() -> None:
    instagram = Trial("instagram", kit_of("instagram"))
    person, client = instagram.sharing()
    silent = [each for each in instagram.here.people if each.kind == "silent"]
    page = instagram.link(client, who=silent[-1])
    assert "Instagram tells nothing about personal accounts." in page
    assert connections(person) == []
