"""The whole way of a candidate: from the link in the mail to the own score, and back again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.candidates.models import Consent
from apps.connections.models import Connection
from apps.core import tenancy
from apps.scoring.models import Standing
from tests import factories
from tests.pipeline.people import work
from tests.portal.people import ask, link_x, share

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("x")]


def test_somebody_new_agrees_signs_up_links_x_and_is_scored(client: Client) -> None:
    asked = ask("mara@people.example")
    to = share(client, asked, "x")
    assert to["Location"].startswith(reverse("account_signup"))
    page = client.get(to["Location"]).content.decode()
    assert 'value="mara@people.example"' in page

    form = {
        "email": "mara@people.example",
        "password1": factories.PASSWORD,
        "name": "Mara Lind",
        "next": reverse("consent_given"),
    }
    there = client.post(reverse("account_signup"), form, follow=True)
    assert there.redirect_chain[-1][0] == reverse("me_link")
    assert "You share X with Halden &amp; Mohr until" in there.content.decode()

    assert "X is linked." in link_x(client)
    assert "pipeline.fetch_connection" in work()
    person = User.objects.get(email="mara@people.example")
    with tenancy.organisation(asked.organisation.pk):
        standing = Standing.objects.get(candidate=asked.candidate)
        assert standing.networks == ["x"]
        assert standing.value is not None
    with tenancy.person(person.pk):
        assert Consent.objects.active().get().active_networks == ["x"]
        assert Connection.objects.get().network == "x"
