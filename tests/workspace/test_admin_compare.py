"""Comparing in the admin: two to four people, one chart, the same sentences."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import (
    make_candidate,
    make_opening,
    make_organisation,
    make_sharing_candidate,
)
from tests.workspace.administering import PEOPLE, events, operator_in, team, text

pytestmark = pytest.mark.django_db
COMPARE = "/admin/compare/"


def sharing(organisation: Organisation, *names: str) -> list[str]:
    opening = make_opening(organisation)
    return [str(make_sharing_candidate(organisation, opening, name).pk) for name in names]


def test_two_chosen_people_stand_on_one_axis_with_what_can_be_said_and_the_notice() -> None:
    mine, katrin = team()
    opening = make_opening(mine)
    high = make_sharing_candidate(mine, opening, "Ada High", followers=900_000, people=900)
    low = make_sharing_candidate(mine, opening, "Bo Low", followers=300, people=20)
    chosen = {"action": "compare_people", "_selected_action": [str(high.pk), str(low.pk)]}
    answer = katrin.post(PEOPLE, chosen, follow=True)
    page = text(answer.content)
    assert answer.status_code == 200
    assert page.count('class="lane-svg"') == 2
    assert "Ada is higher than Bo" in page
    assert "They do not measure job performance." in page
    assert reverse("admin:candidates_candidate_change", args=[high.pk]) in page
    assert events(mine, "score.seen") == [{"where": "admin"}] * 2


def test_equals_are_too_close_to_call() -> None:
    mine, katrin = team()
    page = text(katrin.get(COMPARE, {"candidate": sharing(mine, "Ada A", "Bo B")}).content)
    assert "Ada and Bo: too close to call" in page


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "You chose one person."), (5, "You chose more than four people.")],
)
def test_one_or_five_people_are_sent_back_with_a_sentence(number: int, said: str) -> None:
    mine, katrin = team()
    ids = sharing(mine, *["Ada", "Bo", "Cy", "Dee", "Eve"][:number])
    by_hand = katrin.get(COMPARE, {"candidate": ids}, follow=True)
    assert by_hand.redirect_chain == [(PEOPLE, 302)]
    assert said in text(by_hand.content)
    chosen = {"action": "compare_people", "_selected_action": ids}
    assert said in text(katrin.post(PEOPLE, chosen, follow=True).content)


def test_who_has_no_score_is_named_and_the_others_are_compared() -> None:
    mine, katrin = team()
    silent = str(make_candidate(mine, "Silent Cy").pk)
    two = sharing(mine, "Ada", "Bo")
    page = text(katrin.get(COMPARE, {"candidate": [*two, silent]}).content)
    assert "No score to compare: Silent Cy. This says nothing about them." in page
    page = text(katrin.get(COMPARE, {"candidate": [two[0], silent]}, follow=True).content)
    assert "Choose at least two people with a score." in page


def test_nobody_of_another_organisation_can_be_compared() -> None:
    mine, katrin = team()
    own, foreign = sharing(mine, "Ada")[0], sharing(make_organisation("Other"), "Dora")[0]
    assert katrin.get(COMPARE, {"candidate": [own, foreign]}).status_code == 404
    assert katrin.get(COMPARE, {"candidate": [own, "nobody"]}).status_code == 404


def test_an_operator_compares_after_entering_and_it_is_written_down() -> None:
    mine, _ = team()
    ids = sharing(mine, "Ada", "Bo")
    page = text(operator_in(mine).get(COMPARE, {"candidate": ids}).content)
    assert "too close to call" in page
    assert f"/o/{mine.slug}/" not in page
    assert len(events(mine, "score.seen")) == 2


def test_a_viewer_compares() -> None:
    mine, vera = team(Role.VIEWER)
    assert vera.get(COMPARE, {"candidate": sharing(mine, "Ada", "Bo")}).status_code == 200


def test_hidden_people_are_compared_under_their_pseudonyms() -> None:
    mine, katrin = team()
    blind = make_opening(mine, "Blind", blind=True)
    names = ("Ada Secret", "Bo Secret")
    ids = [str(make_sharing_candidate(mine, blind, name).pk) for name in names]
    silent = str(make_candidate(mine, "Cy Secret", opening=blind).pk)
    page = text(katrin.get(COMPARE, {"candidate": [*ids, silent]}).content)
    assert page.count('class="lane-svg"') == 2
    assert "Secret" not in page
