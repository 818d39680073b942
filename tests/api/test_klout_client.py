"""PyPI's ``Klout`` 0.1.3, written in 2012 for Klout's own servers, unchanged: it takes a host."""

from __future__ import annotations

from typing import Any

import pytest
from klout import Klout, KloutHTTPError
from pytest_django.live_server_helper import LiveServer

from tests.api.conftest import Employer
from tests.api.klout import account_id_of, make_asking, share

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def halden() -> Employer:
    return make_asking("Halden & Mohr")


def client_of(server: LiveServer, secret: str) -> Any:
    return Klout(secret, domain=server.url.removeprefix("http://"))


def test_it_goes_from_a_screen_name_to_a_score(live_server: LiveServer, halden: Employer) -> None:
    share(halden, "Mara_Lind", ("instagram", "x"))
    client = client_of(live_server, halden.secret)
    identity = client.identity.klout(screenName="mara_lind")
    assert identity["network"] == "ks"
    number = identity["id"]
    assert client.identity.klout(tw=account_id_of("x", "Mara_Lind")) == identity
    assert client.identity.klout(ig=account_id_of("instagram", "Mara_Lind")) == identity
    assert client.identity.tw(klout=number)["id"] == account_id_of("x", "Mara_Lind")
    told = client.user.score(kloutId=number)
    assert isinstance(told["score"], float)
    assert set(told["scoreDelta"]) == {"dayChange", "weekChange", "monthChange"}
    user = client.user(kloutId=number)
    assert (user["kloutId"], user["nick"]) == (number, "Mara_Lind")
    assert user["score"]["score"] == told["score"]
    assert client.user.topics(kloutId=number) == []
    assert client.user.influence(kloutId=number)["myInfluencersCount"] == 0


def test_its_errors_are_those_that_it_knows(live_server: LiveServer, halden: Employer) -> None:
    with pytest.raises(KloutHTTPError) as nobody:
        client_of(live_server, halden.secret).identity.klout(screenName="nobody_at_all")
    assert nobody.value.e.code == 404
    with pytest.raises(KloutHTTPError) as locked:
        client_of(live_server, "wrong").identity.klout(screenName="nobody_at_all")
    assert locked.value.e.code == 403
