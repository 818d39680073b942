"""With a key of one's own and the ids of everything that another organisation has, in each place of
each operation where an id goes: it is as if there were no such thing. Made from the schema, so that
a new operation is tried by itself."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest

from apps.candidates.models import Candidate
from apps.core import tenancy
from tests.guards.attack import SECRET, Side, make_side
from tests.guards.foreign import OPERATIONS, Operation, is_for_ids, with_id

pytestmark = [pytest.mark.api, pytest.mark.django_db]
UNKNOWN = "0193567a-0000-7000-8000-000000000000"


def make_attacker() -> Side:
    side = make_side("Mallory")
    with tenancy.organisation(side.organisation.pk):
        other = Candidate.objects.exclude(pk=str(side.ids["candidate_id"])).first()
    assert other
    side.ids |= {"other_candidate": other.pk, "member": side.owner.pk}
    return side


def _theirs(victim: Side) -> list[str]:
    ids = {str(each) for each in victim.ids.values() if isinstance(each, UUID)}
    return sorted(ids | {str(victim.owner.pk)})


def _told(answer: Any, value: str) -> tuple[int, str]:
    """What an answer tells, but for the id that was asked with."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = (_unpacked(body) if body.startswith(b"PK") else body).decode(errors="replace")
    assert SECRET not in text
    return answer.status_code, text.replace(value, "ID")


def _unpacked(workbook: bytes) -> bytes:
    """What a sheet holds, without the time of its making."""
    with ZipFile(BytesIO(workbook)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist() if "xl/" in name)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_nothing_of_another_organisation_is_found_by_its_id(
    operation: Operation, settings: Any
) -> None:
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    victim, attacker = make_side(SECRET), make_attacker()
    right = operation.right(attacker.ids)
    for slot in operation.slots(right):
        nobody = _told(operation.ask(attacker.key, with_id(right, slot, UNKNOWN)), UNKNOWN)
        if slot[0] != "query":
            assert nobody[0] in {400, 404, 409}, f"{slot}: {nobody}"
        tried = _theirs(victim)
        for theirs in tried if is_for_ids(operation, slot) else tried[:2]:
            answer = operation.ask(attacker.key, with_id(right, slot, theirs))
            assert _told(answer, theirs) == nobody, f"{slot} with {theirs}"
    own = operation.ask(attacker.key, right)
    assert own.status_code not in {400, 404}, own.content  # else nothing was tried above


def test_there_are_places_to_try() -> None:
    side = make_attacker()
    places = [slot for each in OPERATIONS for slot in each.slots(each.right(side.ids))]
    assert {place for place, *_ in places} == {"path", "query", "body"}
    assert len(places) > len(OPERATIONS)
