"""In a blind opening no page of the team tells who anybody is, before a decision is recorded."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import notes
from apps.candidates.models import Application, Candidate, Invitation, Opening
from apps.core import tenancy
from apps.core.access import Who
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_member,
    make_opening,
    make_organisation,
    make_score,
    make_user,
)
from tests.guards.test_attack import NEUTRAL, _filled
from tests.guards.test_urls import ADDRESSES, _access
from tests.workspace.visits import at, member, said, visitor

pytestmark = pytest.mark.django_db
NAME, HOST, PLACE = "Quintessa Zwiebelkorn", "zwiebelkorn.example", "Xanadu-on-Sea"
REASON = "Her work sample answers all of our questions."


@dataclass
class Blind:
    """Quintessa shares a score, her sister is silent; their employer may not know who they are."""

    employer: Organisation
    opening: Opening
    owner: User
    shares: Candidate
    silent: Candidate
    ids: dict[str, object]

    def application(self, person: Candidate) -> Application:
        with tenancy.organisation(self.employer.pk):
            return Application.objects.get(candidate=person, opening=self.opening)

    def shown(self, person: Candidate) -> str:
        with tenancy.organisation(self.employer.pk):
            return Candidate.objects.get(pk=person.pk).shown_name


@pytest.fixture
def blind() -> Blind:
    owner = make_user("Olga Owner")
    employer = make_organisation(owner=owner)
    opening = make_opening(employer, blind=True)
    shares = _sharing(opening, NAME, f"q@{HOST}")
    silent = make_candidate(employer, f"{NAME} II", opening=opening, email=f"z@{HOST}", place=PLACE)
    other = _sharing(opening, f"{NAME} III", f"y@{HOST}")
    invitation = make_invitation(silent, opening)
    with tenancy.organisation(employer.pk):
        note = notes.add(candidate=shares, text="Calm.", by=By.user(owner.pk))
        ids: dict[str, object] = {
            "opening_id": opening.pk,
            "candidate_id": shares.pk,
            "other": other.pk,
            "invitation_id": invitation.pk,
            "application_id": shares.applications.get().pk,
            "note_id": note.pk,
        }
    return Blind(employer, opening, owner, shares, silent, ids)


def _sharing(opening: Opening, name: str, email: str) -> Candidate:
    candidate = make_candidate(
        opening.organisation, name, opening=opening, email=email, place=PLACE
    )
    make_score(make_consent(candidate, make_user(name, email=email), opening=opening))
    return candidate


def _tells(answer: Any) -> str:
    """What of a person stands in an answer, if anything."""
    body = b"".join(answer) if answer.streaming else answer.content
    text = _unpacked(body) + str(answer.headers)
    secrets = (NAME, NAME.split()[0], NAME.split()[1], HOST, PLACE, quote(NAME))
    return ", ".join(secret for secret in secrets if secret.casefold() in text.casefold())


def _unpacked(body: bytes) -> str:
    """A workbook is a folder of texts that is packed, and what a PDF writes is packed too."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as workbook:
            return " ".join(workbook.read(name).decode() for name in workbook.namelist())
    if body.startswith(b"%PDF"):
        packed = re.findall(rb"stream\r?\n(.*?)endstream", body, re.S)
        return " ".join(_inflated(each) for each in packed)
    return body.decode(errors="replace")


def _inflated(packed: bytes) -> str:
    try:
        return zlib.decompress(packed).decode("latin-1")
    except zlib.error:
        return packed.decode("latin-1")


def _addresses(blind: Blind) -> list[str]:
    """Every address of the team, with this employer's things."""
    found = []
    for path, pattern in ADDRESSES:
        access = _access(pattern)
        if access is not None and access.who is Who.MEMBER and not path.startswith("sandbox/"):
            needed = set(pattern.pattern.converters) - {"slug"} - set(NEUTRAL)
            values = {name: blind.ids.get(name, blind.shares.pk) for name in needed}
            found.append(_filled(pattern, path, blind.employer.slug, values))
    return found


def test_no_page_of_the_team_tells_who_somebody_is(blind: Blind) -> None:
    both = [str(blind.shares.pk), str(blind.ids["other"])]
    leaks, pages = [], 0
    for client in (member(blind.employer), visitor(blind.owner)):
        for address in _addresses(blind):
            for query in ({"candidate": both}, {"sort": "name"}):
                answer = client.get(address, query)
                pages += answer.status_code == 200
                leaks += [f"{address} {query}: {told}"] if (told := _tells(answer)) else []
    assert leaks == []
    assert pages > 40


def test_neither_does_what_is_taken_away_as_a_file(blind: Blind) -> None:
    client, files = member(blind.employer), 0
    for address in (a for a in _addresses(blind) if "export" in a or "pdf" in a):
        for method in (client.get, client.post):
            both = [str(blind.shares.pk), str(blind.ids["other"])]
            for kind in ("csv", "xlsx"):
                answer = method(address, {"who": "all", "kind": kind, "candidate": both})
                files += "attachment" in answer.headers.get("Content-Disposition", "")
                assert _tells(answer) == "", address
    assert files >= 4  # two lists, each as CSV and as a workbook


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OWNER])
def test_neither_does_the_admin(blind: Blind, role: str) -> None:
    client = visitor(make_member(blind.employer, role=role).user)
    one = f"candidates/candidate/{blind.shares.pk}/change/"
    lists = ("candidates/candidate/", "candidates/invitation/", "candidates/opening/", "")
    for path in (one, *lists):
        assert _tells(client.get(f"/admin/{path}", follow=True)) == "", path
    for query in (NAME, HOST, PLACE):
        for path in ("candidates/candidate/", "candidates/invitation/"):
            answer = client.get(f"/admin/{path}", {"q": query}, follow=True)
            assert blind.shown(blind.shares) not in answer.content.decode()


def test_neither_do_messages_and_actions(blind: Blind) -> None:
    client = member(blind.employer)
    for name in ("invitation_remind", "invitation_resend", "invitation_revoke"):
        answer = client.post(at(name, blind.employer, blind.ids["invitation_id"]), follow=True)
        assert answer.status_code == 200
        assert _tells(answer) == "", name


def _decide(client: Client, blind: Blind, person: Candidate, kind: str) -> Any:
    here = blind.application(person)
    address = at("application_decide", blind.employer, person.pk, here.pk)
    return client.post(address, {"kind": kind, "reason": REASON})


def test_a_decision_shows_the_name_everywhere_and_being_on_hold_nowhere(blind: Blind) -> None:
    client = member(blind.employer)
    held = _decide(client, blind, blind.silent, "hold")
    assert _tells(client.get(held.url)) == ""
    decided = _decide(client, blind, blind.shares, "advance")
    assert said(decided) == ["Your decision is recorded."]
    assert NAME in client.get(decided.url).content.decode()
    listed = client.get(at("opening", blind.employer, blind.opening.pk)).content.decode()
    assert NAME in listed
    assert f"{NAME} II" not in listed


def test_an_address_does_not_tell_whose_pseudonym_it_is(blind: Blind) -> None:
    client, pseudonym = member(blind.employer), blind.shown(blind.shares)
    elsewhere = make_opening(blind.employer)
    for opening in (blind.opening, elsewhere):
        address = at("opening_import", blind.employer, opening.pk)
        table = SimpleUploadedFile("people.csv", f"name,email\nSomebody,q@{HOST}\n".encode())
        preview = client.post(address, {"file": table}).content.decode()
        assert "Somebody" in preview
        assert pseudonym not in preview
        found = client.get(at("opening_invite", blind.employer, opening.pk), {"q": f"q@{HOST}"})
        assert pseudonym not in found.content.decode()
    invited = {"name": "Somebody", "email": f"q@{HOST}", "place": ""}
    answer = client.post(at("opening_invite", blind.employer, elsewhere.pk), invited)
    assert pseudonym not in " ".join(said(answer))


def test_who_invites_cannot_tell_by_the_order(blind: Blind) -> None:
    with tenancy.organisation(blind.employer.pk):
        for _ in range(6):
            make_invitation(make_candidate(blind.employer, opening=blind.opening), blind.opening)
        codes = Invitation.objects.filter(opening=blind.opening)
        shown = sorted(codes.values_list("candidate__hidden_as", flat=True))
    page = member(blind.employer).get(at("opening_invite", blind.employer, blind.opening.pk))
    places = [page.content.decode().index(code) for code in shown]
    assert places == sorted(places)


def test_nobody_is_found_by_the_name_that_is_hidden(blind: Blind) -> None:
    client = member(blind.employer)
    for name, ids in (("people", ()), ("opening", (blind.opening.pk,))):
        for text in (NAME, "Quint", f"q@{HOST}", HOST):
            page = client.get(at(name, blind.employer, *ids), {"q": text}).content.decode()
            assert str(blind.shares.pk) not in page, (name, text)
        code = blind.shown(blind.shares).split()[-1]
        page = client.get(at(name, blind.employer, *ids), {"q": code}).content.decode()
        assert str(blind.shares.pk) in page
