"""The API at its edges: odd orders, methods and addresses, and what no program should send."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.api.conftest import Employer

PROBLEM = "application/problem+json"


def test_the_pages_of_an_ascending_list_hold_everybody_once(halden: Employer) -> None:
    people = {halden.silent("Silent").name, halden.share("Ada").name, halden.share("Bo").name}
    query, seen = {"ordering": "score", "page_size": 1}, []
    while query:
        page = halden.get("candidates", **query).json()
        seen += [row["name"] for row in page["results"]]
        cursor = (page["next"] or "").partition("cursor=")[2].partition("&")[0]
        query = {**query, "cursor": cursor} if cursor else {}
    assert sorted(seen) == sorted(people)


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_an_address_that_does_not_exist_says_so_to_every_method(method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer["Content-Type"] == PROBLEM


def test_a_method_that_an_address_does_not_take_is_a_problem(halden: Employer) -> None:
    answer = halden.post("candidates", {})
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)


def test_an_address_that_is_too_long_is_refused_at_its_field(halden: Employer) -> None:
    email = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 50}.example"
    asked = {"opening": str(halden.opening.pk), "name": "Ada", "email": email}
    answer = halden.post("invitations", asked)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["errors"][0]["pointer"] == "#/email"


def test_what_breaks_inside_is_a_problem_without_details(
    halden: Employer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("apps.api.views.candidates.looks.record", broken)
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/candidates", headers={"Authorization": f"Bearer {halden.secret}"})
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "secret detail" not in answer.content.decode()


def test_options_and_head_are_answered_to_those_with_a_key(halden: Employer) -> None:
    bearer = {"Authorization": f"Bearer {halden.secret}"}
    assert Client().options("/api/v1/candidates", headers=bearer).status_code == 200
    assert Client().head("/api/v1/candidates", headers=bearer).status_code == 200
    assert Client().options("/api/v1/candidates").status_code == 401


def test_a_cursor_of_one_order_is_refused_in_another(halden: Employer) -> None:
    for name in ("Ada", "Bo", "Cy"):
        halden.share(name)
    cursor = parse_qs(urlsplit(halden.get("candidates", page_size=1).json()["next"]).query)[
        "cursor"
    ]
    answer = halden.get("candidates", page_size=1, ordering="-reach", cursor=cursor[0])
    assert answer.status_code == 400
    assert [entry["parameter"] for entry in answer.json()["errors"]] == ["cursor"]
