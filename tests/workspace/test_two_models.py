"""While everybody is scored anew, pages show scores of two score models and say what that means."""

from __future__ import annotations

import pytest

from apps.core import tenancy
from apps.scoring.models import Score
from tests.scoring.releases import a_new_model_is_active, scored_again
from tests.workspace.hiring import Hiring, make_hiring

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def test_who_had_a_turn_and_who_had_none_are_not_compared_and_the_page_says_why(
    halden: Hiring,
) -> None:
    ada, jonas, priya = (halden.share(f"{name} Sharing") for name in ("Ada", "Jonas", "Priya"))
    a_new_model_is_active()
    assert scored_again(ada).model_version == "next-1"
    asked = [str(each.pk) for each in (ada, jonas, priya)]
    page = halden.get("compare", candidate=asked).content.decode()
    for pair in ("Ada and Jonas", "Ada and Priya"):
        assert f"{pair} cannot be compared: their scores come from different score models" in page
    assert "Jonas and Priya: too close to call" in page
    assert "look again in a while" in page


def test_lists_show_everybody_with_the_number_that_they_have(halden: Hiring) -> None:
    ada, jonas = halden.share("Ada Sharing"), halden.share("Jonas Sharing")
    a_new_model_is_active()
    newer = scored_again(ada)
    page = halden.list()
    with tenancy.organisation(halden.organisation.pk):
        older = Score.objects.get(candidate=jonas)
    assert newer.value != older.value
    for name, score in (("Ada", newer), ("Jonas", older)):
        assert f"{name} Sharing" in page
        assert str(score.value) in page


def test_a_candidates_page_is_there_under_either_model(halden: Hiring) -> None:
    ada = halden.share("Ada Sharing")
    a_new_model_is_active()
    assert "Ada Sharing" in halden.page(ada)
    newer = scored_again(ada)
    assert str(newer.value) in halden.page(ada)
