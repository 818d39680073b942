"""``manage.py rescore``, as an operator types it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.pipeline.management.commands import rescore
from apps.scoring.actions import runs
from apps.scoring.models import Run, RunKind, Score
from apps.scoring.released import active_version
from tests import factories
from tests.pipeline.people import empty_queue
from tests.scoring.readings import ada, chidi
from tests.scoring.scored_people import Scored, other_model, scored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> Iterator[list[Scored]]:
    """One of each of two employers, scored yesterday."""
    empty_queue()
    yesterday = timezone.now() - timedelta(days=1)
    employers = [factories.make_organisation(name) for name in ("First", "Second")]
    yield [
        scored(employer, shape(), now=yesterday)
        for employer, shape in zip(employers, (ada, chidi), strict=True)
    ]
    empty_queue()


def asked(*words: str) -> str:
    out = StringIO()
    call_command("rescore", *words, stdout=out)
    return out.getvalue()


def scores_of(person: Scored) -> int:
    with tenancy.person(person.consent.person_id):
        return Score.objects.count()


def test_everybody_is_scored_in_this_process(people: list[Scored]) -> None:
    said = asked("--here")
    assert "2 of 2 people done, 0 failed" in said
    assert said.endswith("Done.\n")
    assert [scores_of(each) for each in people] == [2, 2]


def test_one_employers_people_alone(people: list[Scored]) -> None:
    slug = _slug(people[0])
    assert "1 of 1 people done" in asked("--here", "--organisation", slug)
    assert [scores_of(each) for each in people] == [2, 1]


def test_what_was_begun_goes_on(people: list[Scored], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.pipeline.runs.TURN", 0.0)  # a turn is one person
    asked("--no-wait")
    run = Run.objects.get()
    _stopped_after_a_turn(monkeypatch)
    assert runs.progress(run).done == 1
    assert "2 of 2 people done" in asked("--here")
    assert Run.objects.count() == 1
    assert [scores_of(each) for each in people] == [2, 2]


def _stopped_after_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while it shows the progress."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rescore.Command, "_show", interrupted)
        with pytest.raises(CommandError, match="Run it again"):
            asked("--here")


def test_without_a_worker_it_says_so(people: list[Scored], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescore, "STILL", 0.0)
    with pytest.raises(CommandError, match="No worker answers"):
        asked()
    assert not runs.progress(Run.objects.get()).finished


def test_the_status_says_how_far_it_is(people: list[Scored]) -> None:
    assert asked("--status") == "Nobody was scored anew yet.\n"
    asked("--no-wait")
    assert "0 of 2 people done, 0 failed" in asked("--status")
    asked("--here")
    said = asked("--status")
    assert active_version() in said
    assert "done." in said
    assert "2 of 2 people done" in said


def test_somebody_who_fails_makes_it_end_with_an_error(
    people: list[Scored], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*, person_id: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "score", fails)
    with pytest.raises(CommandError, match="2 failed"):
        asked("--here")


def test_a_newer_run_that_takes_its_place_is_told(
    people: list[Scored], monkeypatch: pytest.MonkeyPatch
) -> None:
    other_model("takes-its-place")

    def replaced(*_: object) -> None:
        runs.begin(kind=RunKind.RESCORE, model_version="takes-its-place")

    monkeypatch.setattr(rescore, "_wait", replaced)
    with pytest.raises(CommandError, match="Replaced by a newer run"):
        asked()


def test_an_unknown_organisation_is_refused() -> None:
    with pytest.raises(CommandError, match="no organisation nowhere"):
        asked("--organisation", "nowhere")


def _slug(person: Scored) -> str:
    with tenancy.organisation(person.consent.organisation_id):
        return Organisation.objects.get().slug
