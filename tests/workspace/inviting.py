"""Invitations that the hiring team sends, and tables that it chooses."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.candidates.models import Candidate, Invitation, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from tests.candidates.letters import fresh, post
from tests.factories import (
    make_candidate,
    make_invitation,
    make_opening,
)
from tests.workspace.visits import at

ADA = {"name": "Ada Byron", "email": "ada@people.example", "place": "London"}
TWO = b"name,email\nAda Byron,ada@people.example\nBen,ben@people.example"


def counted(organisation: Organisation) -> tuple[int, int]:
    with tenancy.organisation(organisation.pk):
        return Candidate.objects.count(), Invitation.objects.count()


def sent(employer: Organisation) -> Invitation:
    opening = make_opening(employer)
    invitation = make_invitation(make_candidate(employer, opening=opening), opening)
    post(invitation)
    return fresh(invitation)


def look(browser: Client, employer: Organisation, opening: Opening, content: bytes) -> str:
    file = SimpleUploadedFile("people.csv", content, "text/csv")
    answer = browser.post(at("opening_import", employer, opening.pk), {"file": file})
    assert answer.status_code == 200
    return answer.content.decode()


def sealed_in(page: str) -> str:
    found = re.search(r'name="preview" value="([^"]+)"', page)
    assert found
    return found[1]
