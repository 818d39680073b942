"""A recruiter's assistant asks; a server that only reads answers by the API."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from django.conf import settings
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from apps.audit.models import Event
from apps.core import tenancy
from apps.scoring.actions.looks import SEEN
from renown import AsyncRenown, NotConfigured
from renown.mcp.__main__ import over_stdio
from renown.mcp.server import build
from tests.clients.conftest import Program
from tests.factories import make_opening, make_sharing_candidate

CLIENT = str(settings.BASE_DIR / "clients" / "python")
PEOPLE = {"Ada Lindqvist": 48_000, "Bo Berg": 20_000, "Cy Dahl": 300}
type Answers = list[dict[str, Any]]
type Question = tuple[str, dict[str, Any]]


@pytest.fixture
def opening(program: Program) -> str:
    """Three who share, in an opening."""
    made = make_opening(program.organisation, "Community Manager")
    for name, followers in PEOPLE.items():
        make_sharing_candidate(program.organisation, made, name, followers=followers)
    return str(made.pk)


def ask(server: Any, *questions: Question) -> Answers:
    async def answers() -> Answers:
        async with Client(server) as client:
            told = [await client.call_tool(name, asked) for name, asked in questions]
        assert not any(each.is_error for each in told), told
        return [each.structured_content for each in told]

    return asyncio.run(answers())


def refusal(server: Any, name: str, **asked: Any) -> str:
    async def told() -> str:
        async with Client(server) as client:
            answer = await client.call_tool(name, asked)
        assert answer.is_error
        return str(answer.content)

    return asyncio.run(told())


def server_of(program: Program) -> Any:
    return build(lambda _: AsyncRenown(program.secret, program.url))


def test_who_of_the_applicants_has_the_widest_reach(program: Program, opening: str) -> None:
    server = server_of(program)
    (found,) = ask(server, ("find_opening", {"words": "community"}))
    assert [each["id"] for each in found["openings"]] == [opening]
    (told,) = ask(server, ("list_candidates", {"opening": opening, "order_by": "reach"}))
    widest = told["candidates"][0]
    assert widest["name"] == "Ada Lindqvist"
    assert widest["interval"]["low"] <= widest["score"] <= widest["interval"]["high"]
    assert widest["points"]["reach"] >= told["candidates"][1]["points"]["reach"]
    assert "job performance" in told["notice"]
    assert {*told["too_close_to_call"][0]} == {"Ada Lindqvist", "Bo Berg"}
    assert not any("Cy Dahl" in pair for pair in told["too_close_to_call"])


def test_a_comparison_says_what_can_be_said_of_each_pair(program: Program, opening: str) -> None:
    server = server_of(program)
    (listed,) = ask(server, ("list_candidates", {"opening": opening}))
    ids = [each["id"] for each in listed["candidates"]]
    compared, explained = ask(
        server, ("compare", {"candidates": ids}), ("explain_score", {"candidate": ids[0]})
    )
    verdicts = {frozenset(each["pair"]): each["verdict"] for each in compared["verdicts"]}
    assert verdicts[frozenset({"Ada Lindqvist", "Bo Berg"})] == "too close to call"
    assert verdicts[frozenset({"Ada Lindqvist", "Cy Dahl"})] == "Ada Lindqvist is higher"
    assert explained["why"]["summary"]
    assert explained["interval"]
    for each in (compared, explained):
        assert "job performance" in each["notice"]


def test_who_shares_nothing_has_no_score_and_a_reason(program: Program) -> None:
    made = program.renown.create_opening(title="Editor", reason="You will write for us in public.")
    program.renown.invite_candidate(opening=made["id"], name="Di", email="di@people.example")
    (told,) = ask(server_of(program), ("list_candidates", {"opening": made["id"]}))
    assert told["candidates"][0]["score"] is None
    assert "shares nothing" in told["candidates"][0]["because"]


def test_each_look_of_an_assistant_is_one_that_the_candidate_sees(
    program: Program, opening: str
) -> None:
    ask(server_of(program), ("list_candidates", {"opening": opening}))
    with tenancy.organisation(program.organisation.pk):
        assert Event.objects.filter(verb=SEEN).count() == len(PEOPLE)


def test_all_tools_only_read(program: Program) -> None:
    async def tools() -> list[Any]:
        async with Client(server_of(program)) as client:
            return [*(await client.list_tools()).tools]

    found = asyncio.run(tools())
    assert {each.name for each in found} == {
        *("list_openings", "find_opening", "list_candidates", "compare", "explain_score")
    }
    assert all(each.annotations.read_only_hint for each in found)
    assert all("context" not in each.input_schema["properties"] for each in found)


def test_what_the_api_refuses_is_said_to_the_assistant(program: Program) -> None:
    unknown = "01935679-2c2e-7b1c-8f63-5b9a1d2e3f40"
    assert "404" in refusal(server_of(program), "explain_score", candidate=unknown)
    nobody = build(lambda _: AsyncRenown("rnw_nothing", program.url))
    assert "401" in refusal(nobody, "list_openings")


def test_over_stdio_the_key_comes_from_the_environment(program: Program, opening: str) -> None:
    environment = {
        "RENOWN_API_KEY": program.secret,
        "RENOWN_URL": program.url,
        "PYTHONPATH": CLIENT,
        "PATH": os.environ["PATH"],
    }
    server = StdioServerParameters(
        command=sys.executable, args=["-m", "renown.mcp"], env=environment
    )
    (told,) = ask(server, ("list_openings", {}))
    assert [each["id"] for each in told["openings"]] == [opening]


def test_without_a_key_it_does_not_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENOWN_API_KEY", raising=False)
    with pytest.raises(NotConfigured, match="RENOWN_API_KEY"):
        over_stdio()


@pytest.fixture
def over_http(program: Program) -> Iterator[str]:
    """With a key in its own environment that is worth nothing to its callers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "RENOWN_URL": program.url, "PYTHONPATH": CLIENT}
    environment["RENOWN_API_KEY"] = program.secret
    command = [sys.executable, "-m", "renown.mcp", "--http", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(10)


def wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


def test_over_http_each_caller_brings_a_key(program: Program, over_http: str, opening: str) -> None:
    def caller(key: str) -> Any:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return streamable_http_client(over_http, http_client=httpx2.AsyncClient(headers=headers))

    (told,) = ask(caller(program.secret), ("list_openings", {}))
    assert [each["id"] for each in told["openings"]] == [opening]
    assert "401" in refusal(caller("rnw_nothing"), "list_openings")
    assert "send a key" in refusal(caller(""), "list_openings")
