"""Every order of a list, page by page, forwards and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.candidates.models import Candidate
from apps.candidates.models.application import Status
from apps.core import tenancy
from apps.core.keyset import BadCursor, KeysetPage
from apps.scoring.listing import Order, listed
from apps.scoring.narrowing import Narrowing
from tests.workspace.hiring import Hiring, make_hiring
from tests.workspace.many import many_people

pytestmark = pytest.mark.django_db
PEOPLE, PAGE = 90, 7
STATES = ["scored", "provisional", "too_little", "reading", "not_shared"]


@pytest.fixture
def halden() -> Hiring:
    found = make_hiring()
    many_people(found, PEOPLE)
    return found


def page(
    halden: Hiring,
    order: Order,
    cursor: str | None = None,
    *,
    descending: bool,
    narrowing: Narrowing | None = None,
) -> KeysetPage[Candidate]:
    narrowing = narrowing or Narrowing(halden.opening.pk)
    return narrowing.page(
        listed(narrowing.opening_id), order=order, descending=descending, size=PAGE, cursor=cursor
    )


def through(halden: Hiring, order: Order, **how: Any) -> list[Candidate]:
    """Everybody, by following the pages; on each, back and forth again changes nothing."""
    found = page(halden, order, **how)
    assert found.previous is None
    people = [*found.rows]
    while found.next:
        before, found = found, page(halden, order, found.next, **how)
        assert found.previous
        back = page(halden, order, found.previous, **how)
        assert [each.pk for each in back.rows] == [each.pk for each in before.rows]
        people += found.rows
    return people


def number(column: str) -> Callable[[Any], Any]:
    return lambda person: getattr(getattr(person, "standing", None), column, None)


KEYS: dict[Order, Callable[[Any], Any]] = {
    Order.SCORE: number("value"),
    Order.WIDTH: number("width"),
    Order.REACH: number("reach"),
    Order.ENGAGEMENT: number("engagement"),
    Order.NETWORK: number("network"),
    Order.ACCOUNTS: number("accounts"),
    Order.READ: number("computed_at"),
    Order.NAME: lambda person: person.sorted_name,
    Order.STATUS: lambda person: Status.values.index(person.status),
    Order.STATE: lambda person: (
        None if person.state == "not_shared" else STATES.index(person.state)
    ),
}


@pytest.mark.parametrize("order", [*Order])
@pytest.mark.parametrize("descending", [True, False])
def test_everybody_stands_once_in_this_order_and_who_has_no_number_last(
    halden: Hiring, order: Order, descending: bool
) -> None:
    with tenancy.organisation(halden.organisation.pk):
        people = through(halden, order, descending=descending)
    assert len({person.pk for person in people}) == len(people) == PEOPLE
    keys = [KEYS[order](person) for person in people]
    known = [key for key in keys if key is not None]
    assert keys == [*sorted(known, reverse=descending), *[None] * (PEOPLE - len(known))]


@pytest.mark.parametrize("order", [order for order in Order if order is not Order.STATUS])
def test_everybody_of_the_organisation_stands_in_the_same_order(
    halden: Hiring, order: Order
) -> None:
    with tenancy.organisation(halden.organisation.pk):
        everybody = through(halden, order, descending=True, narrowing=Narrowing())
        people = through(halden, order, descending=True)
    assert [person.pk for person in everybody] == [person.pk for person in people]


def test_a_name_sorts_by_its_letters_whatever_accents_and_capitals_it_has(halden: Hiring) -> None:
    for name in ("Øyvind", "oona", "Özge", "Łukasz", "lara"):
        halden.asked(name)
    with tenancy.organisation(halden.organisation.pk):
        people = through(halden, Order.NAME, descending=False)
    names = [person.name for person in people]
    assert [name for name in names if "Person" not in name] == [
        *("lara", "Łukasz", "oona", "Øyvind", "Özge")
    ]


FILTERS: dict[str, tuple[dict[str, Any], Callable[[Any], bool]]] = {
    "score": (
        {"score_min": 25, "score_max": 30},
        lambda p: number("value")(p) is None or 25 <= p.standing.value <= 30,
    ),
    "with a score": ({"unscored": "no"}, lambda p: number("value")(p) is not None),
    "score only": (
        {"score_min": 30, "unscored": "no"},
        lambda p: (number("value")(p) or 0) >= 30,
    ),
    "interval": (
        {"width_max": 8, "unscored": "no"},
        lambda p: number("width")(p) is not None and p.standing.width <= 8,
    ),
    "reach": (
        {"reach_min": 4, "reach_max": 9, "unscored": "no"},
        lambda p: number("reach")(p) is not None and 4 <= p.standing.reach <= 9,
    ),
    "engagement": (
        {"engagement_max": 5, "unscored": "no"},
        lambda p: number("engagement")(p) is not None and p.standing.engagement <= 5,
    ),
    "network": (
        {"network_min": 5},
        lambda p: number("value")(p) is None or p.standing.network >= 5,
    ),
    "accounts": (
        {"network": ["x", "youtube"]},
        lambda p: {"x", "youtube"} <= {*(number("networks")(p) or [])},
    ),
    "states": (
        {"state": ["provisional", "not_shared"]},
        lambda p: p.state in {"provisional", "not_shared"},
    ),
    "not shared": ({"state": ["not_shared"]}, lambda p: p.state == "not_shared"),
    "status": ({"status": ["new", "interview"]}, lambda p: p.status in {"new", "interview"}),
    "several": (
        {"score_min": 22, "network": ["x"], "status": ["new"], "state": ["scored"]},
        lambda p: (
            p.state == "scored"
            and p.standing.value >= 22
            and "x" in p.standing.networks
            and p.status == "new"
        ),
    ),
}


@pytest.mark.parametrize("name", [*FILTERS])
def test_a_filter_keeps_the_same_people_in_every_order(halden: Hiring, name: str) -> None:
    chosen, meets = FILTERS[name]
    narrowing = Narrowing(halden.opening.pk, chosen)
    with tenancy.organisation(halden.organisation.pk):
        wanted = sorted(person.pk for person in listed(halden.opening.pk) if meets(person))
        assert wanted
        for order in Order:
            people = through(halden, order, descending=True, narrowing=narrowing)
            assert sorted(person.pk for person in people) == wanted, order
        assert narrowing.count(1000) == len(wanted)
        assert narrowing.count(3) == min(4, len(wanted))


def test_freshness_keeps_who_was_read_within_the_days(halden: Hiring) -> None:
    with tenancy.organisation(halden.organisation.pk):
        people = through(
            halden,
            Order.READ,
            descending=True,
            narrowing=Narrowing(halden.opening.pk, {"read_within": 5}),
        )
        every = through(halden, Order.READ, descending=True)
    fresh = [each for each in every if number("computed_at")(each)]
    assert 0 < len(people) < len(fresh)
    assert people == fresh[: len(people)]


def test_a_page_asks_for_the_size_of_the_opening_once_a_stretch_and_for_the_rows(
    halden: Hiring,
) -> None:
    with tenancy.organisation(halden.organisation.pk), CaptureQueriesContext(connection) as asked:
        page(halden, Order.SCORE, descending=True)
    assert len(asked) == 3


@pytest.mark.parametrize("order", [Order.SCORE, Order.NAME, Order.STATUS, Order.READ])
def test_a_cursor_of_another_order_is_refused(halden: Hiring, order: Order) -> None:
    with tenancy.organisation(halden.organisation.pk):
        other = page(halden, Order.REACH, descending=True).next
        assert other
        with pytest.raises(BadCursor):
            page(halden, order, other, descending=True)
        with pytest.raises(BadCursor):
            page(halden, Order.REACH, other, descending=False)


def test_people_of_another_organisation_stand_in_no_list(halden: Hiring) -> None:
    foreign = make_hiring()
    theirs: set[UUID] = {person.pk for person in many_people(foreign, 30, seed=2)}
    with tenancy.organisation(halden.organisation.pk):
        for order in (Order.SCORE, Order.NAME, Order.STATE):
            people = through(halden, order, descending=True, narrowing=Narrowing())
            assert not theirs & {person.pk for person in people}
            assert len(people) == PEOPLE
        assert Narrowing(foreign.opening.pk).count(1000) == 0
        nobody = page(halden, Order.SCORE, descending=True, narrowing=Narrowing(foreign.opening.pk))
    assert not nobody.rows
