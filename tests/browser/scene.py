"""An employer with a bit of everything, for a look at every page: people who share, are silent, are
read just now, with long names and names from right to left; twelve weeks of somebody's history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.accounts.models import User
from apps.candidates.letters import link_of
from apps.candidates.models import Candidate, Consent, Invitation, Opening
from apps.connections.models import Connection
from apps.core import tenancy
from apps.core.models import identifier
from apps.integrations.models import DeliveryState, DisabledBecause, Endpoint
from apps.organisations.actions import team_links
from apps.organisations.models import Organisation, TeamInvitation
from apps.organisations.models.announcement import Kind
from tests import factories
from tests.guards.attack import Side, make_side
from tests.integrations.told import ACCEPTED, REFUSED, SILENT, make_delivery, make_webhook

NETWORKS = ("x", "youtube", "instagram", "wordpress", "wordpress_com", "facebook")
PEOPLE = (
    ("Ada Lind", 90_000, NETWORKS[:5]),
    ("Jonas Brandt", 24_000, NETWORKS[:3]),
    ("Priya Raman", 8_000, NETWORKS[1:3]),
    ("ליאת בן־דוד", 5_200, NETWORKS[:2]),
    ("Tomasz Kowalczyk-Wiśniewski", 2_100, ("wordpress",)),
    ("Chloé Martin", 900, ("x", "wordpress_com")),
    ("Wolfgang Maximilian-Alexander von Hohenstein-Schwarzburg zu Rudolstadt", 400, ("x",)),
)
WITHOUT_ANSWER = ("Ivo Marek", "Nadia Haddad")
FAILED, PENDING, DROPPED = DeliveryState.FAILED, DeliveryState.PENDING, DeliveryState.DROPPED


@dataclass(frozen=True)
class Scene:
    side: Side
    opening: Opening
    compared: tuple[Candidate, ...]
    tokens: dict[str, str]  # of the links in letters, by the name of their address

    def visitor(self, who: str) -> User | None:
        return {"guest": None, "person": self.side.person}.get(who, self.side.owner)


def make_scene() -> Scene:
    side = make_side("Halden")
    _name(side)
    opening = _opening(side)
    _past(side, opening)
    people = tuple(_people(side.organisation, opening))
    _told(side, people)
    with tenancy.person(side.person.pk):
        Connection.objects.update(fetched_at=timezone.now())
    return Scene(side, opening, people, _tokens(side))


def _name(side: Side) -> None:
    for user, name in ((side.owner, "Katrin Voss"), (side.person, "Mara Lind")):
        User.objects.filter(pk=user.pk).update(name=name)
    with tenancy.organisation(side.organisation.pk):
        Organisation.objects.update(name="Halden & Mohr")
        Opening.objects.update(title="Community Manager")
        Candidate.objects.filter(person=side.person).update(name="Mara Lind")
        Candidate.objects.filter(person=None).update(name="Sven Olsen")
        Endpoint.objects.tracking_systems().update(name="Greenhouse, Hamburg")


def _opening(side: Side) -> Opening:
    with tenancy.organisation(side.organisation.pk):
        return Opening.objects.get(pk=_id(side, "opening_id"))


def _past(side: Side, opening: Opening) -> None:
    """The person's score of every week but two of the last twelve."""
    with tenancy.person(side.person.pk):
        consent = Consent.objects.get(pk=_id(side, "consent_id"))
    for week in (11, 10, 9, 8, 5, 4, 3, 2, 1, 0):
        at = timezone.now() - timedelta(weeks=week)
        factories.make_score(consent, followers=9_000 - 500 * week, people=140 - 9 * week, now=at)


def _people(organisation: Organisation, opening: Opening) -> Iterator[Candidate]:
    for name, followers, networks in PEOPLE:
        yield factories.make_sharing_candidate(
            organisation,
            opening,
            name,
            person=factories.make_user(name, email=f"p{followers}@people.example"),
            followers=followers,
            people=40 + followers // 500,
            networks=networks,
        )
    for name in WITHOUT_ANSWER:
        silent = factories.make_candidate(organisation, name, opening=opening)
        factories.make_invitation(silent, opening, sent_at=timezone.now() - timedelta(days=2))


def _told(side: Side, people: tuple[Candidate, ...]) -> None:
    """Webhooks that work, fail, rest and are off; deliveries in every state."""
    now = timezone.now()
    works = Endpoint(pk=_id(side, "endpoint_id"), organisation_id=side.organisation.pk)
    make_webhook(side.organisation, "Lohnabrechnung", failing_since=now, failures=1)
    make_webhook(side.organisation, "Ada’s bot", resting_until=now + timedelta(hours=1))
    off = {"disabled_at": now, "disabled_because": DisabledBecause.GONE}
    make_webhook(side.organisation, "Warehouse", **off)
    for state, came in ((FAILED, [SILENT, REFUSED]), (PENDING, [REFUSED]), (DROPPED, [])):
        for person in people[:4]:
            make_delivery(works, candidate_id=person.pk, state=state, came=came)
    make_delivery(works, Kind.CANDIDATE_ERASED, candidate_id=identifier(), came=[REFUSED, ACCEPTED])
    make_delivery(works, Kind.PING)


def _tokens(side: Side) -> dict[str, str]:
    with tenancy.organisation(side.organisation.pk):
        asked = Invitation.objects.with_people().get(pk=_id(side, "invitation_id"))
        team = TeamInvitation.objects.get(pk=_id(side, "team_invitation_id"))
    invitation = link_of(asked).rstrip("/").rpartition("/")[2]
    names = ("invitation", "invitation_decline")
    return dict.fromkeys(names, invitation) | {"team_join": team_links.token(team)}


def _id(side: Side, name: str) -> Any:
    found = side.ids[name]
    assert isinstance(found, UUID), name
    return found
