"""What stays in a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_pages_are_asked_for_anew_and_kept_by_nobody_between() -> None:
    browser = Client()
    browser.force_login(make_user("Ada"))
    for path in ("/preferences/", "/accounts/login/", "/home/"):
        assert browser.get(path).headers["Cache-Control"].startswith(("private", "max-age=0"))


def test_who_signs_out_leaves_nothing_for_the_back_button() -> None:
    browser = Client()
    browser.force_login(make_user("Ada"))
    assert "Clear-Site-Data" not in browser.get("/preferences/").headers
    assert browser.post("/accounts/logout/").headers["Clear-Site-Data"] == '"cache"'
