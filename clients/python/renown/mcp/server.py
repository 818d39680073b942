"""The tools. Each opens a client for its caller, asks the API, and keeps nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Literal

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from renown.client import AsyncRenown
from renown.mcp import telling
from renown.mcp.telling import Told
from renown.problems import RenownError
from renown.wire import VERSION

type Clients = Callable[[Context], AsyncRenown]
type Factor = Literal["score", "reach", "engagement", "network"]

READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
INSTRUCTIONS = """Scores of the perceived online influence of people who applied for a job and \
agreed to share them. A score is an estimate: always say its interval and the notice, and never \
rank two people who are too close to call. Who shares nothing is not worse than anybody else. \
Nothing can be changed here; people decide. Each look is shown to the candidate."""


class Tools:
    """``clients`` opens a client with the caller's own key."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

    @asynccontextmanager
    async def _client(self, context: Context) -> AsyncIterator[AsyncRenown]:
        """What the API refuses is said to the assistant in the API's own words."""
        try:
            async with self._clients(context) as renown:
                yield renown
        except RenownError as error:
            raise ToolError(str(error)) from None

    async def list_openings(
        self, context: Context, state: Literal["open", "closed"] = "open"
    ) -> Told:
        """The openings (jobs being filled) of the organisation, with their ids; at most 50."""
        async with self._client(context) as renown:
            page = await renown.list_openings(state=state, page_size=50).first()
        return telling.openings(page["results"])

    async def find_opening(self, context: Context, words: str) -> Told:
        """Openings whose title or place holds all of these words."""
        async with self._client(context) as renown:
            page = await renown.list_openings(search=words, page_size=50).first()
        return telling.openings(page["results"])

    async def list_candidates(
        self,
        context: Context,
        opening: Annotated[str, Field(description="The opening's id")],
        order_by: Annotated[
            Factor,
            Field(
                description="The score, or one of its factors: reach (how many follow),"
                " engagement (how many react), network (who reacts)"
            ),
        ] = "score",
        most: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> Told:
        """The candidates of an opening, the highest first, each with score, interval and points
        by factor; and which of them are too close to call."""
        descending = telling.DESCENDING[order_by]
        async with self._client(context) as renown:
            asked = renown.list_candidates(opening=opening, ordering=descending, page_size=most)
            return telling.candidates(await asked.first(), order_by)

    async def compare(
        self,
        context: Context,
        candidates: Annotated[list[str], Field(min_length=2, max_length=4, description="Ids")],
    ) -> Told:
        """Two to four candidates side by side, with what can be said of each pair: who is higher,
        or that it is too close to call."""
        async with self._client(context) as renown:
            return telling.comparison(await renown.compare_candidates(candidate=[*candidates]))

    async def explain_score(
        self, context: Context, candidate: Annotated[str, Field(description="The candidate's id")]
    ) -> Told:
        """Why a candidate's score is what it is, in sentences, and what was not measured."""
        async with self._client(context) as renown:
            person = await renown.get_candidate(candidate)
            score = await renown.get_score(candidate)
        return telling.explanation(person, score)


def build(clients: Clients) -> MCPServer:
    server = MCPServer("renown", title="Renown", instructions=INSTRUCTIONS, version=VERSION)
    tools = Tools(clients)
    for each in (
        tools.list_openings,
        tools.find_opening,
        tools.list_candidates,
        tools.compare,
        tools.explain_score,
    ):
        server.tool(annotations=READS)(each)
    return server
