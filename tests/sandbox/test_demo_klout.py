"""The demo says whom an old client of Klout can ask for, and each of them is there."""

from __future__ import annotations

import pytest

from apps.sandbox.demo.asked import screen_names
from tests.api.klout import ask, make_asking, number_of, share, stop

pytestmark = pytest.mark.django_db(transaction=True)


def test_each_name_that_the_demo_lists_has_a_score() -> None:
    halden, other = make_asking("Halden & Mohr"), make_asking("Other Ltd")
    for name in ("zuri", "Ada_L", "mara"):
        share(halden, name)
    share(halden, "unscored", score=None)
    share(halden, "on_instagram", ("instagram",))
    share(other, "elsewhere")
    stop(share(halden, "withdrew"))
    listed = screen_names(halden.organisation)
    assert listed == ["Ada_L", "mara", "zuri"]
    for name in listed:
        answer = ask(halden, f"user.json/{number_of(halden, name)}/score")
        assert answer.status_code == 200
        assert 1 <= answer.json()["score"] <= 100
