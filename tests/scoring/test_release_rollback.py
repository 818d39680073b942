"""One command brings back the score model that was active before, and its scores with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone

from apps.audit.models import Event
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.scoring.actions import rollbacks
from apps.scoring.models import Release, ReleaseState, Score, Standing
from apps.scoring.released import DEFAULT, active_version
from apps.workspace.settings import sentences
from tests.factories import make_organisation, make_user
from tests.pipeline.people import work
from tests.scoring.readings import ada, chidi
from tests.scoring.releases import active, announced, command, in_the_shadow, roll_back
from tests.scoring.scored_people import Scored, scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden", owner=make_user("Mara Halden"))


@pytest.fixture
def people(halden: Organisation) -> list[Scored]:
    return [scored(halden, ada()), scored(halden, chidi())]


def values(organisation: Organisation) -> dict[object, int | None]:
    with tenancy.organisation(organisation.pk):
        return dict(Standing.objects.values_list("candidate_id", "value"))


def test_the_earlier_result_is_shown_again_though_the_other_one_is_newer(
    people: list[Scored], halden: Organisation
) -> None:
    before = values(halden)
    active("next-1")
    assert values(halden) != before
    assert f"{DEFAULT} is active again" in roll_back()
    assert active_version() == DEFAULT
    work()
    assert values(halden) == before
    with tenancy.organisation(halden.pk):
        assert {each.score_id for each in Standing.objects.all()} == {
            each.score.pk for each in people
        }


def test_the_history_ends_with_the_score_that_is_shown(
    people: list[Scored], halden: Organisation
) -> None:
    candidate = people[0].score.candidate_id
    active("next-1")
    roll_back()
    work()
    with tenancy.organisation(halden.pk):
        history = Score.objects.history(candidate, now=timezone.now() + timedelta(minutes=1))
        assert [each.pk for each in history][-1] == people[0].score.pk


def test_all_scores_of_both_models_are_kept(people: list[Scored], halden: Organisation) -> None:
    active("next-1")
    with tenancy.organisation(halden.pk):
        kept = set(Score.objects.values_list("pk", flat=True))
    assert len(kept) == 4
    roll_back()
    work()
    with tenancy.organisation(halden.pk):
        assert set(Score.objects.values_list("pk", flat=True)) == kept


def test_a_late_computation_does_not_bring_the_newer_model_back(
    people: list[Scored], halden: Organisation
) -> None:
    before = values(halden)
    active("next-1")
    roll_back()
    work()
    for each in people:
        actions.score(person_id=each.score.person_id)
    assert values(halden) == before


def test_organisations_are_told_with_the_reason(people: list[Scored], halden: Organisation) -> None:
    active("next-1")
    mail.outbox.clear()
    roll_back("--because", "Engagement was counted twice.")
    work()
    (message,) = mail.outbox
    assert message.subject == "The score model next-1 was taken back"
    assert "Engagement was counted twice." in message.body
    assert f"by the score model {DEFAULT} again" in message.body
    with tenancy.organisation(halden.pk):
        events = Event.objects.filter(verb="score_model.rolled_back")
        (line,) = sentences.lines(events)
    assert f"took back the score model next-1: scores are of {DEFAULT} again" in line.sentence
    assert "next-1: rolled back" in command("--status")


def test_with_nothing_to_roll_back_to_it_says_so(people: list[Scored]) -> None:
    with pytest.raises(CommandError, match="nothing to roll back to"):
        roll_back()
    active("next-1")
    roll_back()
    with pytest.raises(CommandError, match=f"{DEFAULT} is active, and there is nothing before"):
        roll_back()
    assert active_version() == DEFAULT


def test_the_command_given_twice_goes_back_once(people: list[Scored]) -> None:
    active("next-1")
    active("next-2")
    roll_back()
    with pytest.raises(CommandError, match=f"next-2 was rolled back .* --to {DEFAULT}"):
        roll_back()
    assert active_version() == "next-1"
    with pytest.raises(CommandError, match=f"Before next-1 {DEFAULT} was active, not next-2"):
        roll_back("--to", "next-2")
    roll_back("--to", DEFAULT)
    assert active_version() == DEFAULT


def test_two_operators_at_once_go_back_once(people: list[Scored]) -> None:
    active("next-1")
    active("next-2")

    def operator(_: int) -> str:
        try:
            return rollbacks.roll_back().version
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(operator, range(2))) == ["next-1", "rolled_back_already"]
    assert active_version() == "next-1"


def test_what_was_announced_is_stopped_too(people: list[Scored]) -> None:
    """It was compared with the model that has gone."""
    active("next-1")
    waiting = announced("next-2")
    roll_back()
    waiting.refresh_from_db()
    assert waiting.state == ReleaseState.STOPPED
    assert waiting.ended_because == "next-1 was rolled back."


def test_what_was_rolled_back_needs_another_version_to_come_again(people: list[Scored]) -> None:
    active("next-1")
    roll_back()
    with pytest.raises(CommandError, match="give the model another version"):
        command("next-1")
    assert Release.objects.get(version="next-1").state == ReleaseState.ROLLED_BACK
    release = in_the_shadow("next-2")
    assert release.state == ReleaseState.SHADOW


def test_a_second_organisation_goes_back_with_the_first(
    people: list[Scored], halden: Organisation
) -> None:
    second = make_organisation("Second", owner=make_user(email="sam@second.example"))
    scored(second, ada())
    before = values(halden) | values(second)
    active("next-1")
    mail.outbox.clear()
    roll_back()
    work()
    assert values(halden) | values(second) == before
    assert len(mail.outbox) == 2
