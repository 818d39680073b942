"""What the client does by itself: waiting, trying again, walking through pages, remembering."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import UUID

import httpx
import pytest

from renown import (
    AsyncRenown,
    BadRequest,
    ConnectionFailed,
    KeyReused,
    NotConfigured,
    NotFound,
    Patience,
    Problem,
    Renown,
    RenownError,
    ServerError,
    TooManyRequests,
    Wrong,
)
from renown.patience import seconds_of
from tests.clients.scripted import AT_ONCE, Scripted, client_of, page, problem

OPENING = {"id": "1", "title": "Editor"}


def test_a_write_that_got_no_answer_is_sent_again_under_the_same_key() -> None:
    server = Scripted(httpx.ReadError("gone"), problem(503), httpx.Response(201, json=OPENING))
    assert client_of(server).create_opening(title="Editor")["title"] == "Editor"
    keys = {each.headers["Idempotency-Key"] for each in server.asked}
    assert len(server.asked) == 3
    assert len(keys) == 1
    assert UUID(keys.pop()).version == 4


def test_two_writes_have_two_keys_and_a_given_one_is_kept() -> None:
    server = Scripted(*[httpx.Response(201, json=OPENING) for _ in range(3)])
    renown = client_of(server)
    renown.create_opening(title="Editor")
    renown.create_opening(title="Editor")
    renown.create_opening(title="Editor", idempotency_key="row-12")
    first, second, given = [each.headers["Idempotency-Key"] for each in server.asked]
    assert first != second
    assert given == "row-12"


def test_a_read_carries_no_key() -> None:
    server = Scripted(page([]))
    assert [*client_of(server).list_openings()] == []
    assert "Idempotency-Key" not in server.asked[0].headers


def test_the_first_request_with_a_key_still_running_is_waited_for() -> None:
    busy = problem(409, "idempotency-key-in-use")
    server = Scripted(busy, httpx.Response(201, json=OPENING))
    client_of(server).create_opening(title="Editor")
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 500])
def test_what_will_not_pass_is_not_tried_again(status: int) -> None:
    server = Scripted(problem(status))
    with pytest.raises(Problem):
        client_of(server).create_opening(title="Editor")
    assert len(server.asked) == 1


def test_retry_after_is_honoured_and_a_day_is_not_waited_for() -> None:
    patience = Patience()
    soon = httpx.Response(429, headers={"Retry-After": "7"})
    assert patience.after(1, soon) == 7
    assert patience.after(6, soon) is None
    assert patience.after(1, httpx.Response(503, headers={"Retry-After": "86400"})) is None
    assert patience.after(1, httpx.Response(200)) is None


def test_retry_after_may_be_a_moment() -> None:
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    assert seconds_of(at) == pytest.approx(30, abs=2)
    assert seconds_of("Mon, 01 Jan 2001 00:00:00 GMT") == 0
    assert seconds_of("soon") is None


def test_waits_grow_with_jitter() -> None:
    patience = Patience(first=1.0, longest=10.0)
    for tries, whole in ((1, 1.0), (2, 2.0), (3, 4.0), (5, 10.0)):
        wait = patience.after_silence(tries)
        assert wait is not None
        assert whole / 2 <= wait <= whole


def test_after_the_last_try_the_caller_is_told() -> None:
    with pytest.raises(ConnectionFailed):
        client_of(Scripted(*[httpx.ConnectError("no")] * 6)).get_opening("1")
    with pytest.raises(TooManyRequests):
        client_of(Scripted(*[problem(429) for _ in range(6)])).get_opening("1")


def test_a_refusal_says_each_place_that_is_wrong() -> None:
    wrong = {"pointer": "#/email", "code": "invalid", "detail": "Enter a valid email address."}
    server = Scripted(problem(400, "invalid", detail="It is wrong.", errors=[wrong]))
    with pytest.raises(BadRequest) as refused:
        client_of(server).invite_candidate(opening="1", name="Ada", email="ada")
    assert refused.value.errors == (
        Wrong("invalid", "Enter a valid email address.", pointer="#/email"),
    )
    assert (refused.value.code, refused.value.request_id) == ("invalid", "7")
    assert str(refused.value) == "400 invalid: It is wrong."


@pytest.mark.parametrize(
    ("status", "kind"), [(404, NotFound), (422, KeyReused), (500, ServerError), (405, Problem)]
)
def test_each_refusal_is_an_exception_of_its_own(status: int, kind: type[Problem]) -> None:
    with pytest.raises(kind):
        client_of(Scripted(problem(status))).get_opening("1")


def test_a_proxys_page_is_a_problem_too() -> None:
    server = Scripted(httpx.Response(413, text="<html>nginx</html>"))
    with pytest.raises(Problem, match="413"):
        client_of(server).create_opening(title="Editor")


def test_all_pages_are_walked_through_and_no_more_than_asked() -> None:
    further = "https://renown.example/api/v1/openings?cursor=abc"
    server = Scripted(page([OPENING], further), page([{**OPENING, "id": "2"}]))
    assert [each["id"] for each in client_of(server).list_openings()] == ["1", "2"]
    assert str(server.asked[1].url) == further
    lazy = Scripted(page([OPENING], further))
    assert next(iter(client_of(lazy).list_openings()))["id"] == "1"


def test_the_key_goes_to_no_other_server() -> None:
    server = Scripted(page([OPENING], "https://elsewhere.example/api/v1/openings?cursor=abc"))
    with pytest.raises(RenownError, match="another server"):
        [*client_of(server).list_openings()]
    assert len(server.asked) == 1


def test_what_did_not_change_is_not_sent_again() -> None:
    known = httpx.Response(200, json=OPENING, headers={"ETag": '"a"'})
    server = Scripted(known, httpx.Response(304))
    renown = client_of(server, remember=1)
    assert renown.get_opening("1") == renown.get_opening("1")
    assert server.asked[1].headers["If-None-Match"] == '"a"'


def test_a_client_remembers_nothing_unless_told_to() -> None:
    answers = [httpx.Response(200, json=OPENING, headers={"ETag": '"a"'}) for _ in range(2)]
    server = Scripted(*answers)
    renown = client_of(server)
    renown.get_opening("1")
    renown.get_opening("1")
    assert "If-None-Match" not in server.asked[1].headers


def test_identifiers_cannot_leave_their_place_in_the_address() -> None:
    server = Scripted(httpx.Response(200, json=OPENING))
    client_of(server).get_opening("../members?x=1")
    assert server.asked[0].url.raw_path == b"/api/v1/openings/..%2Fmembers%3Fx%3D1"


def test_key_and_address_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENOWN_API_KEY", raising=False)
    with pytest.raises(NotConfigured, match="key"):
        Renown(url="https://renown.example")
    monkeypatch.setenv("RENOWN_API_KEY", "rnw_secret")
    with pytest.raises(NotConfigured, match="url"):
        Renown(url="ftp://renown.example")
    monkeypatch.setenv("RENOWN_URL", "https://renown.example/")
    renown = Renown()
    assert "rnw_secret" not in repr(vars(renown))


def test_asyncio_has_the_same_patience_and_the_same_pages() -> None:
    further = "https://renown.example/api/v1/openings?cursor=abc"
    server = Scripted(problem(503), page([OPENING], further), page([{**OPENING, "id": "2"}]))

    async def titles() -> list[str]:
        http = httpx.AsyncClient(transport=httpx.MockTransport(server))
        async with AsyncRenown(
            "k", "https://renown.example", patience=AT_ONCE, http=http
        ) as renown:
            return [each["id"] async for each in renown.list_openings()]

    assert asyncio.run(titles()) == ["1", "2"]
    assert len(server.asked) == 3
