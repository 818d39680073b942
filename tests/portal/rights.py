"""People who have confirmed once more that it is them."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from tests.factories import PASSWORD
from tests.portal.people import signed_in


def confirmed(person: User) -> Client:
    client = signed_in(person)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return client
