"""The demo's people: as many as they should be, and nobody twice."""

from __future__ import annotations

from collections import Counter

from apps.sandbox.demo.script import EMPLOYERS, Part, cast
from apps.sandbox.world import world
from apps.sandbox.world.accounts import Kind


def test_no_account_of_the_world_is_linked_by_two_people() -> None:
    accounts = [
        role.account for number in range(len(EMPLOYERS)) for role in cast(number) if role.account
    ]
    assert [account for account, times in Counter(accounts).items() if times > 1] == []


def test_each_employer_meets_silence_refusal_withdrawal_and_odd_accounts() -> None:
    for number in range(len(EMPLOYERS)):
        roles = cast(number)
        assert 35 <= len(roles) <= 45
        assert {role.part for role in roles} == set(Part)
        kinds = {person.kind for role in roles if (person := world().person(role.account or ""))}
        assert {Kind.SILENT, Kind.FRESH, Kind.BOUGHT, Kind.SWARM} <= kinds


def test_each_candidate_has_an_address_of_their_own() -> None:
    emails = [role.email for number in range(len(EMPLOYERS)) for role in cast(number)]
    assert len(emails) == len(set(emails))
    assert all(email.isascii() for email in emails)
