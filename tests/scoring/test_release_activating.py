"""On the announced day a score model is active, everybody is scored anew, and what was is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.core.models import Due
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.scoring import due
from apps.scoring.actions import releases
from apps.scoring.comparison import verdict_between
from apps.scoring.models import Release, ReleaseState, Run, RunKind, Score, Standing
from apps.scoring.released import DEFAULT, active_version
from tests.factories import make_organisation, make_user
from tests.pipeline.people import time_passes, work
from tests.scoring.readings import ada, chidi
from tests.scoring.releases import (
    active,
    announced,
    command,
    in_the_shadow,
    the_day_comes,
)
from tests.scoring.scored_people import Scored, scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden", owner=make_user("Mara Halden"))


@pytest.fixture
def people(halden: Organisation) -> list[Scored]:
    return [scored(halden, ada()), scored(halden, chidi())]


def shown(organisation: Organisation) -> set[str]:
    """The versions that lists show scores of."""
    with tenancy.organisation(organisation.pk):
        return set(Standing.objects.values_list("score__model_version", flat=True))


def test_before_its_day_nothing_is_active(people: list[Scored], halden: Organisation) -> None:
    release = announced("next-1")
    assert not releases.activate(release_id=release.pk)
    actions.dispatch()
    work()
    assert active_version() == DEFAULT
    assert shown(halden) == {DEFAULT}


def test_on_its_day_everybody_is_scored_by_it_and_old_scores_are_kept(
    people: list[Scored], halden: Organisation
) -> None:
    release = announced("next-1")
    the_day_comes(release)
    assert release.state == ReleaseState.ACTIVE
    assert active_version() == "next-1"
    assert shown(halden) == {"next-1"}
    with tenancy.organisation(halden.pk):
        for each in people:
            versions = Score.objects.filter(candidate=each.consent.candidate_id)
            assert sorted(versions.values_list("model_version", flat=True)) == sorted(
                ["next-1", DEFAULT]
            )
            assert Score.objects.get(pk=each.score.pk).value == each.score.value
    assert len(mail.outbox) == 1  # the announcement, and nothing on the day


def test_what_was_the_default_gets_its_row_to_go_back_to(people: list[Scored]) -> None:
    release = active("next-1")
    assert release.replaces
    assert (release.replaces.version, release.replaces.state) == (DEFAULT, ReleaseState.REPLACED)


def test_the_next_release_replaces_it(people: list[Scored], halden: Organisation) -> None:
    first, second = active("next-1"), active("next-2")
    first.refresh_from_db()
    assert (first.state, second.replaces) == (ReleaseState.REPLACED, first)
    assert shown(halden) == {"next-2"}


def test_activating_twice_is_once(people: list[Scored]) -> None:
    release = announced("next-1")
    the_day_comes(release)
    at = release.activated_at
    assert not releases.activate(release_id=release.pk)
    release.refresh_from_db()
    assert release.activated_at == at
    assert Run.objects.filter(kind=RunKind.RESCORE).count() == 1


def test_two_workers_at_once_activate_once(people: list[Scored]) -> None:
    release = announced("next-1")
    Release.objects.filter(pk=release.pk).update(
        announced_at=timezone.now() - timedelta(days=14), activates_at=timezone.now()
    )

    def run(_: int) -> bool:
        try:
            return releases.activate(release_id=release.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [False, False, False, True]
    assert Run.objects.filter(kind=RunKind.RESCORE).count() == 1


def test_a_worker_killed_while_activating_leaves_nothing_behind(
    people: list[Scored], monkeypatch: pytest.MonkeyPatch
) -> None:
    release = announced("next-1")
    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr("apps.scoring.actions.runs.cuts.of", _killed)
        the_day_comes(release)
    assert active_version() == DEFAULT
    time_passes(due.RELEASE_START)
    actions.dispatch()
    work()
    assert active_version() == "next-1"


def _killed(*_: object) -> None:
    raise SystemExit


def test_stopped_on_the_last_day_it_never_comes(people: list[Scored]) -> None:
    release = announced("next-1")
    Due.objects.filter(kind=due.RELEASE_START).update(due_at=timezone.now())
    releases.stop(version="next-1")
    assert not releases.activate(release_id=release.pk)
    actions.dispatch()
    work()
    assert active_version() == DEFAULT


def test_what_is_active_cannot_be_stopped(people: list[Scored]) -> None:
    active("next-1")
    with pytest.raises(CommandError, match="Only what is not active yet can be stopped"):
        command("--stop", "next-1")


def test_in_an_emergency_it_is_active_now_and_the_reason_is_told(
    people: list[Scored], halden: Organisation
) -> None:
    in_the_shadow("next-1")
    why = "Scores of one network were twice too high."
    said = command("next-1", "--activate", "--now", "--because", why)
    assert said.startswith("next-1: active")
    assert why in said
    work()
    assert shown(halden) == {"next-1"}
    (message,) = mail.outbox
    assert "Since" in message.body
    assert why in message.body
    assert DEFAULT in message.body
    assert Release.objects.get(version="next-1").because == why
    # The same again changes nothing.
    assert command("next-1", "--activate", "--now", "--because", why) == said
    work()
    assert len(mail.outbox) == 1


def test_a_shadow_run_beside_a_model_that_has_gone_does_not_count(people: list[Scored]) -> None:
    in_the_shadow("next-2")
    active("next-1")
    with pytest.raises(CommandError, match="is not done"):
        command("next-2", "--activate")


def test_two_people_of_different_models_are_not_compared(
    people: list[Scored], halden: Organisation
) -> None:
    """While everybody is scored anew: here one has had her turn, and he has not."""
    release = in_the_shadow("next-1")
    releases.announce(release_id=release.pk, at=timezone.now(), because="A test.")
    releases.activate(release_id=release.pk)
    actions.score(person_id=people[0].score.person_id)
    assert shown(halden) == {"next-1", DEFAULT}
    assert _verdict(halden) is None
    work()
    assert shown(halden) == {"next-1"}
    assert _verdict(halden) is not None


def _verdict(organisation: Organisation) -> object:
    with tenancy.organisation(organisation.pk):
        joined = Candidate.objects.select_related("standing__score")
        return verdict_between(*joined.order_by("pk"))


def test_the_database_lets_one_release_be_active(people: list[Scored]) -> None:
    active("next-1")
    second = in_the_shadow("next-2")
    with pytest.raises(IntegrityError, match="one_active_release"), transaction.atomic():
        Release.objects.filter(pk=second.pk).update(state="active", activated_at=timezone.now())
    with pytest.raises(IntegrityError, match="release_times_are_its_states"), transaction.atomic():
        Release.objects.filter(pk=second.pk).update(state="announced")
