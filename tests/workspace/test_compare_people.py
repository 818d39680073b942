"""Who stands in a comparison changes by plain links, and the address holds it all."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.audit.actions import By
from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.core.phrases import isolated, listing
from apps.scoring.actions import contests
from apps.scoring.models import Score
from tests.factories import make_opening
from tests.workspace.hiring import Hiring, link, make_hiring, make_provisional
from tests.workspace.test_compare import side_by_side, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


@pytest.fixture
def three(halden: Hiring) -> list[Candidate]:
    return [halden.share(f"{name} Person") for name in ("Ada", "Bo", "Cy")]


def who(address: str) -> list[str]:
    """The people of an address, in its order."""
    return parse_qs(urlsplit(address).query)["candidate"]


def keys(*people: Candidate) -> list[str]:
    return [str(person.pk) for person in people]


def followed(halden: Hiring, address: str) -> str:
    return halden.client().get(address).content.decode()


def line_of(html: str, name: str) -> str:
    """What the menu "Change people" offers for one of them."""
    found = re.search(rf"<li><b><bdi>{name}</bdi></b>.*?</li>", html, re.S)
    assert found
    return found.group()


def test_somebody_is_taken_off_by_a_link(halden: Hiring, three: list[Candidate]) -> None:
    ada, _, cy = three
    html = text(side_by_side(halden, *three, opening=str(halden.opening.pk)))
    address = link(line_of(html, "Bo Person"), "Take off")
    assert who(address) == keys(ada, cy)
    assert parse_qs(urlsplit(address).query)["opening"] == [str(halden.opening.pk)]
    assert "<h1>Ada and Cy</h1>" in followed(halden, address)


def test_of_two_nobody_can_be_taken_off(halden: Hiring, three: list[Candidate]) -> None:
    assert "Take off" not in text(side_by_side(halden, *three[:2]))


def test_somebody_moves_to_the_front_by_links(halden: Hiring, three: list[Candidate]) -> None:
    ada, bo, cy = three
    html = text(side_by_side(halden, *three))
    assert "Earlier" not in line_of(html, "Ada Person")
    assert who(link(line_of(html, "Cy Person"), "Earlier")) == keys(ada, cy, bo)


def test_somebody_is_swapped_for_another_in_the_same_place(
    halden: Hiring, three: list[Candidate]
) -> None:
    ada, bo, cy = three
    html = text(side_by_side(halden, ada, bo))
    swapping = followed(halden, link(line_of(html, "Ada Person"), "Swap"))
    assert "Instead of Ada Person" in swapping
    assert who(link(swapping, "<bdi>Cy Person")) == keys(cy, bo)
    assert who(link(swapping, "Keep everybody")) == keys(ada, bo)


def test_somebody_is_added_by_a_link_but_to_no_four(halden: Hiring, three: list[Candidate]) -> None:
    di = halden.share("Di Person")
    html = text(side_by_side(halden, *three))
    assert who(link(html, "<bdi>Di Person")) == keys(*three, di)
    four = text(side_by_side(halden, *three, di))
    assert 'name="find"' not in four
    swapping = followed(halden, link(line_of(four, "Di Person"), "Swap"))
    assert 'name="find"' in swapping


def test_a_name_is_looked_for_among_all_who_have_a_score(
    halden: Hiring, three: list[Candidate]
) -> None:
    elsewhere = make_opening(halden.organisation, title="Night porter")
    for number in range(14):
        halden.share(f"Zoe Number {number:02}")
    halden.asked("Zoe Silent")
    html = text(side_by_side(halden, *three, find="zoe", opening=str(elsewhere.pk)))
    assert len(re.findall(r"<bdi>Zoe Number", html)) == 12
    assert "Zoe Silent" not in html
    assert "There are more. Type a part of the name." in html
    assert "<bdi>Zoe Number 13" in text(side_by_side(halden, *three, find="number 13"))
    nobody = text(side_by_side(halden, *three, find="<i>Nobody"))
    assert "Nobody else with a score is called “&lt;i&gt;Nobody”." in nobody


def test_from_somebodys_page_one_looks_for_another_to_compare_with(
    halden: Hiring, three: list[Candidate]
) -> None:
    ada, bo, _ = three
    form = halden.page(ada).partition("Compare with…")[2].partition("</form>")[0]
    assert f'name="candidate" value="{ada.pk}"' in form
    found = side_by_side(halden, ada, find="bo", opening=str(halden.opening.pk))
    assert found.status_code == 200
    assert who(link(text(found), "<bdi>Bo Person")) == keys(ada, bo)
    everybody = text(side_by_side(halden, ada, find="", opening=str(halden.opening.pk)))
    assert "<bdi>Cy Person" in everybody


def test_who_is_provisional_is_named_and_the_line_is_dashed(
    halden: Hiring,
) -> None:
    # Of who shares one account alone, every fifth is provisional by the draws of their key.
    ada, bo = (halden.share(f"{name} Person", networks=("x", "youtube")) for name in ("Ada", "Bo"))
    make_provisional(ada)
    html = text(side_by_side(halden, ada, bo))
    assert "Provisional: Ada." in html
    assert html.count('class="whisk prov"') == 1


def test_nonsense_in_the_place_of_whom_to_swap_changes_nothing(
    halden: Hiring, three: list[Candidate]
) -> None:
    assert "Add a person" in text(side_by_side(halden, *three, swap="nonsense"))


def test_however_many_others_there_are_the_queries_are_the_same(
    halden: Hiring, three: list[Candidate]
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            side_by_side(halden, *three)
        return len(found)

    few = queries()
    for number in range(6):
        halden.share(f"More {number}")
    assert queries() == few


def test_who_contests_the_score_is_named(halden: Hiring, three: list[Candidate]) -> None:
    ada, bo, cy = three
    with tenancy.organisation(halden.organisation.pk):
        score = Score.objects.get(candidate=bo)
    with tenancy.person(score.person_id):
        by = By.person(score.person_id)
        contests.contest(consent_id=score.consent_id, text="Wrong account.", by=by)
    html = text(side_by_side(halden, ada, bo, cy))
    assert "Contested: Bo." in html


def test_a_comparison_says_when_each_was_read(halden: Hiring, three: list[Candidate]) -> None:
    html = text(side_by_side(halden, *three))
    row = html.partition("Last read")[2].partition("</tr>")[0]
    assert row.count("Today") == len(three)


def test_names_from_right_to_left_keep_to_themselves_in_sentences(halden: Hiring) -> None:
    ada, abd = halden.share("Ada Lindqvist", followers=90_000), halden.share("عبد الرحمن")
    assert "Ada is higher than \u2068عبد\u2069" in text(side_by_side(halden, ada, abd))
    assert isolated("Ada") == "Ada"


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["Ada"], "Ada"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_are_listed_in_words(names: list[str], said: Any) -> None:
    assert listing(names) == said
