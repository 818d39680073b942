"""An address in a job advert: who comes by it, and who does not any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from apps.audit.actions import By
from apps.audit.models import Event
from apps.candidates.actions import invitations, joining, openings, proofs, public_links
from apps.candidates.actions.public_links import offered, token_of
from apps.candidates.letters import link_of
from apps.candidates.models import Candidate, Invitation, PublicLink
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.organisations.models import Organisation
from tests.candidates.joining import asking, asks, comes, ends, fresh_link, make_link, reads
from tests.candidates.letters import expire, fresh
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_opening,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db


def refusal(token: str) -> str:
    with pytest.raises(Refused) as refused:
        offered(token)
    return refused.value.code


class TestTheAddress:
    def test_opens_the_opening(self) -> None:
        link = make_link()
        assert offered(token_of(link)).opening == link.opening
        assert len(token_of(link)) == 64

    @pytest.mark.parametrize("token", ["", "nonsense", "é" * 64, "A" * 64, "A" * 5000])
    def test_of_nobody_is_refused(self, token: str) -> None:
        assert refusal(token) == "bad_link"

    def test_with_one_letter_changed_is_refused(self) -> None:
        token = token_of(make_link())
        changed = token[:10] + ("A" if token[10] != "A" else "B") + token[11:]
        assert refusal(changed) == "bad_link"

    def test_ends_with_its_day(self) -> None:
        link = make_link()
        ends(link, timezone.now())
        assert refusal(token_of(link)) == "link_closed"

    def test_is_off_until_it_is_switched_on(self) -> None:
        link = make_link()
        with tenancy.organisation(link.organisation_id):
            for _ in range(2):
                public_links.switch_off(opening=link.opening, by=By.system())
            assert Event.objects.filter(verb="public_link.switched_off").count() == 1
        assert refusal(token_of(link)) == "link_closed"
        again = make_link(link.opening)
        assert offered(token_of(again)).pk == link.pk
        assert token_of(again) == token_of(link)

    def test_is_void_once_renewed(self) -> None:
        link = make_link()
        comes(link, "mara@people.example")
        with tenancy.organisation(link.organisation_id):
            public_links.renew(opening=link.opening, by=By.system())
        assert refusal(token_of(link)) == "link_closed"
        assert (fresh_link(link).generation, fresh_link(link).people) == (2, 0)

    def test_opens_nothing_while_the_opening_is_closed(self) -> None:
        link = make_link()
        with tenancy.organisation(link.organisation_id):
            openings.close(opening=link.opening, by=By.system())
        assert refusal(token_of(link)) == "link_closed"
        with tenancy.organisation(link.organisation_id):
            openings.reopen(opening=link.opening, by=By.system())
        assert offered(token_of(link)).pk == link.pk

    def test_goes_with_an_opening_that_is_deleted(self) -> None:
        link = make_link()
        with tenancy.organisation(link.organisation_id):
            openings.delete(opening=link.opening, by=By.system())
        assert refusal(token_of(link)) == "link_closed"

    def test_needs_a_reason(self) -> None:
        opening = make_opening(make_organisation(), reason="")
        with pytest.raises(Refused, match="Say first why"):
            make_link(opening)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"most_people": 0}, "most_people"),
            ({"most_people": 10_001}, "most_people"),
            ({"days": 0}, "ends_on"),
            ({"days": 400}, "ends_on"),
        ],
    )
    def test_has_bounds(self, fields: dict[str, Any], field: str) -> None:
        if "days" in fields:
            fields = {"ends_at": timezone.now() + timedelta(days=fields["days"])}
        with pytest.raises(Refused) as refused:
            make_link(**fields)
        assert refused.value.field == field

    def test_cannot_allow_fewer_than_came(self) -> None:
        link = make_link()
        for name in ("ada", "ben"):
            comes(link, f"{name}@people.example")
        with pytest.raises(Refused, match="2 came already"):
            make_link(link.opening, most_people=1)


class TestWhoComes:
    def test_is_a_candidate_with_an_invitation_of_this_source(self) -> None:
        link = make_link()
        invitation = comes(link, "Mara@People.example")
        assert (invitation.source, invitation.candidate.name) == ("link", "Mara Lind")
        assert invitation.candidate.email == "Mara@People.example"
        assert invitation.sent_at
        assert invitation.next_reminder_at
        assert fresh_link(link).people == 1
        assert verbs(link) == ["candidate.added", "application.added", "invitation.joined"]

    def test_twice_is_once(self) -> None:
        link = make_link()
        token = reads(asks(link, "mara@people.example"))
        first, second = (joining.enter(joining.proven(token)) for _ in range(2))
        assert first.pk == second.pk
        assert fresh_link(link).people == 1

    def test_with_a_known_address_is_the_same_candidate(self) -> None:
        link = make_link()
        mara = make_candidate(link.organisation, "Mara L.", email="mara@people.example")
        invitation = comes(link, "MARA@people.example", "Somebody Else")
        assert invitation.candidate_id == mara.pk
        assert invitation.candidate.name == "Mara L."

    def test_who_was_invited_finds_that_invitation(self) -> None:
        link = make_link()
        mara = make_candidate(link.organisation, email="mara@people.example", opening=link.opening)
        known = make_invitation(mara, link.opening)
        assert comes(link, "mara@people.example").pk == known.pk
        assert fresh(known).source == "team"
        assert fresh_link(link).people == 0

    def test_who_let_an_invitation_expire_gets_it_anew(self) -> None:
        link = make_link()
        invitation = comes(link, "mara@people.example")
        expire(invitation)
        again = comes(link, "mara@people.example")
        assert (again.pk, again.generation) == (invitation.pk, 2)
        assert not again.is_expired

    def test_who_shares_already_finds_what_they_answered(self) -> None:
        link = make_link()
        mara = make_candidate(link.organisation, email="mara@people.example")
        consent = make_consent(mara, make_user("Mara"), opening=link.opening)
        assert comes(link, "mara@people.example").pk == consent.invitation_id

    def test_nobody_more_than_are_allowed(self) -> None:
        link = make_link(most_people=1)
        late = reads(asks(link, "late@people.example"))
        comes(link, "mara@people.example")
        with pytest.raises(Refused) as refused:
            joining.enter(joining.proven(late))
        assert refused.value.code == "link_closed"
        assert refusal(token_of(link)) == "link_closed"
        assert people_of(link.organisation) == ["Mara Lind"]

    def test_who_is_in_stays_in_when_the_link_goes(self) -> None:
        link = make_link()
        token = reads(asks(link, "mara@people.example"))
        invitation = joining.enter(joining.proven(token))
        with tenancy.organisation(link.organisation_id):
            public_links.switch_off(opening=link.opening, by=By.system())
        assert joining.enter(joining.proven(token)).pk == invitation.pk

    def test_is_in_one_organisation_alone(self) -> None:
        link, other = make_link(), make_organisation()
        comes(link, "mara@people.example")
        with tenancy.organisation(other.pk):
            assert not Candidate.objects.exists()
            assert not PublicLink.objects.exists()
            assert not Invitation.objects.exists()


class TestTheProof:
    def test_nothing_is_written_before_it(self) -> None:
        link = make_link()
        reads(asks(link, "mara@people.example"))
        assert people_of(link.organisation) == []
        assert verbs(link) == []

    def test_the_letter_holds_no_word_of_the_stranger(self) -> None:
        link = make_link()
        reads(asks(link, "victim@people.example", "Win money at evil.example"))
        letter = mail.outbox[-1]
        assert isinstance(letter, EmailMultiAlternatives)
        for part in (letter.subject, str(letter.body), str(letter.alternatives[0][0])):
            assert "evil.example" not in part
        assert letter.to == ["victim@people.example"]

    def test_is_in_the_language_of_the_page(self) -> None:
        reads(asks(make_link(), "mara@people.example", language="de"))
        letter = mail.outbox[-1]
        assert letter.subject == "Bestätigen Sie Ihre Adresse für Halden & Mohr"
        assert "Der Link gilt 48 Stunden." in letter.body
        assert letter.message()["Content-Language"] == "de"

    def test_is_sent_once_however_often_the_task_runs(self) -> None:
        key = asks(make_link(), "mara@people.example")
        assert [proofs.send_proof(key=key) for _ in range(2)] == [True, False]
        assert len(mail.outbox) == 1

    def test_goes_three_times_a_day_to_one_address_and_nobody_is_told(self) -> None:
        link = make_link()
        emails = ["mara@people.example", "MARA@people.example"] * 2
        keys = [asks(link, email) for email in emails]
        assert [bool(key) for key in keys] == [True, True, True, False]
        assert asks(link, "ben@people.example")

    def test_a_link_sends_no_flood(self, settings: Any) -> None:
        settings.PUBLIC_LINK_LETTERS_A_DAY = 2
        link = make_link()
        for name in ("ada", "ben"):
            asks(link, f"{name}@people.example")
        with pytest.raises(Refused, match="Try again tomorrow"):
            asks(link, "cleo@people.example")

    @pytest.mark.parametrize("token", ["", "nonsense", "a:b", "é"])
    def test_of_nobody_is_refused(self, token: str) -> None:
        with pytest.raises(Refused) as refused:
            joining.proven(token)
        assert refused.value.code == "proof_gone"

    def test_the_tasks_key_alone_opens_nothing(self) -> None:
        key = asks(make_link(), "mara@people.example")
        with pytest.raises(Refused):
            joining.proven(key)

    def test_of_a_link_that_is_gone_lets_nobody_in(self) -> None:
        link = make_link()
        with tenancy.organisation(link.organisation_id):
            openings.delete(opening=link.opening, by=By.system())
        with pytest.raises(Refused) as refused:
            joining.enter(asking(link, "mara@people.example"))
        assert refused.value.code == "link_closed"


def test_who_came_and_declines_looks_like_who_came_and_is_silent() -> None:
    silent, declined = make_link(), make_link()
    for link in (silent, declined):
        comes(link, "mara@people.example")
    token = invitations_link(declined)
    before = seen(declined)
    invitations.decline(token)
    assert seen(declined) == before


def invitations_link(link: PublicLink) -> str:
    with tenancy.organisation(link.organisation_id):
        return link_of(Invitation.objects.get()).rstrip("/").rpartition("/")[2]


def seen(link: PublicLink) -> list[Any]:
    with tenancy.organisation(link.organisation_id):
        rows = Invitation.objects.with_state().values()
        return [list(rows), list(Event.objects.order_by("id").values())]


def verbs(link: PublicLink) -> list[str]:
    """What the organisation's trail tells after the link was switched on."""
    with tenancy.organisation(link.organisation_id):
        found = list(Event.objects.order_by("id").values_list("verb", flat=True))
    return found[found.index("public_link.switched_on") + 1 :]


def people_of(organisation: Organisation) -> list[str]:
    with tenancy.organisation(organisation.pk):
        return list(Candidate.objects.values_list("name", flat=True))
