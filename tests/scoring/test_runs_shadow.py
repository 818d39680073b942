"""Shadow runs: what everybody's score would be under another model."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import connection

from apps.connections.observations import Reading
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.pipeline import actions
from apps.scoring.actions import runs, scores
from apps.scoring.actions.runs import Progress
from apps.scoring.batch import shadowed
from apps.scoring.batch.wire import Rows
from apps.scoring.engine.model import ScoreModel
from apps.scoring.models import Run, RunKind, ShadowScore
from tests import factories
from tests.database import owner_conninfo
from tests.pipeline.people import empty_queue, work
from tests.scoring.readings import Account, ada, chidi, small
from tests.scoring.scored_people import Scored, other_model, scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]
SHADOW, RESCORE = RunKind.SHADOW, RunKind.RESCORE


@pytest.fixture
def _empty_queue() -> Iterator[None]:
    empty_queue()
    yield
    empty_queue()


@pytest.fixture
def first() -> Organisation:
    return factories.make_organisation("First")


@pytest.fixture
def second() -> Organisation:
    return factories.make_organisation("Second")


def nobody_reacts() -> list[Reading]:
    """Too little for a score."""
    return [Account("x", 20, 2, {}, owner="new").reading()]


def shadow_of(person: Scored, version: str) -> ShadowScore | None:
    with tenancy.organisation(person.consent.organisation_id):
        found = ShadowScore.objects.under(version).current()
        return found.filter(candidate_id=person.consent.candidate_id).first()


def points(shadow: ShadowScore | None) -> tuple[int | None, ...]:
    assert shadow is not None
    return (shadow.value, shadow.reach, shadow.engagement, shadow.network)


def by_hand(person: Scored, model: ScoreModel) -> tuple[int | None, ...]:
    """What one person's whole computation says."""
    with tenancy.person(person.consent.person_id):
        result = scores.under(score=person.score, model=model)
    assert result is not None
    of = scores.points(result)
    return (result.value, of["reach"], of["engagement"], of["network"])


def finished(run: Run) -> Progress:
    """What workers do with what is in the queue, and what came of it."""
    work()
    return runs.progress(run)


def test_everybodys_score_gets_one_beside_it(first: Organisation, second: Organisation) -> None:
    people = [scored(first, ada()), scored(first, nobody_reacts()), scored(second, chidi())]
    model = other_model("next-1")
    run = runs.begin(kind=SHADOW, model_version="next-1")
    assert finished(run) == Progress(total=3, done=3, failed=0, finished=True)
    for each in people:
        shadow = shadow_of(each, "next-1")
        assert points(shadow) == by_hand(each, model)
        assert shadow is not None
        assert shadow.score_id == each.score.pk
        assert shadow.visible_until == each.score.visible_until
    assert [shadow_of(each, "next-1") is None for each in people] == [False] * 3


def test_where_the_model_reads_otherwise_everybody_is_read_again(first: Organisation) -> None:
    people = [scored(first, ada()), scored(first, small()), scored(first, nobody_reacts())]
    model = other_model("slow-1", window_days=60.0)
    run = runs.begin(kind=SHADOW, model_version="slow-1")
    assert finished(run) == Progress(total=3, done=3, failed=0, finished=True)
    assert [points(shadow_of(each, "slow-1")) for each in people] == [
        by_hand(each, model) for each in people
    ]


def test_scores_from_before_amounts_were_kept_are_read_again(first: Organisation) -> None:
    old, new = scored(first, ada()), scored(first, small())
    without_amounts(old)
    model = other_model("next-2")
    run = runs.begin(kind=SHADOW, model_version="next-2")
    assert finished(run) == Progress(total=2, done=2, failed=0, finished=True)
    for each in (old, new):
        assert points(shadow_of(each, "next-2")) == by_hand(each, model)


def without_amounts(person: Scored) -> None:
    """Nothing but the owner of the tables may change a score."""
    with psycopg.connect(owner_conninfo()) as owner:
        owner.execute("ALTER TABLE scoring_score DISABLE TRIGGER USER")
        owner.execute("UPDATE scoring_score SET amounts = NULL WHERE id = %s", [person.score.pk])
        owner.execute("ALTER TABLE scoring_score ENABLE TRIGGER USER")


def test_an_employer_sees_the_shadows_of_its_own_candidates_alone(
    first: Organisation, second: Organisation
) -> None:
    mine, theirs = scored(first, ada()), scored(second, chidi())
    other_model("next-3")
    finished(runs.begin(kind=SHADOW, model_version="next-3"))
    with tenancy.organisation(first.pk):
        assert [each.candidate_id for each in ShadowScore.objects.all()] == [
            mine.consent.candidate_id
        ]
    with tenancy.person(theirs.consent.person_id):
        assert ShadowScore.objects.get().organisation_id == second.pk


def test_a_run_for_one_employer_leaves_the_others_alone(
    first: Organisation, second: Organisation
) -> None:
    mine, theirs = scored(first, ada()), scored(second, chidi())
    other_model("next-4")
    run = runs.begin(kind=SHADOW, model_version="next-4", organisation_id=first.pk)
    assert finished(run).done == 1
    assert shadow_of(mine, "next-4") is not None
    assert shadow_of(theirs, "next-4") is None


def test_a_score_takes_its_shadow_along(first: Organisation) -> None:
    leaves, stays = scored(first, ada()), scored(first, chidi())
    other_model("next-5")
    finished(runs.begin(kind=SHADOW, model_version="next-5"))
    actions.withdraw(person_id=leaves.consent.person_id, consent_id=leaves.consent.pk)
    with tenancy.organisation(first.pk):
        assert [each.score_id for each in ShadowScore.objects.all()] == [stays.score.pk]
    with tenancy.person(leaves.consent.person_id):
        assert not ShadowScore.objects.exists()


@pytest.mark.parametrize("written", [False, True], ids=["before it is written", "after that"])
def test_who_withdraws_in_the_middle_of_a_step_has_no_shadow(
    first: Organisation, monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    leaves, stays = scored(first, ada()), scored(first, chidi())
    version = f"withdrawn-{written}"
    other_model(version)
    run = runs.begin(kind=SHADOW, model_version=version)
    write = shadowed.write

    def withdrawn_once(rows: Rows, model: ScoreModel) -> None:
        monkeypatch.setattr(shadowed, "write", write)
        if written:
            write(rows, model)
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(_withdraw, leaves).result()
        if not written:
            write(rows, model)

    monkeypatch.setattr(shadowed, "write", withdrawn_once)
    assert finished(run) == Progress(total=1, done=1, failed=0, finished=True)
    with tenancy.organisation(first.pk):
        assert [each.score_id for each in ShadowScore.objects.all()] == [stays.score.pk]


def _withdraw(person: Scored) -> None:
    try:
        actions.withdraw(person_id=person.consent.person_id, consent_id=person.consent.pk)
    finally:
        connection.close()


def test_a_second_run_under_the_same_model_changes_nothing(first: Organisation) -> None:
    person = scored(first, ada())
    other_model("next-7")
    finished(runs.begin(kind=SHADOW, model_version="next-7"))
    before = shadow_of(person, "next-7")
    again = runs.begin(kind=SHADOW, model_version="next-7")
    assert finished(again).done == 1
    after = shadow_of(person, "next-7")
    assert before is not None
    assert after is not None
    assert before.pk == after.pk
