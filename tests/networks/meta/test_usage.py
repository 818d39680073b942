"""What Graph's headers say about its limits, and when nothing more is asked."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.connections.networks import budget
from apps.connections.networks.budget import Pot
from apps.connections.networks.errors import RateLimited
from apps.connections.networks.meta.usage import Usage, learn, of_account, of_app
from apps.core.answers import Headers
from tests.networks.meta.answers import business

APP = Pot("facebook", "app")
ACCOUNT = Pot("facebook", "account", "a" * 40)
OTHER = Pot("facebook", "account", "b" * 40)


def headers(**told: str) -> Headers:
    return Headers((name.replace("_", "-"), value) for name, value in told.items())


def app_usage(share: int) -> str:
    return json.dumps({"call_count": 3, "total_cputime": share, "total_time": 25})


@pytest.mark.parametrize(
    ("header", "usage"),
    [
        (business(share=28), Usage(28)),
        (business(share=100, minutes=12), Usage(100, timedelta(minutes=12))),
        (business(share=1, total_time=99.5), Usage(99.5)),
        (business(share=-4, total_time=True), Usage(2)),
        ('{"1": [{"call_count": 7}], "2": [{"call_count": 96}]}', Usage(96)),
        ('{"1": {"call_count": 7}, "2": ["full"], "3": null}', Usage(0)),
        ("[100]", Usage(0)),
        ("{", Usage(0)),
        ("", Usage(0)),
    ],
)
def test_the_fullest_measure_counts(header: str, usage: Usage) -> None:
    assert of_account(headers(x_business_use_case_usage=header)) == usage


def test_an_application_s_usage_is_read() -> None:
    assert of_app(headers(x_app_usage=app_usage(61))) == Usage(61)
    assert of_app(headers(x_app_usage="61")) == Usage(0)
    assert of_app(headers()) == Usage(0)


def test_while_there_is_room_everybody_is_asked() -> None:
    told = headers(x_app_usage=app_usage(94), x_business_use_case_usage=business(share=94))
    learn(told, app=APP, account=ACCOUNT, now=timezone.now())
    budget.check(APP, ACCOUNT)


def test_an_application_that_is_nearly_full_pauses_for_everybody() -> None:
    learn(headers(x_app_usage=app_usage(95)), app=APP, account=ACCOUNT, now=timezone.now())
    with pytest.raises(RateLimited) as caught:
        budget.check(APP, OTHER)
    assert caught.value.until is not None
    wait = caught.value.until - timezone.now()
    assert timedelta(minutes=14) < wait <= timedelta(minutes=15)


def test_an_account_that_is_throttled_pauses_alone_and_as_long_as_graph_says() -> None:
    told = headers(x_business_use_case_usage=business(share=60, minutes=40))
    learn(told, app=APP, account=ACCOUNT, now=timezone.now())
    budget.check(APP, OTHER)
    with pytest.raises(RateLimited) as caught:
        budget.check(APP, ACCOUNT)
    assert caught.value.until is not None
    wait = caught.value.until - timezone.now()
    assert timedelta(minutes=39) < wait <= timedelta(minutes=40)
