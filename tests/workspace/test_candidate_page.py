"""One candidate's page: the score with its reasons, or plainly why there is none."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.audit import chains, export
from apps.audit.actions import By, record
from apps.audit.models import Event
from apps.candidates.actions import applications
from apps.candidates.models import Application, Candidate, Consent, Withdrawal
from apps.connections.permits import names_for_employers
from apps.core import tenancy
from apps.scoring.actions import standings
from apps.scoring.models import Standing
from tests.factories import make_consent, make_decision, make_opening, make_score
from tests.workspace.hiring import Hiring, make_hiring, make_provisional

pytestmark = pytest.mark.django_db


@pytest.fixture
def halden() -> Hiring:
    return make_hiring()


def main(html: str) -> str:
    """What the page says, without its frame, and without what is one person's alone."""
    inside = html.partition("<main")[2].partition("</main>")[0]
    inside = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", inside)
    inside = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "KEY", inside)
    return re.sub(r"\d\d:\d\d(:\d\d)?(\+\d\d:\d\d)?", "TIME", inside)


def test_the_score_stands_with_its_interval_and_steps_that_add_up(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist", followers=40_000, people=200, networks=("x", "wordpress"))
    html = halden.page(ada)
    with tenancy.organisation(halden.organisation.pk):
        standing = Standing.objects.get(candidate=ada)
    assert f"Why {standing.value}?" in html
    assert f"{standing.low} to {standing.high}" in html
    assert "Ada reaches" in html
    steps = re.findall(r'<td class="num">([+−±]\d+)</td>', html)
    assert sum(int(step.replace("−", "-").replace("±", "")) for step in steps) == standing.value
    points = re.findall(r'data-l="Points"><b>(\d+)</b>', html)
    assert sum(map(int, points[:-1])) == int(points[-1]) == standing.value


def test_the_history_has_a_line_and_the_same_numbers_as_a_table(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert "One reading so far." in halden.page(ada)
    with tenancy.organisation(halden.organisation.pk):
        consent = Consent.objects.get(candidate=ada)
    for weeks in (1, 2, 3):
        make_score(consent, followers=1_000, now=timezone.now() - timedelta(weeks=weeks))
    html = halden.page(ada)
    assert 'role="img" aria-label="Score over 4 weeks' in html
    assert html.count('<th scope="row">', html.index('class="mini"')) >= 4


def test_consent_names_what_is_shared_until_when_and_what_is_not(halden: Hiring) -> None:
    html = halden.page(halden.share("Ada Lindqvist"))
    consent = html.partition('id="consent"')[2].partition("</section>")[0]
    assert consent.count("Shared</span>") == 1
    assert consent.count("Not shared") == len(names_for_employers()) - 1
    assert "Ada can withdraw at any time." in consent


def test_what_is_not_measured_and_what_a_score_is_not_stand_there(halden: Hiring) -> None:
    make_decision("youtube", allowed=False)
    html = halden.page(halden.share("Ada Lindqvist"))
    others = "Facebook, Instagram, WordPress and WordPress.com"
    assert f"<dt>{others}</dt><dd>Not shared with you.</dd>" in html
    assert "<dt>YouTube</dt><dd>Cannot be shared here, by anybody.</dd>" in html
    assert "Nothing here says how well Ada will do the job." in html
    assert "What a score is not" in html


def test_a_provisional_score_says_so_beside_the_number(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    make_provisional(ada)
    html = halden.page(ada)
    assert '<small class="tag">Provisional</small>' in html
    assert "Provisional: with what is known" in html
    assert "prov" in html.partition('class="bigstrip"')[2][:3000]


def test_too_little_to_score_gives_the_reasons_and_no_number(halden: Hiring) -> None:
    html = halden.page(halden.share("Freya Holm", age_days=40))
    assert "Too little to score" in html
    assert "The oldest account is 40 days old; 90 are needed." in html
    assert 'class="bignum"' not in html
    assert "That is no low score." in html


def test_a_page_that_waits_for_the_first_reading_loads_itself_anew(halden: Hiring) -> None:
    read = halden.read_now("Freya Holm")
    html = halden.page(read)
    assert "Reading now" in html
    assert "every 4s" in html
    assert halden.get("candidate_ready", read.pk).status_code == 204
    with tenancy.organisation(halden.organisation.pk):
        consent = Consent.objects.get(candidate=read)
    make_score(consent)
    assert halden.get("candidate_ready", read.pk).headers["HX-Refresh"] == "true"


def test_silence_a_refusal_and_a_withdrawal_are_the_same_page(halden: Hiring) -> None:
    silent, declined = halden.asked("Robin"), halden.declined("Robin")
    assert "Not shared" in halden.page(silent)
    assert "This says nothing about Robin" in halden.page(silent)
    assert main(halden.page(silent)) == main(halden.page(declined))
    withdrawn = halden.share("Robin")
    _invited_as_the_others(withdrawn)
    halden.page(withdrawn)
    _withdraw(withdrawn, halden)
    assert main(halden.page(withdrawn)) == main(halden.page(silent))


def test_no_answer_can_be_reminded_by_who_may_invite(halden: Hiring) -> None:
    silent = halden.asked("Yuki Tanabe")
    html = halden.page(silent)
    assert ">Remind</button>" in html
    assert "0 of 2 reminders sent." in html
    looked_at = halden.get("candidate", silent.pk, user=halden.vic).content.decode()
    assert "Remind" not in looked_at
    assert "Change status" not in looked_at


def test_the_trail_tells_who_did_what_in_sentences(halden: Hiring) -> None:
    by = By.user(halden.katrin.pk)
    ada = halden.share("Ada Lindqvist")
    with tenancy.organisation(halden.organisation.pk):
        here = Application.objects.get(candidate=ada)
        applications.set_status(application=here, status="in_review", by=by)
        invitation = ada.invitations.get()
        record(by=by, verb="invitation.created", subject=invitation)
        consent = Consent.objects.get(candidate=ada)
        record(
            by=By.person(consent.person_id),
            verb="consent.granted",
            subject=consent,
            person_id=consent.person_id,
            facts={"networks": ["x"]},
        )
    halden.page(ada)
    html = halden.page(ada)
    assert "<b>Katrin Voss</b> set the status to In review" in html
    assert "<b>Katrin Voss</b> invited this person" in html
    assert "<b>Ada Lindqvist</b> shared X" in html
    assert "<b>Renown</b> read 1 account, score" in html
    assert html.count("looked at the score") == 1


def test_a_recruiter_moves_a_candidate_on(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    html = _set_status(halden, ada, "interview", follow=True).content.decode()
    assert "Community Manager: Interview." in html
    with tenancy.organisation(halden.organisation.pk):
        assert Application.objects.get(candidate=ada).status == "interview"
        assert Event.objects.filter(verb="application.status_set").count() == 1


def test_an_unknown_status_changes_nothing(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    _set_status(halden, ada, "hired")
    with tenancy.organisation(halden.organisation.pk):
        assert Application.objects.get(candidate=ada).status == "new"


def test_a_viewer_may_look_and_not_decide(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    assert halden.get("candidate", ada.pk, user=halden.vic).status_code == 200
    assert _set_status(halden, ada, "interview", user=halden.vic).status_code == 403


def test_a_candidate_of_two_openings_has_a_status_in_each(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    other = make_opening(halden.organisation, "Developer Advocate")
    with tenancy.organisation(halden.organisation.pk):
        applications.add(candidate=ada, opening=other, by=By.user(halden.katrin.pk))
    html = halden.page(ada, opening=str(halden.opening.pk))
    crumbs = html.partition('class="crumb"')[2].partition("</p>")[0]
    assert "Community Manager" in crumbs
    assert html.count('name="application"') == 2


def test_a_look_at_the_page_is_recorded_where_there_is_a_score(halden: Hiring) -> None:
    halden.page(halden.share("Ada Lindqvist"))
    halden.page(halden.asked("Yuki Tanabe"))
    with tenancy.organisation(halden.organisation.pk):
        looks = Event.objects.filter(verb="score.seen")
        assert [event.facts for event in looks] == [{"where": "candidate"}]


@pytest.mark.django_db(transaction=True)
def test_after_a_withdrawal_no_reader_of_the_organisation_finds_that_something_was_shared(
    halden: Hiring,
) -> None:
    ada = halden.share("Ada Lindqvist")
    halden.page(ada)
    assert "looked at the score of Ada Lindqvist" in halden.get("audit").content.decode()
    assert "score.seen" in "".join(export.json_lines(halden.organisation.pk))
    _withdraw(ada, halden)
    assert "looked at the score" not in halden.get("audit").content.decode()
    assert "score.seen" not in "".join(export.json_lines(halden.organisation.pk))
    with tenancy.organisation(halden.organisation.pk):
        assert not Event.objects.filter(verb="score.seen").exists()
        assert chains.state(halden.organisation.pk).holds
    with tenancy.person(_person_of(ada, halden)):
        assert Event.objects.filter(verb="score.seen").count() == 1


def test_a_new_consent_does_not_bring_back_what_happened_under_the_one_before(
    halden: Hiring,
) -> None:
    ada = halden.share("Ada Lindqvist")
    halden.page(ada)
    _withdraw(ada, halden)
    with tenancy.person(_person_of(ada, halden)):
        person = User.objects.get(pk=_person_of(ada, halden))
    other = make_opening(halden.organisation, "Developer Advocate")
    make_consent(ada, person, opening=other)
    with tenancy.organisation(halden.organisation.pk):
        assert not Event.objects.filter(verb="score.seen").exists()


def test_the_number_of_queries_does_not_grow_with_what_happened(halden: Hiring) -> None:
    ada = halden.share("Ada Lindqvist")
    client, address = halden.client(), _address(halden, ada)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    with tenancy.organisation(halden.organisation.pk):
        consent = Consent.objects.get(candidate=ada)
        here = Application.objects.get(candidate=ada)
        for status in ("in_review", "interview", "on_hold"):
            applications.set_status(application=here, status=status, by=By.user(halden.katrin.pk))
    for days in range(1, 6):
        make_score(consent, now=timezone.now() - timedelta(days=days))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) + 1  # names of one more kind of subject, once


def test_a_foreign_candidate_is_not_found(halden: Hiring) -> None:
    other = make_hiring()
    theirs = other.share("Secret Person")
    assert halden.get("candidate", theirs.pk).status_code == 404
    assert halden.get("candidate_ready", theirs.pk).status_code == 404
    assert halden.get("candidate", halden.share("Ada").pk, user=halden.olga).status_code == 404
    assert _set_status(halden, theirs, "interview", owner=other).status_code == 404


def _address(halden: Hiring, candidate: Candidate) -> str:
    return reverse("candidate", args=[halden.organisation.slug, candidate.pk])


def _set_status(
    halden: Hiring,
    candidate: Candidate,
    status: str,
    *,
    user: User | None = None,
    owner: Hiring | None = None,
    follow: bool = False,
) -> HttpResponse:
    with tenancy.organisation((owner or halden).organisation.pk):
        application = Application.objects.get(candidate=candidate)
    address = reverse("candidate_status", args=[halden.organisation.slug, candidate.pk])
    fields = {"application": str(application.pk), "status": status}
    return halden.client(user).post(address, fields, follow=follow)  # type: ignore[return-value]  # a subclass


def _invited_as_the_others(candidate: Candidate) -> None:
    with tenancy.organisation(candidate.organisation_id):
        candidate.invitations.update(sent_at=timezone.now() - timedelta(days=2))


def _person_of(candidate: Candidate, halden: Hiring) -> UUID:
    with tenancy.organisation(halden.organisation.pk):
        person_id = Candidate.objects.get(pk=candidate.pk).person_id
    assert person_id
    return person_id


def _withdraw(candidate: Candidate, halden: Hiring) -> None:
    with tenancy.organisation(halden.organisation.pk):
        consent = Consent.objects.get(candidate=candidate)
    with tenancy.person(consent.person_id):
        Withdrawal.objects.create(
            organisation=halden.organisation,
            consent=consent,
            person_id=consent.person_id,
            cause="person",
        )
        standings.forget(candidate_id=candidate.pk)
