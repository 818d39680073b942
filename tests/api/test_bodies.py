"""What no program should send is refused where it is wrong, and breaks nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from apps.api.bodies import LARGEST
from apps.api.problem_kinds import KINDS
from tests.api.conftest import Employer

PROBLEM = "application/problem+json"


def sent(
    employer: Employer, body: bytes, content_type: str = "application/json", **headers: str
) -> Any:
    bearer = {"Authorization": f"Bearer {employer.secret}"} | headers
    return Client().post("/api/v1/openings", body, content_type=content_type, headers=bearer)


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"not json",
        b'{"title": "a", "title": "b"}',
        b'{"title": NaN}',
        b'{"title": -Infinity}',
        b'{"title": 1e999}',
        b'{"title": ' + b"9" * 5_000 + b"}",
        b'{"title": "a\\u0000b"}',
        b'{"title": "\\ud800"}',
        b'{"\\u0000": 1}',
        b'{"title": "\xff"}',
        '{"title": "a"}'.encode("utf-16"),
        b'\xef\xbb\xbf{"title": "a"}',
        b"[" * 50_000,
        b"[" * 30 + b"]" * 30,
        b'{"a":' * 20_000,
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_is_no_json_is_told_so(halden: Employer, body: bytes) -> None:
    answer = sent(halden, body)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["type"] == "/api/problems/malformed"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"title": "A", "salary": 1}, {"#/salary": "unknown"}),
        ({"title": "A", "id": "x", "a/b~c": 1}, {"#/id": "unknown", "#/a~1b~0c": "unknown"}),
        ({"title": 5}, {"#/title": "type"}),
        ({"title": True}, {"#/title": "type"}),
        ({"title": ["A"]}, {"#/title": "type"}),
        ({"title": None}, {"#/title": "null"}),
        ({"place": "Kiel"}, {"#/title": "required"}),
        ({"title": "A", "blind": "yes"}, {"#/blind": "type"}),
        ({"title": "A", "blind": 1}, {"#/blind": "type"}),
        ({"title": "A", "weights": {"reach": "2"}}, {"#/weights/reach": "type"}),
        ({"title": "A", "weights": {"luck": 2}}, {"#/weights/luck": "unknown"}),
        ([], {"#": "invalid"}),
        (17, {"#": "invalid"}),
    ],
    ids=str,
)
def test_a_wrong_field_is_named_by_its_pointer(
    halden: Employer, body: Any, wrong: dict[str, str]
) -> None:
    answer = sent(halden, json.dumps(body).encode())
    assert (answer.status_code, answer.json()["type"]) == (400, "/api/problems/validation")
    told = {entry["pointer"]: entry["code"] for entry in answer.json()["errors"]}
    assert wrong.items() <= told.items()


@pytest.mark.parametrize(
    "query", [{"unknown": "1"}, {"page_size": ["1", "2"]}, {"cursor": "a\0"}, {"format": "json"}]
)
def test_a_parameter_that_is_none_is_refused_by_its_name(
    halden: Employer, query: dict[str, Any]
) -> None:
    answer = halden.get("openings", **query)
    assert answer.status_code == 400
    assert [entry["parameter"] for entry in answer.json()["errors"]] == [*query]


def test_a_body_is_at_most_a_megabyte(halden: Employer) -> None:
    fits = b'{"title": "A"}'.ljust(LARGEST)
    assert sent(halden, fits).status_code == 201
    answer = sent(halden, fits + b" ")
    assert (answer.status_code, answer.json()["type"]) == (413, "/api/problems/too-large")


@pytest.mark.parametrize("announced", ["-1", "many", "", "9" * 5_000])
def test_a_length_that_is_none_breaks_nothing(halden: Employer, announced: str) -> None:
    headers = {"Authorization": f"Bearer {halden.secret}"}
    answer = Client().post(
        "/api/v1/openings",
        b"{}",
        content_type="application/json",
        headers=headers,
        CONTENT_LENGTH=announced,
    )
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "x"])
def test_what_is_not_called_json_is_not_read(halden: Employer, content_type: str) -> None:
    answer = sent(halden, b'{"title": "A"}', content_type)
    assert (answer.status_code, answer["Content-Type"]) == (415, PROBLEM)
    assert answer.json()["type"] == "/api/problems/unsupported-media-type"


def test_only_json_is_answered(halden: Employer) -> None:
    answer = sent(halden, b'{"title": "A"}', Accept="text/html")
    assert (answer.status_code, answer["Content-Type"]) == (406, PROBLEM)
    assert answer.json()["type"] == "/api/problems/not-acceptable"


def test_each_kind_of_problem_is_explained_at_its_address() -> None:
    listed = Client().get("/api/problems").json()["results"]
    assert [each["type"] for each in listed] == [kind.type for kind in KINDS]
    for each in listed:
        assert Client().get(each["type"]).json() == each
    unknown = Client().get("/api/problems/unheard-of")
    assert (unknown.status_code, unknown.json()["type"]) == (404, "/api/problems/not-found")
