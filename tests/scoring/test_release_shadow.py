"""An operator runs a new score model in the shadow and sees who would move, before anybody else."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import DatabaseError, connection

from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.scoring.engine.kinds import Factor
from apps.scoring.engine.model import model_text
from apps.scoring.management.commands import release_score_model
from apps.scoring.models import Release, ReleaseState, Run, RunKind, Score, Standing
from apps.scoring.released import active_version, released_model, shipped_model, shipped_path
from tests.factories import make_organisation, make_user
from tests.pipeline.people import work
from tests.scoring.readings import ada, chidi, small
from tests.scoring.releases import (
    a_fit,
    active,
    comes_from,
    command,
    file_of,
    in_the_shadow,
    next_model,
    roll_back,
)
from tests.scoring.scored_people import Scored, scored

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_empty_queue")]


@pytest.fixture
def halden() -> Organisation:
    return make_organisation("Halden", owner=make_user("Mara Halden"))


@pytest.fixture
def people(halden: Organisation) -> list[Scored]:
    return [scored(halden, ada()), scored(halden, small()), scored(halden, chidi())]


def test_the_first_command_begins_and_a_second_one_goes_on_and_reports(
    people: list[Scored], tmp_path: Path
) -> None:
    file = file_of(next_model("next-1"), tmp_path)
    assert command(file, "--no-wait") == ""
    assert Run.objects.get().kind == RunKind.SHADOW
    work()
    said = command(file)
    assert "next-1 beside" in said
    assert "3 candidates of 1 organisations" in said
    assert Run.objects.count() == Release.objects.count() == 1


def test_the_command_waits_for_the_workers_and_then_reports(
    people: list[Scored], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(release_score_model, "LOOK", 0.05)
    file = file_of(next_model("next-1"), tmp_path)

    def operator() -> str:
        try:
            return command(file)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        said = pool.submit(operator)
        while not said.done():
            work()
    assert "3 candidates of 1 organisations" in said.result()


def test_nothing_that_anybody_sees_changes(people: list[Scored], halden: Organisation) -> None:
    with tenancy.organisation(halden.pk):
        before = list(Standing.objects.order_by("pk").values())
    release = in_the_shadow("next-1")
    assert release.state == ReleaseState.SHADOW
    assert active_version() == shipped_model().version
    with tenancy.organisation(halden.pk):
        assert list(Standing.objects.order_by("pk").values()) == before
        assert Score.objects.count() == 3


def test_the_report_says_who_moves_far_and_which_factor_did_it(
    people: list[Scored], tmp_path: Path
) -> None:
    deaf = {**shipped_model().beta, Factor.ENGAGEMENT: 0.0}
    file = file_of(next_model("next-1", beta=deaf), tmp_path)
    command(file, "--no-wait")
    work()
    found = json.loads(command(file, "--json"))
    known = {str(each.consent.candidate_id): each.score for each in people}
    assert found["candidates"] == 3
    assert found["moves"]
    for move in found["moves"]:
        score = known[move["candidate"]]
        assert move["old"] == score.value
        assert move["new"] - move["old"] == move["points"]
        assert move["factor"] == "engagement"
        assert move["by_factor"]["engagement"] == -(score.engagement or 0)
        assert abs(move["points"]) > 5
    assert sum(found["histogram"].values()) == 3
    points = sorted(int(key) for key in found["histogram"])
    assert (found["quantiles"]["0"], found["quantiles"]["100"]) == (points[0], points[-1])
    assert found["far"] == len(found["moves"])
    assert found["figures"]["next-1"]["auc"]["value"] == 0.86


def test_the_report_holds_no_names(people: list[Scored], tmp_path: Path) -> None:
    file = file_of(next_model("next-1"), tmp_path)
    command(file, "--no-wait")
    work()
    said = command(file) + command(file, "--json")
    with tenancy.organisation(people[0].score.organisation_id):
        for each in people:
            assert each.consent.candidate.name not in said
    assert "Halden" not in said
    assert "people.example" not in said


def test_a_model_that_is_the_same_but_for_its_name_moves_nobody(
    people: list[Scored], tmp_path: Path
) -> None:
    file = file_of(next_model("next-1", weight=1.0), tmp_path)
    command(file, "--no-wait")
    work()
    found = json.loads(command(file, "--json"))
    assert (found["candidates"], found["far"], found["still"]) == (3, 0, 3)
    assert found["histogram"] == {"0": 3}


def test_each_organisation_is_counted_for_itself(people: list[Scored], tmp_path: Path) -> None:
    second = make_organisation("Second")
    scored(second, ada())
    file = file_of(next_model("next-1"), tmp_path)
    command(file, "--no-wait")
    work()
    found = json.loads(command(file, "--json"))
    counts = {each["organisation"]: each["candidates"] for each in found["organisations"]}
    assert counts == {str(people[0].score.organisation_id): 3, str(second.pk): 1}


def test_whose_score_comes_from_an_even_older_model_is_in_the_report_too(
    people: list[Scored],
) -> None:
    comes_from(people[0].score, "prior-0")
    in_the_shadow("next-1")
    found = json.loads(command("next-1", "--json"))
    assert found["candidates"] == 3


def test_the_report_compares_with_what_is_shown_now(
    people: list[Scored], halden: Organisation
) -> None:
    """Also where another model's newer scores have been rolled back since."""
    active("next-1", weight=0.2)
    in_the_shadow("next-2")
    roll_back()
    work()
    command("next-2", "--no-wait")
    work()
    found = json.loads(command("next-2", "--json"))
    shown = {str(each.score.candidate_id): each.score.value for each in people}
    assert found["moves"]
    assert all(shown[move["candidate"]] == move["old"] for move in found["moves"])


def test_whoever_withdrew_is_no_longer_counted(people: list[Scored], tmp_path: Path) -> None:
    in_the_shadow("next-1")
    gone = people[0].score
    with tenancy.person(gone.person_id):
        Standing.objects.filter(candidate_id=gone.candidate_id).delete()
        Score.objects.filter(candidate_id=gone.candidate_id).delete()
    found = json.loads(command("next-1", "--json"))
    assert found["candidates"] == 2
    assert str(gone.candidate_id) not in json.dumps(found)


def test_with_nobody_to_score_the_report_is_empty_and_says_so(tmp_path: Path) -> None:
    said = command(file_of(next_model("next-1"), tmp_path))
    assert "0 candidates of 0 organisations" in said


def test_a_model_that_misses_its_gates_is_refused_with_each_reason(tmp_path: Path) -> None:
    model = next_model("next-1", fit=a_fit(0.845, off=0.2))
    with pytest.raises(CommandError, match="may not be released"):
        command(file_of(model, tmp_path))
    assert not Release.objects.exists()


def test_the_prior_model_was_never_fitted_and_is_refused(tmp_path: Path) -> None:
    model = replace(shipped_model("prior-2"), version="prior-3")
    with pytest.raises(CommandError, match="may not be released"):
        command(file_of(model, tmp_path))


def test_a_file_that_is_no_model_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.json: No such file"):
        command(str(tmp_path / "nowhere.json"))
    file = tmp_path / "next-1.json"
    file.write_text("{")
    with pytest.raises(CommandError, match="no JSON"):
        command(str(file))
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="it is no text"):
        command(str(file))
    file.write_text(re.sub(r'"a": [\d.]+', '"a": "low"', model_text(next_model("next-1"))))
    with pytest.raises(CommandError, match=r"next-1\.json: a: float is needed"):
        command(str(file))
    with pytest.raises(CommandError, match="version: 1 to 40"):
        command(file_of(next_model("Next One"), tmp_path))
    assert not Release.objects.exists()


def test_a_version_never_changes_its_content(tmp_path: Path) -> None:
    in_the_shadow("next-1")
    with pytest.raises(CommandError, match="another model of the version next-1"):
        command(file_of(next_model("next-1", weight=0.7), tmp_path))
    shipped = replace(shipped_model("prior-2"), fit=a_fit(), seed=2)
    with pytest.raises(CommandError, match="another model of the version prior-2"):
        command(file_of(shipped, tmp_path))


def test_the_content_stands_for_good() -> None:
    release = in_the_shadow("next-1")
    with pytest.raises(DatabaseError, match="Cannot update"):
        Release.objects.filter(pk=release.pk).update(content="{}")
    with pytest.raises(DatabaseError, match="Cannot delete"):
        release.delete()


def test_the_same_model_from_a_file_with_other_spaces_is_the_same(tmp_path: Path) -> None:
    model = next_model("next-1")
    in_the_shadow("next-1")
    file = tmp_path / "copy.json"
    file.write_text(json.dumps(json.loads(model_text(model))))
    command(str(file), "--no-wait")
    assert Release.objects.count() == 1


def test_what_is_active_already_cannot_be_released_again(tmp_path: Path) -> None:
    version = active_version()
    with pytest.raises(CommandError):
        command(str(shipped_path(version)))
    active("next-1")
    found = json.loads(command("next-1", "--json"))
    assert (found["before"], found["version"]) == (version, "next-1")


def test_a_model_is_loaded_as_it_was_written(tmp_path: Path) -> None:
    model = next_model("next-1")
    in_the_shadow("next-1")
    assert released_model("next-1") == model
