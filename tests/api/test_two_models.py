"""While everybody is scored anew, an applicant tracking system sees scores of two score models."""

from __future__ import annotations

from apps.scoring.released import DEFAULT
from tests.api.conftest import Employer
from tests.scoring.releases import a_new_model_is_active, scored_again


def test_a_pair_of_two_models_has_no_verdict_and_each_score_names_its_model(
    halden: Employer,
) -> None:
    ada, bo = (halden.share(name, followers=900) for name in ("Ada", "Bo"))
    a_new_model_is_active()
    scored_again(ada)
    answer = halden.get("compare", candidate=[str(ada.pk), str(bo.pk)]).json()
    assert answer["verdicts"] == []
    pair = {"a": str(ada.pk), "b": str(bo.pk)}
    assert answer["left_out"] == [{**pair, "reason": "other_model"}]
    versions = [each["score"]["model_version"] for each in answer["candidates"]]
    assert versions == ["next-1", DEFAULT]
    scored_again(bo)
    answer = halden.get("compare", candidate=[str(ada.pk), str(bo.pk)]).json()
    assert len(answer["verdicts"]) == 1
    assert answer["left_out"] == []
    cy = halden.silent("Cy")
    answer = halden.get("compare", candidate=[str(ada.pk), str(cy.pk)]).json()
    assert (answer["verdicts"], answer["left_out"][0]["reason"]) == ([], "no_score")


def test_the_history_names_the_model_of_each_score(halden: Employer) -> None:
    ada = halden.share("Ada")
    a_new_model_is_active()
    scored_again(ada)
    scores = halden.get(f"candidates/{ada.pk}/scores").json()["results"]
    assert "next-1" in {score["model_version"] for score in scores}
