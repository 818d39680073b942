"""Somebody with an account, an organisation and a key of their own tries every address and method
with the things of others. Nothing opens, nothing leaks, nothing changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern

from apps.core.access import Who
from tests.guards.attack import SECRET, Side, make_side
from tests.guards.test_urls import ADDRESSES, _access

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "put", "patch", "delete")
# Parts of addresses that name nobody's things.
NEUTRAL = {
    "token": "not-a-token",
    "network": "x",
    "key": "nothing",
    "code": "nothing",
    "digest": "nothing",
    "user_id": "1",
    "post_id": "1",
    "problem": "not-found",
    "system": "greenhouse",
}


@pytest.fixture
def victim() -> Side:
    return make_side(SECRET)


@pytest.fixture
def attacker() -> Side:
    return make_side("Mallory")


def _filled(pattern: URLPattern, path: str, slug: str, ids: dict[str, object]) -> str:
    """The address with the victim's things; a part that nobody knows fails the test by name."""
    values = {"slug": slug, **NEUTRAL, **ids}
    filled = path.replace("^", "").replace("(?:/|$)", "")
    for name in pattern.pattern.converters:
        assert name in values, f"tell tests/guards/attack.py what <{name}> is"
        for part in re.findall(rf"<\w+:{name}>", filled):
            filled = filled.replace(part, str(values[name]))
    return "/" + filled


def _cases(who: Who, *, with_ids: bool) -> list[Any]:
    found = []
    for path, pattern in ADDRESSES:
        access = _access(pattern)
        named = set(pattern.pattern.converters) - {"slug"} - set(NEUTRAL)
        ours = access is not None and access.who is who and not path.startswith("sandbox/")
        if ours and (named or not with_ids):
            found.append(pytest.param(path, pattern, id=path))
    return found


def _ask(client: Client, method: str, address: str, **extra: Any) -> Any:
    answer = getattr(client, method)(address, **extra)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert SECRET not in content.decode(errors="replace"), f"{method} {address} leaks"
    return answer


def _state() -> list[tuple[Any, ...]]:
    """Row counts of all tables, as the owner sees them, but for sessions and the audit trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE relname NOT IN ('django_session', 'audit_event', 'audit_seal')"
            " ORDER BY relname"
        )
        return [*cursor.fetchall()]


@pytest.mark.parametrize(("path", "pattern"), _cases(Who.MEMBER, with_ids=False))
def test_no_page_of_an_organisation_opens_for_somebody_else(
    path: str, pattern: URLPattern, victim: Side, attacker: Side
) -> None:
    client = Client()
    client.force_login(attacker.owner)
    address = _filled(pattern, path, victim.organisation.slug, victim.ids)
    before = _state()
    for method in METHODS:
        assert _ask(client, method, address).status_code == 404, f"{method} {address}"
    assert _state() == before


@pytest.mark.parametrize(("path", "pattern"), _cases(Who.MEMBER, with_ids=True))
def test_nothing_of_another_organisation_opens_inside_ones_own(
    path: str, pattern: URLPattern, victim: Side, attacker: Side
) -> None:
    client = Client()
    client.force_login(attacker.owner)
    address = _filled(pattern, path, attacker.organisation.slug, victim.ids)
    before = _state()
    for method in METHODS:
        answer = _ask(client, method, address)
        assert answer.status_code in {404, 405}, f"{method} {address}: {answer.status_code}"
    assert _ask(client, "get", address).status_code in {404, 405}
    assert _state() == before


@pytest.mark.parametrize(("path", "pattern"), _cases(Who.PERSON, with_ids=True))
def test_nothing_of_another_person_opens(
    path: str, pattern: URLPattern, victim: Side, attacker: Side
) -> None:
    client = Client()
    client.force_login(attacker.person)
    address = _filled(pattern, path, "", victim.ids)
    before = _state()
    for method in METHODS:
        answer = _ask(client, method, address)
        assert answer.status_code in {404, 405}, f"{method} {address}: {answer.status_code}"
    assert _state() == before


@pytest.mark.parametrize(("path", "pattern"), _cases(Who.API_KEY, with_ids=False))
def test_no_answer_of_the_api_holds_anything_of_another_organisation(
    path: str, pattern: URLPattern, victim: Side, attacker: Side
) -> None:
    headers = {"Authorization": f"Bearer {attacker.key}"}
    address = _filled(pattern, path, "", victim.ids)
    if path.startswith("v2/"):  # Klout's clients send the key in the address
        address, headers = f"{address}?key={attacker.key}&screenName={SECRET}", {}
    people = [str(side.ids["candidate_id"]) for side in (victim, attacker)]
    compares = path.endswith("compare")
    query = {"candidate": people} if compares else {"opening": str(victim.ids["opening_id"])}
    for method in METHODS:
        extra: dict[str, Any] = {"headers": headers}
        if method == "get" and headers:
            extra["data"] = query
        elif method != "get":
            order = {"opening": str(victim.ids["opening_id"]), "name": "A", "email": "a@b.example"}
            extra |= {"data": order, "content_type": "application/json"}
        bare = _ask(Client(), method, address, headers=headers)
        answer = _ask(Client(), method, address, **extra)
        for each in (bare, answer) if pattern.pattern.converters else ():
            assert each.status_code in {400, 404, 405, 415}, f"{method} {address}"
        if method == "get" and (pattern.pattern.converters or compares):
            assert {404, 405} & {bare.status_code, answer.status_code}, f"{method} {address}"
        assert max(bare.status_code, answer.status_code) < 500


@pytest.mark.parametrize(
    ("path", "pattern"),
    [*_cases(Who.MEMBER, with_ids=False), *_cases(Who.PERSON, with_ids=False)],
)
def test_nothing_opens_for_somebody_who_is_not_signed_in(
    path: str, pattern: URLPattern, victim: Side
) -> None:
    address = _filled(pattern, path, victim.organisation.slug, victim.ids)
    for method in METHODS:
        answer = _ask(Client(), method, address)
        assert answer.status_code == 302, f"{method} {address}"
        assert answer["Location"].startswith("/accounts/login/")
