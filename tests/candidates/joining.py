"""Public links of the tests, and who comes by them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from apps.audit.actions import By
from apps.candidates.actions import joining, proofs, public_links
from apps.candidates.actions.joining import Asking
from apps.candidates.models import Invitation, Opening, PublicLink
from apps.core import tenancy
from tests.factories import make_opening, make_organisation


def make_link(opening: Opening | None = None, **fields: Any) -> PublicLink:
    """Switched on for a month and a hundred people, unless ``fields`` say otherwise."""
    opening = opening or make_opening(make_organisation("Halden & Mohr"))
    settled = {"ends_at": timezone.now() + timedelta(days=30), "most_people": 100, **fields}
    with tenancy.organisation(opening.organisation_id):
        link = public_links.switch_on(opening=opening, by=By.system(), **settled)
    return fresh_link(link)


def fresh_link(link: PublicLink) -> PublicLink:
    with tenancy.organisation(link.organisation_id):
        return PublicLink.objects.select_related("organisation", "opening").get(pk=link.pk)


def asks(link: PublicLink, email: str, name: str = "Mara Lind", language: str = "en") -> str:
    """Gives name and address; the key of what was kept, as the task gets it."""
    before = _kept()  # the key is random and goes to the queue alone
    joining.ask(link=link, name=name, email=email, language=language)
    new = _kept() - before
    return new.pop() if new else ""


def reads(key: str) -> str:
    """The letter arrives; the last part of its address."""
    assert proofs.send_proof(key=key)
    found = re.search(r"/j/([^/\s]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


def comes(link: PublicLink, email: str, name: str = "Mara Lind") -> Invitation:
    """All the way to the invitation."""
    return joining.enter(joining.proven(reads(asks(link, email, name))))


def asking(link: PublicLink, email: str) -> Asking:
    return Asking(str(link.organisation_id), str(link.pk), link.generation, "Mara", email, "en")


def ends(link: PublicLink, at: datetime) -> None:
    with tenancy.organisation(link.organisation_id):
        PublicLink.objects.filter(pk=link.pk).update(ends_at=at)


def _kept() -> set[str]:
    client = cache._cache.get_client(write=True)  # type: ignore[attr-defined]  # django's own
    found = client.scan_iter(match=cache.make_key("proof:*"), count=1000)
    return {key.decode().rpartition("proof:")[2] for key in found}
