"""A comparison, and one person's explanation, as PDF: the same words as on the page."""

from __future__ import annotations

import re
import socket
from ctypes.util import find_library
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.http import HttpResponse
from pytest_django import Settings

from apps.audit.models import Event
from apps.candidates.models import Candidate
from apps.core import tenancy
from apps.core.pdf import press, stylesheets
from tests.paper import Paper, paper
from tests.workspace.hiring import Hiring, make_hiring
from tests.workspace.visits import said

with_pango = pytest.mark.skipif(
    not find_library("pango-1.0"),
    reason="Pango is missing here (apt-get install libpango-1.0-0 libpangoft2-1.0-0)",
)
NOTICE = "These scores describe perceived online influence. They do not measure job performance."


@pytest.fixture
def halden(db: None) -> Hiring:
    return make_hiring()


@pytest.fixture
def ada(halden: Hiring) -> Candidate:
    return halden.share("Ada Lindqvist", followers=200_000, people=400, networks=("x", "wordpress"))


@pytest.fixture
def jonas(halden: Hiring) -> Candidate:
    return halden.share("Jonas Oberländer", followers=300, people=20)


def asked(halden: Hiring, *people: Candidate, **more: Any) -> HttpResponse:
    return halden.get("compare_pdf", candidate=[str(each.pk) for each in people], **more)


def read(response: HttpResponse) -> Paper:
    assert response["Content-Type"] == "application/pdf"
    return paper(response.content)


def drawn(body: str) -> Paper:
    return paper(press.pressed(f'<html lang="en"><title>Test</title><body>{body}</body></html>'))


@with_pango
def test_a_comparison_is_printed_with_its_sentences_its_tables_and_the_notice(
    halden: Hiring, ada: Candidate, jonas: Candidate
) -> None:
    response = asked(halden, jonas, ada)
    assert re.fullmatch(
        r'attachment; filename="renown-comparison-\d{4}-\d\d-\d\d.pdf"',
        response["Content-Disposition"],
    )
    assert response["Cache-Control"] == "no-store"
    printed = read(response)
    assert printed.pages <= 3
    for words in (
        "Jonas and Ada",
        "Ada is higher than Jonas",
        "would call Ada the more influential.",
        "Factor by factor",
        "Account by account",
        "Not shared",
        "by Katrin Voss, Halden & Mohr.",
        NOTICE,
    ):
        assert words in printed.text, words
    address = f"/o/{halden.organisation.slug}/compare/?candidate={jonas.pk}"
    assert address in printed.text.replace(" ", "")  # it may break into lines
    assert "Settings" not in printed.text  # no navigation
    assert "Add a person" not in printed.text


@with_pango
def test_the_paper_is_tagged_titled_and_brings_its_font(
    halden: Hiring, ada: Candidate, jonas: Candidate
) -> None:
    printed = read(asked(halden, ada, jonas))
    assert "Compare Ada and Jonas · Renown" in printed.metadata
    assert 'pdfuaid:part="1"' in printed.metadata
    assert "/Lang (en)" in printed.objects
    assert "/Marked true" in printed.objects
    for tag in ("/S /H1", "/S /H2", "/S /Table", "/S /TH", "/S /Figure"):
        assert tag in printed.objects, tag
    figures = printed.objects.count("/S /Figure")
    assert figures == printed.objects.count("/Alt (")
    assert "Instrument-Sans" in printed.objects
    assert "/FontFile" in printed.objects


@with_pango
def test_the_paper_speaks_german_to_who_reads_german(
    halden: Hiring, ada: Candidate, jonas: Candidate
) -> None:
    client = halden.client()
    client.cookies["language"] = "de"
    keys = {"candidate": [str(ada.pk), str(jonas.pk)]}
    printed = read(client.get(f"/o/{halden.organisation.slug}/compare/pdf/", keys))  # type: ignore[arg-type]  # the test client's own type
    assert "/Lang (de)" in printed.objects
    assert "Ada liegt höher als Jonas" in printed.text
    assert "Sie messen keine Arbeitsleistung." in printed.text
    assert "Gedruckt am" in printed.text


@with_pango
def test_one_persons_explanation_is_printed_without_what_the_team_wrote(
    halden: Hiring, ada: Candidate
) -> None:
    printed = read(halden.get("candidate_pdf", ada.pk))
    assert printed.pages <= 3
    for words in ("Ada Lindqvist", "WordPress followers", "Not measured", "Consent", "It does not"):
        assert words in printed.text, words
    assert re.search(r"Why \d+\?", printed.text)
    assert "Notes" not in printed.text
    assert "Audit trail" not in printed.text


def test_taking_it_away_is_noted_and_is_a_look_at_each(
    halden: Hiring, ada: Candidate, jonas: Candidate
) -> None:
    asked(halden, ada, jonas)
    with tenancy.organisation(halden.organisation.pk):
        taken = Event.objects.get(verb="candidates.exported")
        looks = Event.objects.filter(verb="score.seen")
        assert taken.actor_id == halden.katrin.pk
        assert taken.facts == {"people": 2, "format": "pdf"}
        assert {look.subject_id for look in looks} == {ada.pk, jonas.pk}


def test_who_may_not_export_has_no_link_and_no_paper(
    halden: Hiring, ada: Candidate, jonas: Candidate
) -> None:
    keys = [str(ada.pk), str(jonas.pk)]
    assert halden.get("compare_pdf", candidate=keys, user=halden.vic).status_code == 403
    assert halden.get("candidate_pdf", ada.pk, user=halden.vic).status_code == 403
    assert halden.get("compare_pdf", candidate=keys, user=halden.olga).status_code == 404
    seen = halden.get("compare", candidate=keys, user=halden.vic).content.decode()
    assert "/compare/pdf/" not in seen
    assert "/compare/pdf/" in halden.get("compare", candidate=keys).content.decode()


def test_where_there_is_nothing_to_print_there_is_no_paper(halden: Hiring, ada: Candidate) -> None:
    silent = halden.asked("Yuki Tanabe")
    assert asked(halden, ada).status_code == 404
    assert asked(halden, ada, silent).status_code == 404
    assert halden.get("candidate_pdf", silent.pk).status_code == 404
    assert asked(halden, ada, make_hiring().share("Secret Person")).status_code == 404


def test_where_pango_is_missing_the_page_can_be_printed_instead(
    halden: Hiring, ada: Candidate, jonas: Candidate, monkeypatch: Any, tmp_path: Path
) -> None:
    (tmp_path / "libgobject-2.0.so.0").write_bytes(b"")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    response = asked(halden, ada, jonas)
    assert response.status_code == 302
    page = halden.get("compare", candidate=[str(ada.pk), str(jonas.pk)])
    assert response["Location"] == page.wsgi_request.get_full_path()  # type: ignore[attr-defined]  # the test client's
    assert said(response) == [
        "This server cannot make PDFs: the library Pango is not installed. "
        "Print this page instead: your browser can save it as a PDF."
    ]


def test_the_press_gives_up_after_its_time_and_takes_no_more_than_it_can(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "SECONDS", 0.01)
    with pytest.raises(press.NoPdf, match="took too long"):
        press.pressed("<p>Anything</p>")
    monkeypatch.setattr(press, "_busy", BoundedSemaphore(1))
    with press._busy, pytest.raises(press.NoPdf, match="Too many PDFs"):
        press.pressed("<p>Anything</p>")


@with_pango
def test_the_press_reaches_no_host_and_no_file_but_ours(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not print this")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        host = f"http://127.0.0.1:{listening.getsockname()[1]}"
        printed = drawn(
            f'<p>Before</p><img src="{host}/a.png" alt="a"><img src="file://{secret}" alt="b">'
            f'<link rel="attachment" href="file://{secret}"><link rel="stylesheet" href="{host}/c">'
            f'<object data="file://{secret}"></object><p>After</p>'
        )
        with pytest.raises(TimeoutError):
            listening.accept()
    assert "Before" in printed.text
    assert "After" in printed.text
    assert not any(b"do not print" in stream for stream in printed.streams.values())


@with_pango
def test_signs_that_our_font_lacks_are_printed_in_another_one() -> None:
    printed = drawn("<p>±0 and ≈ and عبد</p>")
    assert "±0" in printed.text
    assert "≈" in printed.text
    assert "\N{REPLACEMENT CHARACTER}" not in printed.text


def test_stylesheets_are_resolved_to_the_light_theme() -> None:
    assert not any("light-dark" in text for text in stylesheets.of_page())
    drawing = stylesheets.of_drawings()
    assert ".f-reach {fill: #1b377d;}" in re.sub(r"\s*([{};])\s*", r"\1", drawing).replace(
        ".f-reach{", ".f-reach {"
    )
    for unknown in ("var(", "rem;", "@media", "light-dark"):
        assert unknown not in drawing, unknown


def test_a_page_that_is_printed_from_the_browser_says_where_when_and_by_whom(
    halden: Hiring, ada: Candidate, jonas: Candidate
) -> None:
    keys = [str(ada.pk), str(jonas.pk)]
    for response in (halden.get("compare", candidate=keys), halden.get("candidate", ada.pk)):
        imprint = (
            response.content.decode().partition('class="imprint"')[2].partition("</footer>")[0]
        )
        assert "by Katrin Voss, Halden &amp; Mohr." in imprint
        assert f"http://testserver/o/{halden.organisation.slug}/" in imprint
