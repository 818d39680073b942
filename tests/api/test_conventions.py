"""What holds for every address of the API: versions, pages, limits, request ids, what will go."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.deprecation import Deprecation
from apps.api.views.base import OrganisationView, address
from tests.api.conftest import Employer


def ask(employer: Employer, path: str, method: str = "get", **extra: Any) -> Any:
    headers = {"Authorization": f"Bearer {employer.secret}"} | extra.pop("headers", {})
    return getattr(Client(), method)(f"/api/v1/{path}", headers=headers, **extra)


def test_what_the_reader_has_already_is_not_sent_again(halden: Employer) -> None:
    first = ask(halden, "openings")
    again = ask(halden, "openings", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    weak = ask(halden, "openings", headers={"If-None-Match": f"W/{first['ETag']}"})
    assert weak.status_code == 304
    halden.post("openings", {"title": "Another"})
    changed = ask(halden, "openings", headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, len(changed.json()["results"])) == (200, 2)


def test_nobody_overwrites_what_somebody_else_changed_in_between(halden: Employer) -> None:
    path = f"openings/{halden.opening.pk}"
    seen = ask(halden, path)["ETag"]
    mine: dict[str, Any] = {"content_type": "application/json", "headers": {"If-Match": seen}}
    assert ask(halden, path, "patch", data={"place": "Kiel"}, **mine).status_code == 200
    late = ask(halden, path, "patch", data={"place": "Ulm"}, **mine)
    assert (late.status_code, late.json()["type"]) == (412, "/api/problems/precondition-failed")
    assert halden.get(path).json()["place"] == "Kiel"


def test_the_pages_of_a_list_are_linked_in_a_header_too(halden: Employer) -> None:
    for number in range(3):
        halden.silent(f"P{number}")
    first = halden.get("candidates", page_size=2)
    start = "http://testserver/api/v1/candidates?page_size=2"
    assert first["Link"] == f'<{start}>; rel="first", <{first.json()["next"]}>; rel="next"'
    second = Client().get(
        first.json()["next"], headers={"Authorization": f"Bearer {halden.secret}"}
    )
    before = second.json()["previous"]
    assert second["Link"] == f'<{start}>; rel="first", <{before}>; rel="prev"'


def test_a_key_is_told_how_often_it_may_still_ask(halden: Employer, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    left = [halden.get("openings")["RateLimit"].partition(";t=")[0] for _ in range(2)]
    assert left in (['"key";r=1', '"key";r=0'], ['"key";r=1', '"key";r=1'])
    for _ in range(5):  # a minute may begin in between
        refused = halden.get("openings")
    assert refused.status_code == 429
    assert refused["RateLimit-Policy"] == '"key";q=2;w=60'
    assert refused["RateLimit"] == f'"key";r=0;t={refused["Retry-After"]}'
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused.json()["type"] == "/api/problems/too-many-requests"


@pytest.mark.parametrize("given", ["", "a" * 65, "two words", "x\ty", "ä"])
def test_an_answer_has_an_id_of_ours_where_the_callers_is_none(given: str) -> None:
    answer = Client().get("/api/v1/openings", headers={"X-Request-Id": given})
    assert len(answer["X-Request-Id"]) == 36


def test_a_callers_own_request_id_is_taken_over(halden: Employer) -> None:
    answer = ask(halden, "nothing", headers={"X-Request-Id": "order-17.a_b"})
    assert answer["X-Request-Id"] == "order-17.a_b"


class Old(OrganisationView):
    @extend_schema(responses=None)
    def get(self, request: Request) -> Response:
        return Response({"still": "here"})


SINCE, SUNSET = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC)


@pytest.fixture
def old(halden: Employer) -> Any:
    gone = Deprecation(SINCE, SUNSET, instead="/api/docs")
    view = address("old", Old, name="old", deprecation=gone).callback
    bearer = {"Authorization": f"Bearer {halden.secret}"}
    request: HttpRequest = RequestFactory().get("/old", headers=bearer)
    return view(request)


def test_an_address_that_will_go_says_since_when_until_when_and_what_instead(old: Any) -> None:
    assert old["Deprecation"] == "@1798761600"
    assert old["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
    assert old["Link"] == '</api/docs>; rel="deprecation"'


def test_an_address_that_stays_says_nothing_of_the_kind(halden: Employer) -> None:
    answer = halden.get("openings")
    assert "Deprecation" not in answer
    assert "Sunset" not in answer
