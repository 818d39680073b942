"""Who was invited, in which state, and how many letters a day that may be."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.candidates.models import Opening
from tests.candidates.letters import fresh
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_opening,
    make_organisation,
    make_user,
)
from tests.workspace.inviting import ADA, TWO, counted, look, sealed_in, sent
from tests.workspace.visits import at, member, said

pytestmark = pytest.mark.django_db


class TestTheListOfTheInvited:
    def test_shows_and_finds_each_state(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        one_in_each_state(opening)
        page = invited(katrin, opening)
        tabs = dict(re.findall(r'>([A-Z][\w ]+) <span class="n">(\d+)</span>', page))
        assert tabs == {
            "All": "5",
            "On its way": "1",
            "Sent": "1",
            "Reminded": "1",
            "Shared": "1",
            "Expired": "1",
            "Taken back": "1",
        }
        for state in ("waiting", "sent", "reminded", "shared", "expired", "revoked"):
            assert people(invited(katrin, opening, state=state)) == [state]
        assert len(people(invited(katrin, opening, state="declined"))) == 5

    def test_finds_by_name_address_and_source(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        for name, source in (("Ada", "team"), ("Ben", "link")):
            candidate = make_candidate(employer, name, email=f"{name}@people.example")
            make_invitation(candidate, opening, source=source)
        assert people(invited(katrin, opening, q="ada")) == ["Ada"]
        assert people(invited(katrin, opening, q="BEN@people")) == ["Ben"]
        assert people(invited(katrin, opening, source="link")) == ["Ben"]
        assert "Nobody is like this." in invited(katrin, opening, q="zoë")

    def test_goes_page_by_page_with_the_same_queries(self) -> None:
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        counts = []
        for _ in range(3):
            for _ in range(27):
                make_invitation(make_candidate(employer), opening)
            with CaptureQueriesContext(connection) as queries:
                page = invited(katrin, opening)
            counts.append(len(queries))
        assert counts == [counts[0]] * 3
        assert len(people(page)) == 50
        assert len(people(invited(katrin, opening, page="2"))) == 31

    def test_a_name_from_right_to_left_stands_apart(self) -> None:
        employer = make_organisation()
        opening = make_opening(employer)
        make_invitation(make_candidate(employer, "ליאת בן־דוד"), opening)
        assert "<bdi>ליאת בן־דוד</bdi>" in invited(member(employer), opening)


class TestTheLettersOfADay:
    def test_are_bounded_and_what_was_typed_stays(self, settings: Any) -> None:
        settings.INVITATION_LETTERS_A_DAY = 1
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        address = at("opening_invite", employer, opening.pk)
        for _ in range(2):  # the same form once more costs nothing
            katrin.post(address, ADA)
        answer = katrin.post(address, {"name": "Ben Okafor", "email": "ben@people.example"})
        assert "Your organisation may send 1 letters a day. 0 are left today (UTC)." in answer.text
        assert 'value="Ben Okafor"' in answer.text
        assert counted(employer) == (1, 1)

    def test_bound_an_import_as_a_whole(self, settings: Any) -> None:
        settings.INVITATION_LETTERS_A_DAY = 1
        employer = make_organisation()
        opening, katrin = make_opening(employer), member(employer)
        sealed = sealed_in(look(katrin, employer, opening, TWO))
        answer = katrin.post(at("opening_import", employer, opening.pk), {"preview": sealed})
        assert "Nobody was imported. Your organisation may send 1 letters a day." in said(answer)[0]
        assert counted(employer) == (0, 0)

    def test_are_those_of_one_organisation(self, settings: Any) -> None:
        settings.INVITATION_LETTERS_A_DAY = 1
        for _ in range(2):
            employer = make_organisation()
            opening = make_opening(employer)
            member(employer).post(at("opening_invite", employer, opening.pk), ADA)
            assert counted(employer) == (1, 1)

    def test_one_invitation_is_sent_again_three_times_a_day(self) -> None:
        employer = make_organisation()
        invitation, katrin = sent(employer), member(employer)
        address = at("invitation_resend", employer, invitation.pk)
        answers = [katrin.post(address) for _ in range(4)]
        assert "It was sent again 3 times today." in said(answers[-1])[-1]
        assert fresh(invitation).generation == 4


def one_in_each_state(opening: Opening) -> None:
    now = timezone.now()
    fields: dict[str, dict[str, Any]] = {
        "waiting": {},
        "sent": {"sent_at": now},
        "reminded": {"sent_at": now, "reminders_sent": 1, "reminded_at": now},
        "expired": {"sent_at": now, "expires_at": now},
        "revoked": {"sent_at": now, "revoked_at": now},
    }
    for state, values in fields.items():
        make_invitation(make_candidate(opening.organisation, state), opening, **values)
    shared = make_candidate(opening.organisation, "shared")
    make_consent(shared, make_user(), opening=opening)


def invited(browser: Client, opening: Opening, **query: str) -> str:
    answer = browser.get(at("opening_invite", opening.organisation, opening.pk), query)
    return answer.content.decode()


def people(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><span><bdi>([^<]+)</bdi>', page)
