"""The candidates of an opening, and everybody's list."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Event
from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.scoring.models import Standing
from tests.factories import make_candidate, make_opening, make_score
from tests.workspace.hiring import Hiring, link, make_hiring, names, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def three(halden: Hiring) -> None:
    halden.share("Ada Lindqvist", followers=90_000, people=300)
    halden.share("Jonas Oberländer", followers=400, people=30)
    halden.share("Priya Raghunathan", followers=9_000, people=120)


def test_the_highest_score_comes_first_with_its_interval(halden: Hiring) -> None:
    three(halden)
    html = halden.list()
    assert names(html) == ["Ada Lindqvist", "Priya Raghunathan", "Jonas Oberländer"]
    assert html.count('class="range"') == 3
    assert 'class="c-score" aria-sort="descending"' in html


@pytest.mark.parametrize("order", ["score", "reach", "engagement", "network", "read", "status"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_people_without_a_score_come_last_however_the_list_is_sorted(
    halden: Hiring, order: str, sign: str
) -> None:
    silent = halden.asked("Yuki Tanabe")
    three(halden)
    halden.move(silent, "on_hold" if sign == "" else "new")
    assert names(halden.list(sort=f"{sign}{order}"))[-1] == "Yuki Tanabe"


def test_each_heading_sorts_and_turns_round_and_keeps_the_filters(halden: Hiring) -> None:
    three(halden)
    html = halden.list(score_min=2)
    assert link(html, "Name") == "?score_min=2&sort=name"
    assert link(html, "Score") == "?score_min=2&sort=score"
    assert link(halden.list(sort="name"), "Name") == "?sort=-name"
    assert names(halden.list(sort="name"))[0] == "Ada Lindqvist"
    assert 'aria-sort="ascending"' in halden.list(sort="name")


def test_statuses_sort_in_the_order_in_which_people_move_on(halden: Hiring) -> None:
    for name, status in (
        ("Ada", "on_hold"),
        ("Bo", "new"),
        ("Cy", "interview"),
        ("Di", "in_review"),
    ):
        halden.move(halden.asked(name), status)
    assert names(halden.list(sort="status")) == ["Bo", "Di", "Cy", "Ada"]


def test_an_unknown_order_is_the_usual_one(halden: Hiring) -> None:
    three(halden)
    assert names(halden.list(sort="salary")) == names(halden.list())


def test_a_score_filter_keeps_people_without_one_unless_told_otherwise(halden: Hiring) -> None:
    three(halden)
    halden.asked("Yuki Tanabe")
    least = _score_of("Ada Lindqvist", halden)
    assert names(halden.list(score_min=least)) == ["Ada Lindqvist", "Yuki Tanabe"]
    assert names(halden.list(score_min=least, unscored=["no"])) == ["Ada Lindqvist"]
    assert names(halden.list(score_min=least, unscored=["no", "yes"])) == [
        "Ada Lindqvist",
        "Yuki Tanabe",
    ]


def test_filters_by_factor_account_and_status_combine(halden: Hiring) -> None:
    three(halden)
    wide = halden.share("Mireille Fauchard", followers=50_000, networks=("x", "wordpress"))
    halden.move(wide, "interview")
    assert names(halden.list(network="wordpress")) == ["Mireille Fauchard"]
    assert names(halden.list(status="interview", reach_min=5)) == ["Mireille Fauchard"]
    assert "2 on" in halden.list(status="interview", reach_min=5)
    assert len(names(halden.list(reach_min=0, score_min=1, score_max=100))) == 4


def test_a_filter_that_is_no_number_says_so_at_its_field(halden: Hiring) -> None:
    three(halden)
    html = halden.list(score_min="many")
    assert 'value="many"' in html
    assert "Enter a number." in html
    assert len(names(html)) == 3


def test_counts_stand_beside_accounts_and_statuses(halden: Hiring) -> None:
    three(halden)
    halden.share("Mireille Fauchard", networks=("wordpress",))
    html = halden.list()
    assert re.search(r'value="x">.*?X<span class="n">3</span>', html)
    assert re.search(r'value="wordpress">.*?WordPress<span class="n">1</span>', html)
    assert re.search(r'value="new">New<span class="n">4</span>', html)


def test_filters_that_nobody_meets_are_named_with_the_one_to_drop(halden: Hiring) -> None:
    three(halden)
    html = halden.list(score_min=2, network="wordpress", unscored="no")
    assert "Nobody matches all three filters" in html
    assert "You asked for a score from 2, people with a score and a WordPress account." in html
    assert "Three people match if you drop the WordPress filter." in html
    assert link(html, "Drop the WordPress filter") == "?score_min=2&unscored=no"


def test_an_opening_without_anybody_offers_to_invite(halden: Hiring) -> None:
    assert "Invite one person, or many" in halden.list()
    assert "once a recruiter of your team has invited them" in halden.list(user=halden.vic)


def test_pages_follow_each_other_without_gap_or_double(halden: Hiring) -> None:
    for number in range(56):
        halden.asked(f"Person {number:02}")
    address = reverse("opening", args=[halden.organisation.slug, halden.opening.pk])
    seen: list[str] = []
    query = "?sort=name&status=new"
    for _ in range(3):
        html = halden.client().get(address + query).content.decode()
        seen += names(html)
        query = link(html, "Next") if 'rel="next"' in html else query
    assert seen == [f"Person {number:02}" for number in range(56)]
    assert "status=new" in query
    assert 'rel="next"' not in html
    back = halden.client().get(address + link(html, "Previous")).content.decode()
    assert names(back) == seen[25:50]


def test_a_made_up_cursor_is_not_found(halden: Hiring) -> None:
    assert halden.get("opening", halden.opening.pk, cursor="nonsense").status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_people(halden: Hiring) -> None:
    three(halden)
    halden.share("Freya Holm", age_days=40)
    client = halden.client()
    address = reverse("opening", args=[halden.organisation.slug, halden.opening.pk])
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(6):
        halden.share(f"Person {number}")
        halden.share(f"Beginner {number}", age_days=40)
        halden.asked(f"Silent {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many)


def test_who_declined_has_the_same_row_as_who_never_answered(halden: Hiring) -> None:
    silent, declined = halden.asked("Yuki Tanabe"), halden.declined("Freya Holm")
    withdrawn = halden.share("Dele Adeyemi")
    with tenancy.person(_person(withdrawn)):
        Standing.objects.all().delete()
    html = halden.list()
    assert "Not shared." in row(html, silent)
    assert row(html, silent) == row(html, declined) == row(html, withdrawn)


def test_an_expired_consent_looks_as_if_never_given(halden: Hiring) -> None:
    silent, once = halden.asked("Yuki Tanabe"), halden.share("Dele Adeyemi")
    with tenancy.person(_person(once)):
        Standing.objects.update(visible_until=timezone.now() - timedelta(hours=1))
    html = halden.list()
    assert row(html, silent) == row(html, once)


def test_too_little_says_what_is_missing_instead_of_a_number(halden: Hiring) -> None:
    young = halden.share("Freya Holm", age_days=40)
    shown = row(halden.list(), young)
    assert "Too little to score." in shown
    assert "The oldest account is 40 days old; 90 are needed." in shown
    assert "checkbox" not in shown


def test_numbers_that_were_not_renewed_for_days_say_so(halden: Hiring) -> None:
    old = halden.share("Luis Ángel Cabrera", now=timezone.now() - timedelta(days=9))
    assert "c-fresh stale" in row(halden.list(), old)
    assert "9 days ago" in row(halden.list(), old)


def test_rows_that_are_read_ask_again_until_the_score_is_there(halden: Hiring) -> None:
    read = halden.read_now("Freya Holm")
    assert f"rows/?row={read.pk}" in halden.list()
    still = halden.get("opening_rows", halden.opening.pk, row=str(read.pk)).content.decode()
    assert "hx-trigger" in still
    assert "<tr" not in still
    with tenancy.organisation(halden.organisation.pk):
        consent = read.consents.get()
    make_score(consent)
    done = halden.get("opening_rows", halden.opening.pk, row=str(read.pk)).content.decode()
    assert "hx-trigger" not in done
    assert 'hx-swap-oob="true"' in done
    assert 'class="score"' in done
    assert "hx-trigger" not in halden.list().partition('id="reading"')[2].partition(">")[0]


def test_the_bar_names_who_is_chosen_and_how_many_may_be(halden: Hiring) -> None:
    people = [halden.share(f"Person {letter}") for letter in "ABCDE"]
    keys = [str(person.pk) for person in people]
    one = halden.get("selection", candidate=keys[:1]).content.decode()
    assert "Choose one more" in one
    assert "disabled" in one
    assert "Compare 2" in halden.get("selection", candidate=keys[:2]).content.decode()
    assert "At most 4" in halden.get("selection", candidate=keys).content.decode()


def test_a_chosen_person_stays_chosen_in_the_address(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert "checked" in row(halden.list(candidate=str(ada.pk)), ada)


def test_every_page_that_shows_scores_is_recorded_as_a_look(halden: Hiring) -> None:
    three(halden)
    halden.asked("Yuki Tanabe")
    halden.list()
    halden.get("people")
    with tenancy.organisation(halden.organisation.pk):
        looks = list(Event.objects.filter(verb="score.seen").values_list("facts", "actor_id"))
    assert looks == [({"where": "list"}, halden.katrin.pk)] * 6


def test_everybody_stands_once_in_the_list_of_people_without_a_status(halden: Hiring) -> None:
    three(halden)
    elsewhere = make_opening(halden.organisation, "Developer Advocate")
    make_candidate(halden.organisation, "Noor Rahman", opening=elsewhere)
    html = halden.get("people").content.decode()
    assert len(names(html)) == 4
    assert "c-stat" not in html
    assert "Noor Rahman" not in halden.list()


def test_a_viewer_sees_the_list_and_none_of_the_buttons(halden: Hiring) -> None:
    three(halden)
    html = halden.list(user=halden.vic)
    assert len(names(html)) == 3
    assert "Invite people" not in html
    assert "Import CSV" not in html


def test_strangers_find_neither_opening_nor_people(halden: Hiring) -> None:
    for name, args in (("opening", [halden.opening.pk]), ("people", []), ("selection", [])):
        assert halden.get(name, *args, user=halden.olga).status_code == 404
    foreign = make_hiring()
    assert halden.get("opening", foreign.opening.pk).status_code == 404
    theirs = foreign.share("Secret Person")
    rows = halden.get("people_rows", row=str(theirs.pk))
    bar = halden.get("selection", candidate=str(theirs.pk))
    for answer in (rows, bar, halden.get("people")):
        assert "Secret" not in answer.content.decode()


def _person(candidate: Candidate) -> UUID:
    with tenancy.organisation(candidate.organisation_id):
        person = Candidate.objects.get(pk=candidate.pk).person_id
    assert person is not None
    return person


def _score_of(name: str, halden: Hiring) -> int:
    with tenancy.organisation(halden.organisation.pk):
        value = Standing.objects.get(candidate__name=name).value
    assert value is not None
    return value
