"""A person of the team answers who contests a score; until then the mark stands beside it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import User
from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.models import Candidate, Consent
from apps.connections.models import Connection, Fetch
from apps.core import tenancy
from apps.scoring.actions import contests
from apps.scoring.models import Contest, Standing
from tests.factories import make_contest
from tests.workspace.hiring import Hiring, make_hiring

pytestmark = pytest.mark.django_db
REASON = "We compared the account with the application: it is the person's own."
MARK = '<small class="contested">'


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def _contested(halden: Hiring, name: str = "Ada Lindqvist") -> tuple[Candidate, Contest]:
    ada = halden.share(name)
    with tenancy.organisation(halden.organisation.pk):
        consent = Consent.objects.get(candidate=ada)
    return ada, make_contest(consent, "That account is not mine.")


def _answer(halden: Hiring, contest: Contest, user: User | None = None, **fields: Any) -> Any:
    sent = {"outcome": "upheld", "answer": REASON, **fields}
    address = f"/o/{halden.organisation.slug}/contests/{contest.pk}/"
    return halden.client(user).post(address, sent)


def _now(contest: Contest) -> Contest:
    with tenancy.person(contest.person_id):
        return Contest.objects.get(pk=contest.pk)


def test_the_mark_stands_beside_the_score_until_somebody_answers(halden: Hiring) -> None:
    ada, contest = _contested(halden)
    bo = halden.share("Bo Adamson")
    assert halden.list().count(MARK) == 1
    assert "Contested. A person is looking at it." in halden.page(ada)
    assert "Contested. A person is looking at it." not in halden.page(bo)
    assert _answer(halden, contest).status_code == 302
    assert MARK not in halden.list()
    assert "Contested. A person is looking at it." not in halden.page(ada)


def test_the_mark_goes_along_in_files_and_comparisons(halden: Hiring) -> None:
    ada, _ = _contested(halden)
    bo = halden.share("Bo Adamson")
    file: Any = halden.client().post(
        reverse("opening_export", args=[halden.organisation.slug, halden.opening.pk]),
        {"kind": "csv", "who": "all"},
    )
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert [line.count("Contested") for line in lines if "Lindqvist" in line] == [1]
    assert [line.count("Contested") for line in lines if "Adamson" in line] == [0]
    page = halden.get("compare", candidate=[str(ada.pk), str(bo.pk)]).content.decode()
    assert "Contested: Ada." in page
    assert page.count(MARK) == 1


def test_the_navigation_counts_who_waits(halden: Hiring) -> None:
    assert "Contested\xa0(" not in halden.list()
    _, contest = _contested(halden)
    assert "Contested\xa0(1)" in halden.list()
    _answer(halden, contest)
    assert "Contested\xa0(" not in halden.list()


def test_katrin_reads_the_words_and_answers_with_a_reason(halden: Hiring) -> None:
    _, contest = _contested(halden)
    assert "That account is not mine." in halden.get("contests").content.decode()
    assert "That account is not mine." in halden.get("contest", contest.pk).content.decode()
    _answer(halden, contest)
    answered = _now(contest)
    assert (answered.outcome, answered.answer, answered.answered_by) == (
        "upheld",
        REASON,
        halden.katrin,
    )
    html = halden.get("contest", contest.pk).content.decode()
    assert REASON.replace("'", "&#x27;") in html
    assert "Send the answer" not in html
    with tenancy.person(contest.person_id):
        event = Event.objects.get(verb="score.contest_answered")
    assert event.facts == {"contest": str(contest.pk), "outcome": "upheld"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"answer": ""}, "Say why, in a sentence or two."),
        ({"answer": "No."}, "At least 20 letters."),
        ({"answer": "We looked at it again. " * 100}, "Use 2000 characters at most"),
        ({"outcome": ""}, "Choose what happens to the score."),
        ({"outcome": "lowered"}, "lowered is not one of the available choices."),
    ],
)
def test_what_was_typed_stays_and_the_field_says_what_is_wrong(
    halden: Hiring, fields: dict[str, Any], told: str
) -> None:
    _, contest = _contested(halden)
    answer = _answer(halden, contest, **fields)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in html
    assert fields.get("answer", REASON).strip().replace("'", "&#x27;") in html
    assert _now(contest).is_open


def test_two_submits_are_one_answer_and_a_second_member_is_told(halden: Hiring) -> None:
    _, contest = _contested(halden)
    assert [_answer(halden, contest).status_code for _ in range(2)] == [302, 302]
    late = _answer(halden, contest, outcome="removed")
    assert late.status_code == 422
    assert "Somebody of your team answered meanwhile." in late.content.decode()


def test_who_took_it_back_needs_no_answer(halden: Hiring) -> None:
    _, contest = _contested(halden)
    with tenancy.person(contest.person_id):
        contests.take_back(contest_id=contest.pk, by=By.person(contest.person_id))
    assert "took the contest back meanwhile" in _answer(halden, contest).content.decode()
    assert "That account" not in halden.get("contests").content.decode()
    assert MARK not in halden.list()


def test_viewers_read_and_do_not_answer(halden: Hiring) -> None:
    _, contest = _contested(halden)
    html = halden.get("contest", contest.pk, user=halden.vic).content.decode()
    assert "That account is not mine." in html
    assert "Send the answer" not in html
    assert _answer(halden, contest, halden.vic).status_code == 403
    assert _answer(halden, contest, halden.olga).status_code == 404


def test_removing_the_score_ends_what_was_shared(halden: Hiring) -> None:
    ada, contest = _contested(halden)
    assert _answer(halden, contest, outcome="removed").status_code == 302
    assert "Not shared" in halden.page(ada)
    assert halden.get("contest", contest.pk).status_code == 404
    with tenancy.person(contest.person_id):
        assert not Standing.objects.exists()
        assert Contest.objects.get().answer == REASON
        assert Event.objects.filter(verb="consent.ended").exists()


def test_working_it_out_anew_reads_the_accounts_now(halden: Hiring) -> None:
    _, contest = _contested(halden)
    _link(contest)
    assert _answer(halden, contest, outcome="recomputed").status_code == 302
    assert MARK not in halden.list()
    with tenancy.person(contest.person_id):
        assert Fetch.objects.open().count() == 1


def _link(contest: Contest) -> None:
    with tenancy.person(contest.person_id):
        Connection.objects.create(
            person_id=contest.person_id, network="x", account_key="ada", sealed_credential=b"-"
        )


def test_the_list_asks_as_much_however_many_contest(halden: Hiring) -> None:
    _contested(halden)
    halden.get("contests")
    with CaptureQueriesContext(connection) as few:
        halden.get("contests")
    for number in range(4):
        _contested(halden, f"Person {number}")
    with CaptureQueriesContext(connection) as many:
        halden.get("contests")
    assert len(many) == len(few)
