"""Filters in the address, chips, columns that are remembered, people that stay chosen."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from apps.audit.models import Event
from apps.core import tenancy
from apps.organisations.models import Membership
from tests.workspace.hiring import Hiring, link, make_hiring, names
from tests.workspace.many import many_people

pytestmark = pytest.mark.django_db
EVERY: dict[str, Any] = {
    "q": "person",
    "score_min": 21,
    "score_max": 39,
    "width_max": 19,
    "reach_min": 1,
    "reach_max": 14,
    "engagement_min": 1,
    "network_max": 14,
    "network": "x",
    "read_within": 19,
    "state": "scored",
    "status": "new",
    "unscored": "no",
}


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def chips(html: str) -> dict[str, str]:
    """What each chip says, and where it leads."""
    found = re.findall(r'class="chip" href="([^"]*)".*?<bdi>(.*?)</bdi>', html, re.S)
    return {unescape(label): unescape(url) for url, label in found}


def list_url(halden: Hiring) -> str:
    return reverse("opening", args=[halden.organisation.slug, halden.opening.pk])


def look(halden: Hiring, address: str) -> str:
    return halden.client().get(address).content.decode()


def test_each_filter_has_a_chip_that_drops_it_and_nothing_else(halden: Hiring) -> None:
    many_people(halden, 60)
    shown = chips(halden.list(**EVERY))
    assert [*shown] == [
        "“person”",
        "Score from 21 up to 39",
        "With a score",
        "Reach from 1 up to 14",
        "Engagement from 1",
        "Network up to 14",
        "Interval up to 19 points",
        "X account",
        "Read within 19 days",
        "State: “Scored”",
        "Status: “New”",
    ]
    for label, url in shown.items():
        left = chips(look(halden, list_url(halden) + url))
        assert [*left] == [other for other in shown if other != label]


def test_a_chip_of_one_account_drops_that_account_alone(halden: Hiring) -> None:
    many_people(halden, 20)
    shown = chips(halden.list(network=["x", "youtube"]))
    assert shown["X account"] == "?network=youtube"
    assert shown["YouTube account"] == "?network=x"


def test_the_address_of_a_list_opens_the_same_list_for_a_colleague(halden: Hiring) -> None:
    many_people(halden, 60)
    query: dict[str, Any] = {"score_min": 25, "state": "scored", "sort": "width"}
    assert halden.list(**query).count("<tr") > 2
    assert names(halden.list(**query)) == names(halden.list(user=halden.vic, **query))


@pytest.mark.parametrize("field", ["width_max", "reach_max", "read_within"])
def test_a_bound_that_is_no_number_is_told_at_its_field_and_filters_nobody(
    halden: Hiring, field: str
) -> None:
    people = many_people(halden, 10)
    html = halden.list(user=None, **{field: "much"})
    assert f'id="{field}-error"' in html
    assert 'value="much"' in html
    assert len(names(html)) == len(people)


def test_a_list_says_more_than_a_thousand_instead_of_counting_on(halden: Hiring) -> None:
    many_people(halden, 1003)
    html = halden.list()
    assert "More than 1\u00a0000 people" in html
    assert "Count everybody" in html
    assert 'hx-trigger="load"' in html
    counted = halden.list(counts="all")
    assert "Count everybody" not in counted
    assert "h-on" in counted
    fragment = halden.get("opening_counts", halden.opening.pk).content.decode()
    statuses = re.findall(r'n-(?:new|in_review|interview)" [^>]*>([^<]*)<', fragment)
    assert sum(int(count.replace("\u00a0", "")) for count in statuses) == 1003


def test_columns_are_chosen_by_each_member_and_survive_another_browser(halden: Hiring) -> None:
    many_people(halden, 30)
    address = reverse("list_looks", args=[halden.organisation.slug])
    chosen = {"column": ["reach", "state"], "size": "50", "list": list_url(halden) + "?sort=name"}
    answer = halden.client().post(address, chosen)
    assert answer.headers["Location"] == list_url(halden) + "?sort=name"
    mine, theirs = halden.list(), halden.list(user=halden.vic)
    assert len(names(mine)) == 30
    assert len(names(theirs)) == 25
    assert 'class="c-state"' in mine
    for column in ("c-strip", "c-nets", "c-fresh", "c-stat"):
        assert f'class="{column}"' not in mine
        assert f'class="{column}"' in theirs
    with tenancy.organisation(halden.organisation.pk):
        assert Event.objects.filter(verb="membership.list_arranged").count() == 1
        assert Membership.objects.get(user=halden.vic).list_columns is None


def test_a_row_without_a_score_spans_what_is_shown(halden: Hiring) -> None:
    halden.asked("Yuki Tanabe")
    assert 'colspan="6"' in halden.list()
    with tenancy.organisation(halden.organisation.pk):
        Membership.objects.filter(user=halden.katrin).update(list_columns=["reach"])
    assert 'colspan="2"' in halden.list()


@pytest.mark.parametrize("wrong", [{"size": "7"}, {"size": "25", "column": ["salary"]}])
def test_a_column_that_does_not_exist_is_refused_and_nothing_changes(
    halden: Hiring, wrong: dict[str, object]
) -> None:
    address = reverse("list_looks", args=[halden.organisation.slug])
    answer = halden.client().post(address, {**wrong, "list": "https://evil.example/"}, follow=True)
    assert "is not known" in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("people", args=[halden.organisation.slug])
    with tenancy.organisation(halden.organisation.pk):
        assert Membership.objects.get(user=halden.katrin).list_size == 25


def test_chosen_people_stay_chosen_on_other_pages_and_under_other_filters(halden: Hiring) -> None:
    ada, bo = halden.share("Ada Lindqvist"), halden.share("Bo Ek")
    for number in range(30):
        halden.asked(f"Person {number:02}")
    html = halden.list(candidate=str(ada.pk), sort="-name")
    assert f'type="hidden" name="candidate" value="{ada.pk}"' in html
    assert "Ada Lindqvist" in html.partition('id="selection"')[2]
    for label in ("Next", "Name", "Reach"):
        assert f"candidate={ada.pk}" in link(html, label)
    away = halden.list(candidate=str(ada.pk), status="interview", q="nobody such")
    assert f"candidate={ada.pk}" in away
    bar = halden.get("selection", candidate=[str(ada.pk), str(bo.pk)], list=list_url(halden))
    assert "2 people chosen" in bar.content.decode()
    assert f"?candidate={bo.pk}" in bar.content.decode()


def test_without_a_script_a_button_keeps_the_chosen_people_in_the_lists_address(
    halden: Hiring,
) -> None:
    ada = halden.share("Ada Lindqvist")
    home = list_url(halden) + "?sort=name"
    answer = halden.get("selection", candidate=str(ada.pk), keep=home)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{home}&candidate={ada.pk}"
    away = halden.get("selection", candidate=str(ada.pk), keep="//evil.example/o/")
    assert away.headers["Location"].startswith(f"/o/{halden.organisation.slug}/people/")


def test_a_list_of_another_organisation_tells_nothing_of_ours(halden: Hiring) -> None:
    foreign = make_hiring()
    many_people(foreign, 5)
    for name in ("opening_counts", "opening_rows"):
        assert halden.get(name, foreign.opening.pk).status_code == 404
    assert halden.get("people_counts", user=foreign.katrin).status_code == 404
    post = halden.client(foreign.katrin).post(
        reverse("list_looks", args=[halden.organisation.slug]), {"size": "50"}
    )
    assert post.status_code == 404
