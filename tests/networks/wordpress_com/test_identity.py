"""Linking through allauth: an ID token of this login, or none."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.conf import settings
from django.test import Client

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.wordpress_com import grants, identity
from apps.connections.networks.wordpress_com.parse import Me
from apps.connections.networks.wordpress_com.statements import SCOPES
from tests.portal.people import sharing

VERIFIER = "a-verifier-that-this-session-alone-knows"


def id_token(**changes: Any) -> str:
    own = settings.NETWORKS["wordpress_com"]
    claims = {
        "iss": own["API_URL"],
        "aud": own["CLIENT_ID"],
        "sub": "41",
        "exp": int(time.time()) + 600,
        "nonce": identity.nonce_of(VERIFIER),
    }
    left = {name: value for name, value in {**claims, **changes}.items() if value is not None}
    return jwt.encode(left, "a secret that nobody checks, of 32 bytes", algorithm="HS256")


def test_a_token_of_this_login_names_its_subject() -> None:
    assert identity.check(id_token(), verifier=VERIFIER) == "41"
    assert identity.check(id_token(aud=["else", "sandbox"]), verifier=VERIFIER) == "41"


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another-application"},
        {"exp": 1_700_000_000},
        {"nonce": "of another session"},
        {"nonce": None},
        {"sub": None},
        {"exp": None},
    ],
    ids=["issuer", "audience", "over", "nonce", "no nonce", "no subject", "no end"],
)
def test_any_other_token_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(NotThisNetwork) as told:
        identity.check(id_token(**changes), verifier=VERIFIER)
    assert id_token(**changes) not in str(told.value)


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "....", "é"])
def test_what_is_no_token_is_refused(text: str) -> None:
    with pytest.raises(NotThisNetwork):
        identity.check(text, verifier=VERIFIER)


def test_a_token_of_another_person_is_refused_and_a_missing_one_is_not() -> None:
    who = Me("41", frozenset(), "")
    grants._confirm({}, who, VERIFIER)
    grants._confirm({"id_token": id_token(sub="a-name-of-another-kind")}, who, VERIFIER)
    grants._confirm({"id_token": id_token()}, who, VERIFIER)
    with pytest.raises(NotThisNetwork):
        grants._confirm({"id_token": id_token(sub="42")}, who, VERIFIER)


@pytest.mark.django_db(transaction=True)
def test_the_question_holds_scopes_pkce_and_a_nonce_that_is_new_each_time() -> None:
    _, client, _ = sharing("wordpress_com")
    first, second = _question(client), _question(client)
    assert set(first["scope"].split()) == set(SCOPES)
    assert first["code_challenge_method"] == "S256"
    assert len(first["nonce"]) == 64
    assert first["nonce"] != second["nonce"]


def _question(client: Client) -> dict[str, str]:
    leave = client.post("/accounts/wordpress_com/login/?process=connect")
    query = parse_qs(urlsplit(leave["Location"]).query)
    return {name: values[0] for name, values in query.items()}
