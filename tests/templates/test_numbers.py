from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from apps.core.context import theme
from apps.core.templatetags import renown


@pytest.mark.parametrize(
    ("value", "text"),
    [(12400, "12\u00a0400"), (980, "980"), (-1500, "−1\u00a0500"), (None, ""), ("–", "–")],
)
def test_large_numbers_have_thin_spaces(value: object, text: str) -> None:
    assert renown.thin(value) == text


@pytest.mark.parametrize(("points", "text"), [(9, "+9"), (-3, "−3"), (0, "±0")])
def test_points_say_whether_they_add_or_take_away(points: int, text: str) -> None:
    assert renown.signed(points) == text


@pytest.mark.parametrize(
    ("name", "text"), [("Katrin Voss", "KV"), ("ada@example.org", "AO"), ("Björk", "B"), ("", "")]
)
def test_initials(name: str, text: str) -> None:
    assert renown.initials(name) == text


def test_an_unknown_network_gets_a_drawing_too() -> None:
    assert "#i-account" in renown.icon("friendster")


def test_linked_accounts_are_named_in_hidden_text() -> None:
    accounts = [SimpleNamespace(label=n, linked=n != "X") for n in ("Facebook", "X", "YouTube")]
    assert renown.linked_names(accounts) == "Facebook, YouTube"


@pytest.mark.parametrize(("cookie", "chosen"), [("dark", "dark"), ("light", "light"), ("x", "")])
def test_the_theme_comes_from_the_cookie(rf: RequestFactory, cookie: str, chosen: str) -> None:
    request = rf.get("/")
    request.COOKIES["theme"] = cookie
    assert theme(request)["theme"] == chosen
