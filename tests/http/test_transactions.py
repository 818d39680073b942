"""No database transaction waits for a network."""

from __future__ import annotations

import uuid

import pytest
from django.db import transaction

from apps.core import tenancy
from apps.core.http import HttpClient, NetworkInTransaction
from tests.http.stage import Stage, reply


@pytest.mark.django_db
def test_a_call_is_refused_inside_a_transaction() -> None:
    with Stage(reply()) as server, HttpClient(server.url) as http:
        assert http.get("/").status == 200
        with transaction.atomic(), pytest.raises(NetworkInTransaction):
            http.get("/")
        assert http.get("/").status == 200
    assert len(server.requests) == 2


@pytest.mark.django_db
def test_a_call_is_refused_while_a_tenancy_is_open() -> None:
    with (
        Stage(reply()) as server,
        HttpClient(server.url) as http,
        tenancy.person(uuid.uuid4()),
        pytest.raises(NetworkInTransaction),
    ):
        http.get("/")
    assert server.requests == []
