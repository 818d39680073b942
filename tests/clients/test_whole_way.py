"""A program's whole way through the API over real HTTP, by the official client."""

from __future__ import annotations

import asyncio
import re
from uuid import UUID

import pytest

from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.integrations.actions import delivering, spreading
from apps.organisations.actions import api_keys
from apps.pipeline.test_mode import open_twin
from renown import (
    AsyncRenown,
    BadRequest,
    Forbidden,
    KeyReused,
    NotFound,
    NotFromRenown,
    Renown,
    Unauthenticated,
    verify,
)
from renown.models import InvitedPersonRequest
from tests.clients.conftest import Program
from tests.clients.test_coverage import first_lines
from tests.factories import make_consent, make_opening, make_organisation, make_score, make_user
from tests.integrations.receiver import Receiver

REASON = "You will speak for us in public and bring partners into the community."
SHARING = {"Ada Lindqvist": 48_000, "Bo Berg": 45_000, "Cy Dahl": 300}


def invite_everybody(program: Program) -> str:
    """An opening with three who share, one who does not, and a line that is wrong; its id."""
    renown = program.renown
    opening = renown.create_opening(title="Community Manager", place="Hamburg", reason=REASON)
    people: list[InvitedPersonRequest] = [
        {"name": name, "email": f"{name[:2]}@people.example"} for name in [*SHARING, "Di"]
    ]
    wrong: InvitedPersonRequest = {"name": "Eve", "email": "eve"}
    done = renown.invite_candidates(opening=opening["id"], people=[*people, wrong])
    assert (done["invited"], done["refused"]) == (4, 1)
    assert done["lines"][4]["errors"][0]["pointer"] == "#/people/4/email"
    return opening["id"]


def share(program: Program) -> None:
    """Candidates answer by themselves: no program can."""
    with tenancy.organisation(program.organisation.pk):
        found = [*Candidate.objects.filter(name__in=SHARING).prefetch_related("invitations")]
        asked = {each.pk: each.invitations.select_related("opening").get() for each in found}
    for candidate in found:
        person, invitation = make_user(candidate.name), asked[candidate.pk]
        with tenancy.organisation(program.organisation.pk):
            invitation.delete()
        consent = make_consent(candidate, person, opening=invitation.opening)
        make_score(consent, followers=SHARING[candidate.name])


def test_from_an_opening_to_a_decision(program: Program) -> None:
    renown = program.renown
    opening = invite_everybody(program)
    share(program)
    page = renown.list_candidates(opening=opening, ordering="-reach").first()
    assert "job performance" in page["notice"]
    assert page["too_close"] > 0
    names = [each["name"] for each in renown.list_candidates(opening=opening, page_size=1)]
    assert sorted(names) == [*SHARING, "Di"]
    ada, bo, cy = [each["id"] for each in page["results"] if each["name"] in SHARING]
    compared = renown.compare_candidates(candidate=[ada, bo, cy])
    verdicts = {(each["a"], each["b"]): each["verdict"] for each in compared["verdicts"]}
    assert verdicts[ada, bo] == "too_close"
    assert verdicts[ada, cy] == "higher"
    assert renown.get_score(ada)["explanation"]["summary"]
    decided = renown.create_decision(
        candidate=ada,
        opening=opening,
        kind="advance",
        reason="Spoke well about our community in the first interview.",
        decided_by=next(iter(renown.list_members()))["id"],
    )
    assert decided["kind"] == "advance"
    assert [each["id"] for each in renown.list_decisions(opening=opening)] == [decided["id"]]


def test_the_readmes_first_lines_print_the_highest(
    program: Program, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENOWN_API_KEY", program.secret)
    monkeypatch.setenv("RENOWN_URL", program.url)
    opening = invite_everybody(program)
    share(program)
    lines = re.sub(r'opening="[^"]*"', f'opening="{opening}"', first_lines())
    exec(lines, {})  # noqa: S102  # what a reader would run
    printed = capsys.readouterr().out.splitlines()
    assert {line.rpartition(" ")[0] for line in printed} == {*SHARING, "Di"}
    *scores, none = [line.rpartition(" ")[2] for line in printed]
    assert none == "None"
    assert [*map(int, scores)] == sorted(map(int, scores), reverse=True)


def test_a_message_to_a_webhook_is_verified(program: Program, receiver: Receiver) -> None:
    hook = program.renown.create_webhook(name="Our system", url=receiver.url)
    program.renown.ping_webhook(hook["id"])
    spreading.spread(organisation_id=program.organisation.pk)
    delivering.deliver(organisation_id=program.organisation.pk, endpoint_id=UUID(hook["id"]))
    (got,) = receiver.received
    body = got.text.encode()
    assert verify(body, got.headers, hook["secret"])["type"] == "endpoint.ping"
    with pytest.raises(NotFromRenown):
        verify(body.replace(b"ping", b"pong"), got.headers, hook["secret"])


def test_a_write_that_is_sent_again_is_done_once(program: Program) -> None:
    renown = program.renown
    first = renown.create_opening(title="Editor", idempotency_key="row-1")
    again = renown.create_opening(title="Editor", idempotency_key="row-1")
    assert first["id"] == again["id"]
    with pytest.raises(KeyReused):
        renown.create_opening(title="Writer", idempotency_key="row-1")
    assert [each["title"] for each in renown.list_openings()] == ["Editor"]


def test_refusals_say_what_is_wrong(program: Program) -> None:
    theirs = make_opening(make_organisation("Other Ltd"))
    with pytest.raises(NotFound):
        program.renown.get_opening(theirs.pk)
    with pytest.raises(BadRequest) as wrong:
        program.renown.update_opening(program.renown.create_opening(title="A")["id"], title="")
    assert wrong.value.errors[0].pointer == "#/title"
    with pytest.raises(Unauthenticated):
        [*Renown("rnw_nothing", program.url).list_openings()]
    _, secret = api_keys.create(
        organisation=program.organisation, name="Reader", scopes=["read"], by=By.system()
    )
    with pytest.raises(Forbidden):
        Renown(secret, program.url).create_opening(title="B")


def test_what_did_not_change_is_known_already(program: Program) -> None:
    opening = program.renown.create_opening(title="Editor")["id"]
    with Renown(program.secret, program.url, remember=10) as renown:
        known = renown.get_opening(opening)
        assert renown.get_opening(opening) is not known
        assert renown.get_opening(opening) == known
        renown.update_opening(opening, title="Writer")
        assert renown.get_opening(opening)["title"] == "Writer"


def test_asyncio_asks_the_same(program: Program) -> None:
    program.renown.create_opening(title="Editor")

    async def titles() -> list[str]:
        async with AsyncRenown(program.secret, program.url) as renown:
            return [each["title"] async for each in renown.list_openings()]

    assert asyncio.run(titles()) == ["Editor"]


def test_a_test_key_is_tried_out_with_made_up_people(program: Program) -> None:
    twin = open_twin(organisation=program.organisation, by=By.system())
    _, secret = api_keys.create(organisation=twin, name="Try", scopes=["read"], by=By.system())
    with Renown(secret, program.url) as renown:
        names = {each["name"] for each in renown.list_candidates()}
        assert len(names) == 12
        assert {each["name"] for each in program.renown.list_candidates()} == set()
