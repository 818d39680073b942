"""An operator decides which networks' data employers may see a score of, and it counts at once."""

from __future__ import annotations

import logging
from datetime import timedelta
from io import StringIO
from uuid import UUID

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from pytest_django import Settings

from apps.accounts.models import User
from apps.audit import chains
from apps.connections import due, permits
from apps.connections.actions import decisions
from apps.connections.models import NetworkDecision, Snapshot
from apps.connections.permits import Ground
from apps.core import tenancy
from apps.core.models import Due
from apps.core.refusals import Refused
from apps.pipeline import actions
from apps.pipeline import decisions as following
from apps.scoring.models import Score, Standing
from tests.database import owner_conninfo
from tests.factories import make_decision, make_user
from tests.pipeline.people import Asked, agree, dues, empty_queue, link, time_passes, work
from tests.pipeline.scripted import NAME, Scripted

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def olga() -> User:
    return make_user("Olga", is_operator=True)


@pytest.fixture
def elsewhere(settings: Settings) -> None:
    """Not in the sandbox: real people."""
    settings.SANDBOX_ENABLED = False


def command(*words: str) -> str:
    out = StringIO()
    call_command("decide_network", *words, stdout=out)
    return out.getvalue()


def scored(network: Scripted, *networks: str) -> Asked:
    asked = agree(networks=(NAME, *networks))
    link(asked.person, network)
    work()
    return asked


def seen(asked: Asked) -> tuple[int, int]:
    """How many standings and scores the employer sees."""
    with tenancy.organisation(asked.consent.organisation_id):
        return Standing.objects.count(), Score.objects.count()


def test_without_a_decision_the_terms_alone_decide(elsewhere: None) -> None:
    assert permits.names_for_employers() == ("wordpress",)
    grounds = {each.adapter.name: each.ground for each in permits.permits()}
    assert set(grounds.values()) == {Ground.TERMS}


def test_in_the_sandbox_every_network_is_allowed_until_somebody_decides(network: Scripted) -> None:
    assert {each.ground for each in permits.permits()} == {Ground.SANDBOX}
    assert "x" in permits.names_for_employers()
    make_decision("x", allowed=False)
    assert "x" not in permits.names_for_employers()


def test_the_newest_decision_counts_at_once(elsewhere: None, olga: User) -> None:
    decisions.decide(network="x", allowed=True, agreement="X Enterprise 2026-11", operator=olga)
    assert permits.names_for_employers() == ("wordpress", "x")
    decisions.decide(network="x", allowed=False, operator=olga)
    assert permits.names_for_employers() == ("wordpress",)
    assert NetworkDecision.objects.on("x").count() == 2


def test_allowing_needs_the_name_of_an_agreement_where_the_terms_do_not_allow_it(
    olga: User,
) -> None:
    with pytest.raises(Refused) as refused:
        decisions.decide(network="x", allowed=True, agreement="  ", operator=olga)
    assert refused.value.code == "agreement_missing"
    decisions.decide(network="wordpress", allowed=True, operator=olga)
    assert not NetworkDecision.objects.on("x").exists()


def test_only_an_operator_decides_and_only_about_networks_that_exist(olga: User) -> None:
    for network, who, code in (
        ("x", make_user(), "not_an_operator"),
        ("y", olga, "unknown_network"),
    ):
        with pytest.raises(Refused) as refused:
            decisions.decide(network=network, allowed=False, operator=who)
        assert refused.value.code == code


def test_the_same_decision_again_is_the_same(olga: User) -> None:
    first = decisions.decide(network="x", allowed=False, operator=olga)
    assert decisions.decide(network="x", allowed=False, operator=olga) == first
    assert decisions.decide(network="x", allowed=False, operator=olga, note="why") != first


def test_a_decision_stands_for_good(olga: User) -> None:
    decision = decisions.decide(network="x", allowed=False, operator=olga)
    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        NetworkDecision.objects.update(allowed=True)
    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        decision.delete()


def test_a_decision_is_an_event_of_the_platforms_chain_and_a_line_of_the_log(
    olga: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        decision = decisions.decide(
            network="x", allowed=True, agreement="X Enterprise 2026-11", operator=olga
        )
    assert "network.allowed" in caplog.messages
    with psycopg.connect(owner_conninfo()) as owner:
        events = owner.execute(
            "SELECT actor, actor_id, verb, subject_id, facts->>'agreement', s.sequence"
            " FROM audit_event e JOIN audit_seal s ON s.event_id = e.id WHERE e.chain_id = %s",
            [UUID(int=0)],
        ).fetchall()
    agreement = "X Enterprise 2026-11"
    assert events == [("operator", olga.pk, "network.allowed", decision.pk, agreement, 1)]
    assert chains.state(UUID(int=0)).broken_at is None


def test_the_command_decides_for_an_operator(olga: User) -> None:
    said = command("x", "--allow", "--agreement", "X Enterprise 2026-11", "--operator", olga.email)
    assert said.startswith("x allowed")
    assert command("x", "--refuse", "--operator", olga.email.upper()).startswith("x refused")
    newest = NetworkDecision.objects.on("x").newest_first()[0]
    assert (newest.allowed, newest.decided_by) == (False, olga.pk)


def test_the_command_says_what_is_wrong(olga: User) -> None:
    with pytest.raises(CommandError, match="Name the agreement"):
        command("x", "--allow", "--operator", olga.email)
    with pytest.raises(CommandError, match="Nobody signs in"):
        command("x", "--refuse", "--operator", "nobody@people.example")
    with pytest.raises(CommandError, match="Only an operator"):
        command("x", "--refuse", "--operator", make_user().email)


def test_refusing_takes_every_score_that_holds_it_from_employers(
    network: Scripted, olga: User
) -> None:
    both, other = scored(network), agree(networks=("wordpress",))
    assert seen(both) == (1, 1)
    decisions.decide(network=NAME, allowed=False, operator=olga)
    assert "pipeline.follow_decision" in work()
    actions.dispatch()
    work()
    assert seen(both) == (0, 0)
    with tenancy.person(both.person.pk):
        assert Snapshot.objects.exists()  # what was read stays theirs until it is erased
    assert due.SCORE not in dues(other.person)


def test_refusing_while_another_account_is_read_hides_the_score_all_the_same(
    network: Scripted, olga: User
) -> None:
    asked = scored(network)
    network.faults["posts:1"] = [SystemExit()]
    time_passes(due.REFRESH)
    with pytest.raises(SystemExit):
        actions.dispatch()
        work()
    decisions.decide(network=NAME, allowed=False, operator=olga)
    empty_queue()
    following.follow(decision_id=NetworkDecision.objects.get().pk)
    actions.score(person_id=asked.person.pk)
    assert seen(asked) == (0, 0)


def test_allowing_again_scores_what_was_read_and_reads_on(network: Scripted, olga: User) -> None:
    asked = scored(network)
    decisions.decide(network=NAME, allowed=False, operator=olga)
    work()
    actions.dispatch()
    work()
    network.calls.clear()
    decisions.decide(network=NAME, allowed=True, operator=olga)
    work()
    actions.dispatch()
    work()
    assert seen(asked)[1] == 1
    time_passes(due.REFRESH)
    actions.dispatch()
    work()
    assert "profile" in network.calls


def test_a_network_that_is_refused_is_read_no_more(network: Scripted, olga: User) -> None:
    asked = scored(network)
    network.calls.clear()
    decisions.decide(network=NAME, allowed=False, operator=olga)
    empty_queue()
    time_passes(due.REFRESH)
    actions.dispatch()
    work()
    assert network.calls == []
    assert due.REFRESH in dues(asked.person)  # asked again the next day, in case it is allowed


def test_many_people_are_reached_in_batches(
    network: Scripted, olga: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "BATCH", 2)
    people = []
    for number in range(5):
        network.account_id = f"{4100 + number}"
        people.append(scored(network))
    Due.objects.filter(kind=due.SCORE).delete()
    decisions.decide(network=NAME, allowed=False, operator=olga)
    work()
    waiting = set(Due.objects.filter(kind=due.SCORE).values_list("wall_id", flat=True))
    assert waiting == {each.person.pk for each in people}


def test_a_lost_message_about_a_decision_comes_back_and_it_is_followed_twice(
    network: Scripted, olga: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time, for scores that were being computed when it was made."""
    asked = scored(network)
    decision = decisions.decide(network=NAME, allowed=False, operator=olga)
    empty_queue()
    time_passes(due.DECISION)
    actions.dispatch()
    work()
    assert Due.objects.get(kind=due.DECISION).due_at == decision.decided_at + following.SETTLED
    monkeypatch.setattr(following, "SETTLED", timedelta(0))
    following.follow(decision_id=decision.pk)
    assert decision.pk not in set(Due.objects.values_list("subject_id", flat=True))
    work()
    actions.dispatch()
    work()
    assert seen(asked) == (0, 0)


def test_a_decision_that_a_newer_one_replaced_is_not_followed(
    network: Scripted, olga: User
) -> None:
    asked = scored(network)
    older = make_decision(NAME, allowed=False)
    make_decision(NAME, allowed=True)
    Due.objects.filter(kind=due.SCORE).delete()
    following.follow(decision_id=older.pk)
    assert due.SCORE not in dues(asked.person)
