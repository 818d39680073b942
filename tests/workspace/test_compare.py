"""Two to four people side by side, and what can be said about them."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from apps.audit.models import Event
from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.scoring.models import Standing
from apps.workspace.candidates.comparing import short_names
from tests.workspace.hiring import Hiring, make_hiring

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def side_by_side(halden: Hiring, *people: Candidate, **query: Any) -> HttpResponse:
    keys = [str(person.pk) for person in people]
    return halden.get("compare", candidate=keys, **query)


def text(response: HttpResponse) -> str:
    return response.content.decode()


def test_far_apart_says_how_many_of_a_hundred_would_agree(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=200_000, people=400)
    jonas = halden.share("Jonas Oberländer", followers=300, people=20)
    html = text(side_by_side(halden, jonas, ada))
    assert "Ada is higher than Jonas" in html
    said = re.search(
        r"Of 100 people asked, about (\d+) would call Ada the more influential\.", html
    )
    assert said
    assert int(said.group(1)) >= 65


def test_near_each_other_is_too_close_to_call(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=5_200)
    priya = halden.share("Priya Raghunathan", followers=5_000)
    html = text(side_by_side(halden, ada, priya))
    assert "Ada and Priya: too close to call" in html
    assert "is higher than" not in html


def test_nobody_is_ranked_and_people_stand_in_the_order_asked_for(halden: Hiring) -> None:
    low, high = halden.share("Lo Low", followers=200), halden.share("Hi High", followers=200_000)
    html = text(side_by_side(halden, low, high))
    assert "<h1>Lo and Hi</h1>" in html
    assert html.index("Lo Low") < html.index("Hi High")
    for word in ("winner", "rank", "1st", "best"):
        assert word not in html.lower().partition("<main")[2]


def test_points_add_up_by_factor_and_by_account(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", networks=("x", "wordpress"))
    priya = halden.share("Priya Raghunathan")
    html = text(side_by_side(halden, ada, priya))
    with tenancy.organisation(halden.organisation.pk):
        values = [Standing.objects.get(candidate=person).value for person in (ada, priya)]
    for place in ("factors", "networks"):
        section = html.partition(f'id="{place}"')[2].partition("</section>")[0]
        found = [
            [int(number.replace("−", "-").replace("±", "")) for number in numbers]
            for line in re.findall(r"<tr role=\"row\">.*?</tr>", section, re.S)
            if (numbers := re.findall(r'class="v">([+−±]?\d+)<', line))
        ]
        assert sum(line[0] for line in found) == values[0]
        assert f'<b class="score">{values[1]}</b>' in section
    assert "Not shared" in html  # Priya has no WordPress here
    assert "perceived online influence" in html


def test_four_people_make_six_sentences_and_a_constant_number_of_queries(halden: Hiring) -> None:
    people = [halden.share(f"{name} Person") for name in ("Ada", "Bo", "Cy", "Di")]
    with CaptureQueriesContext(connection) as two:
        side_by_side(halden, *people[:2])
    with CaptureQueriesContext(connection) as three:
        side_by_side(halden, *people[:3])
    html = text(side_by_side(halden, *people))
    assert html.count('class="glyph"') == 6
    assert len(two) == len(three)
    assert "Add a person" not in html
    assert "Add a person" in text(side_by_side(halden, *people[:3]))


def test_one_or_five_people_get_a_clear_message(halden: Hiring) -> None:
    people = [halden.share(f"Person {letter}") for letter in "ABCDE"]
    one, five = side_by_side(halden, people[0]), side_by_side(halden, *people)
    assert (one.status_code, five.status_code) == (400, 400)
    assert "Choose two to four people with a score" in text(one)
    assert "At most 4 people can be compared" in text(five)
    assert "Choose two to four people" in text(side_by_side(halden))


def test_the_same_person_twice_is_one(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert side_by_side(halden, ada, ada).status_code == 400


def test_who_has_no_score_is_named_and_the_others_are_compared(halden: Hiring) -> None:
    ada, bo = halden.share("Ada Lindqvist"), halden.share("Bo Berg")
    silent = halden.asked("Yuki Tanabe")
    html = text(side_by_side(halden, ada, silent, bo))
    assert "Yuki Tanabe: no score to compare. This says nothing about them." in html
    assert "<h1>Ada and Bo</h1>" in html


def test_foreign_unknown_and_broken_ids_are_not_found(halden: Hiring) -> None:
    ada, theirs = halden.share("Ada Lindqvist"), make_hiring().share("Secret Person")
    assert side_by_side(halden, ada, theirs).status_code == 404
    for key in (str(uuid.uuid4()), "nonsense"):
        assert halden.get("compare", candidate=[str(ada.pk), key]).status_code == 404


def test_comparing_is_a_look_at_each_of_them(halden: Hiring) -> None:
    ada, bo = halden.share("Ada Lindqvist"), halden.share("Bo Berg")
    side_by_side(halden, ada, bo)
    side_by_side(halden, ada)
    with tenancy.organisation(halden.organisation.pk):
        looks = Event.objects.filter(verb="score.seen").order_by("id")
        assert {event.subject_id for event in looks} == {ada.pk, bo.pk}
        assert [event.facts["where"] for event in looks] == ["compare"] * 2


def test_the_way_back_leads_to_the_opening_one_came_from(halden: Hiring) -> None:
    ada, bo = halden.share("Ada Lindqvist"), halden.share("Bo Berg")
    html = text(side_by_side(halden, ada, bo, opening=str(halden.opening.pk)))
    assert "Community Manager" in html.partition('class="crumb"')[2].partition("</p>")[0]
    assert side_by_side(halden, ada, bo, opening="nonsense").status_code == 200


def test_two_with_one_first_name_keep_their_whole_names() -> None:
    names = ["Ada Lindqvist", "Ada Byron", "Jonas Oberländer"]
    assert short_names(names) == ["Ada Lindqvist", "Ada Byron", "Jonas"]
