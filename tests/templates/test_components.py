import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.templates.markup import read, words
from tests.templates.samples import COMPONENTS, INTERVAL, PAGE, VERDICT


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_component_needs_nothing_that_the_policy_refuses(name: str) -> None:
    page = read(render_to_string(name, COMPONENTS[name]))
    assert page.tags, "it renders something"
    assert not page.refused
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("name", [name for name in COMPONENTS if name.startswith("charts/")])
def test_numbers_in_drawings_carry_no_locale(name: str, settings: Any) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = "de"
    html = render_to_string(name, COMPONENTS[name])
    positions = re.findall(r' (?:x|y|x1|x2|cx|cy|width|height)="([^"]*)"', html)
    assert positions or name == "charts/axis.html"
    assert all(re.fullmatch(r"-?\d+(\.\d+)?%?", position) for position in positions)


def test_a_score_never_stands_without_its_interval() -> None:
    assert words(render_to_string("components/score.html", {"interval": INTERVAL})) == "54 48–61"


def test_the_why_table_says_in_text_what_it_draws() -> None:
    text = words(render_to_string("components/why.html", COMPONENTS["components/why.html"]))
    assert "Reach how many people follow 21 X followers 12 400 +21" in text
    assert "Base line −3" in text
    assert text.endswith("Score 54")


def test_close_scores_are_too_close_to_call_and_nobody_is_preferred() -> None:
    html = render_to_string("components/verdict.html", {"verdict": {**VERDICT, "decided": False}})
    text = words(html)
    assert "Ada and Jonas: too close to call" in text
    assert "not enough to prefer one" in text
    assert "is higher" not in text


def test_a_grant_starts_off() -> None:
    html = render_to_string("components/grant.html", COMPONENTS["components/grant.html"])
    assert " checked" not in html


def test_declining_has_the_size_of_sharing() -> None:
    html = render_to_string("components/decide.html", {"organisation_name": "Halden & Mohr"})
    assert 'class="btn primary"' in html
    assert 'class="btn"' in html
    assert "see “Not shared”" in words(html)


def test_expired_and_never_shared_are_words_not_colours() -> None:
    for state, word in [("shared", "Shared"), ("expired", "Expired"), ("none", "Not shared")]:
        row = {"network": "x", "label": "X", "state": state}
        assert word in words(render_to_string("components/consent_row.html", row))


def test_the_history_has_its_numbers_as_a_table_beside_it() -> None:
    html = render_to_string("charts/history.html", COMPONENTS["charts/history.html"])
    assert 'role="img" aria-label="Score over 3 weeks: from 50 (40 to 61) on 6 September' in html
    assert "Some weeks are missing." in html
    assert "6 Sep 2026 50 40–61" in words(html)
    assert "One reading so far" in render_to_string("charts/history.html", {"h": None})


def test_paging_keeps_the_filters(rf: RequestFactory) -> None:
    request = rf.get("/", {"sort": "reach", "page": "5"})
    html = render_to_string("components/pager.html", {"page": PAGE}, request)
    assert "sort=reach&amp;page=6" in html
    assert "49 to 60 of 200" in words(html)


def test_several_organisations_are_a_menu_and_switching_is_a_post(rf: RequestFactory) -> None:
    context = {**COMPONENTS["components/organisations.html"], "switch_url": "/switch"}
    html = render_to_string("components/organisations.html", context, rf.get("/"))
    assert '<form method="post" action="/switch">' in html
    assert 'value="2"' in html
