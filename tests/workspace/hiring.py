"""Katrin recruits at Halden, Vic may look, Olga recruits elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.models import Application, Candidate, Decline, Opening
from apps.core import tenancy
from apps.organisations.models import Organisation
from apps.organisations.models.membership import Role
from apps.scoring.actions import standings
from apps.scoring.models import Score, Standing
from tests.factories import (
    make_candidate,
    make_consent,
    make_invitation,
    make_member,
    make_opening,
    make_organisation,
    make_sharing_candidate,
    make_user,
)


@dataclass
class Hiring:
    organisation: Organisation
    opening: Opening
    katrin: User
    vic: User
    olga: User

    def client(self, user: User | None = None) -> Client:
        client = Client()
        client.force_login(user or self.katrin)
        return client

    def get(self, name: str, *args: object, user: User | None = None, **query: Any) -> HttpResponse:
        address = reverse(name, args=[self.organisation.slug, *args])
        return self.client(user).get(address, query)  # type: ignore[return-value]  # a subclass

    def list(self, user: User | None = None, **query: Any) -> str:
        return self.get("opening", self.opening.pk, user=user, **query).content.decode()

    def page(self, candidate: Candidate, **query: Any) -> str:
        return self.get("candidate", candidate.pk, **query).content.decode()

    def share(self, name: str, **fields: Any) -> Candidate:
        return make_sharing_candidate(self.organisation, self.opening, name, **fields)

    def asked(self, name: str, **fields: Any) -> Candidate:
        """Invited two days ago, and silent since."""
        candidate = make_candidate(self.organisation, name, opening=self.opening, **fields)
        make_invitation(candidate, self.opening, sent_at=timezone.now() - timedelta(days=2))
        return candidate

    def declined(self, name: str) -> Candidate:
        candidate = self.asked(name)
        with tenancy.organisation(self.organisation.pk):
            invitation = candidate.invitations.get()
            Decline.objects.bulk_create(
                [
                    Decline(
                        organisation=self.organisation, candidate=candidate, invitation=invitation
                    )
                ]
            )
        return candidate

    def read_now(self, name: str) -> Candidate:
        """Consented a moment ago; the first account is being read."""
        person = make_user(name)
        candidate = make_candidate(
            self.organisation, name, opening=self.opening, email=person.email
        )
        consent = make_consent(candidate, person, opening=self.opening)
        with tenancy.person(person.pk):
            standings.begin(consent=consent)
        return candidate

    def move(self, candidate: Candidate, status: str) -> None:
        with tenancy.organisation(self.organisation.pk):
            Application.objects.filter(candidate=candidate).update(status=status)


def make_hiring() -> Hiring:
    katrin, vic, olga = make_user("Katrin Voss"), make_user("Vic View"), make_user("Olga Other")
    halden = make_organisation("Halden & Mohr", owner=katrin)
    make_member(halden, vic, Role.VIEWER)
    make_organisation("Elsewhere", owner=olga)
    return Hiring(halden, make_opening(halden), katrin, vic, olga)


def make_provisional(candidate: Candidate) -> None:
    """As if the interval were too wide to rely on. Scores are not changed but put anew."""
    assert candidate.person_id
    with tenancy.person(candidate.person_id):
        score = Standing.objects.get(candidate=candidate).score
        assert score
        Score.objects.filter(pk=score.pk).delete()
        score.state, score.result = "provisional", {**score.result, "state": "provisional"}
        score.save(force_insert=True)
        standings.show(score=score)


def names(html: str) -> list[str]:
    """The people of a list, in its order."""
    return re.findall(r'class="c-name"><a [^>]*>([^<]*)</a>', html)


def row(html: str, candidate: Candidate) -> str:
    """One person's row, without what is only theirs: name and key."""
    found = re.search(rf'<tr role="row" id="row-{candidate.pk}".*?</tr>', html, re.S)
    assert found
    return found.group().replace(str(candidate.pk), "KEY").replace(candidate.name, "NAME")


def link(html: str, text: str) -> str:
    """Where a link with this text leads."""
    found = re.search(rf'<a [^>]*href="([^"]*)"[^>]*>{text}', html)
    assert found, text
    return found.group(1).replace("&amp;", "&")
