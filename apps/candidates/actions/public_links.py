"""Public links: an address for a job advert, by which people ask for an invitation themselves.

``offered`` is the stranger's side; the others are the hiring team's."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.actions.invitations import refuse_uninvitable
from apps.candidates.models import Opening, PublicLink
from apps.core import tenancy
from apps.core.links import BadLink, Link, read_short, sign_short
from apps.core.refusals import Refused

PURPOSE = "public-link"
MOST_PEOPLE = 10_000
LONGEST = timedelta(days=366)


def token_of(link: PublicLink) -> str:
    """The last part of the present address."""
    return sign_short(Link(link.organisation_id, link.pk, link.generation), purpose=PURPOSE)


def address_of(link: PublicLink) -> str:
    """The complete address, to put into an advert."""
    return f"{settings.PUBLIC_URL}/jobs/{token_of(link)}/"


@transaction.atomic
def switch_on(*, opening: Opening, ends_at: datetime, most_people: int, by: By) -> PublicLink:
    """The opening's link, new or known, open until ``ends_at`` for ``most_people``. A known one
    keeps its address and whom it let in so far. The same again changes nothing."""
    opening = Opening.objects.select_for_update().get(pk=opening.pk)
    refuse_uninvitable(opening)
    link = _locked(opening) or PublicLink(
        organisation_id=opening.organisation_id, opening=opening, created_by_id=by.user_id
    )
    _refuse_out_of_bounds(link, ends_at, most_people)
    same = (link.ends_at, link.most_people) == (ends_at, most_people)
    if same and link.closed_at is None:
        return link
    link.ends_at, link.most_people = ends_at, most_people
    link.closed_at = link.closed_by = None
    link.save()
    _note(link, "public_link.switched_on", by)
    return link


@transaction.atomic
def switch_off(*, opening: Opening, by: By) -> PublicLink | None:
    """Nobody comes in by it until it is switched on. Who came stays. Twice is once."""
    link = _locked(opening)
    if link and link.closed_at is None:
        link.closed_at, link.closed_by_id = timezone.now(), by.user_id
        link.save(update_fields=["closed_at", "closed_by"])
        _note(link, "public_link.switched_off", by)
    return link


@transaction.atomic
def renew(*, opening: Opening, by: By) -> PublicLink | None:
    """Another address, which counts its people anew; the older one opens nothing any more."""
    link = _locked(opening)
    if link:
        link.generation += 1
        link.people = 0
        link.save(update_fields=["generation", "people"])
        _note(link, "public_link.renewed", by)
    return link


def offered(token: str) -> PublicLink:
    """What the address opens, with organisation and opening. Call outside of scopes.

    Refuses with "bad_link", and with "link_closed" whatever the reason: it is the employer's."""
    try:
        address = read_short(token, purpose=PURPOSE)
    except BadLink:
        raise Refused(
            "bad_link", _("This address is not complete. Copy all of it from the advert.")
        ) from None
    with tenancy.organisation(address.organisation_id):
        known = PublicLink.objects.select_related("organisation", "opening")
        link = known.filter(pk=address.subject_id).first()
    if link is None:
        raise Refused("link_closed", _("This address opens nothing any more."))
    refuse_shut(link, address.generation)
    return link


def refuse_shut(link: PublicLink, generation: int) -> None:
    """Whoever comes by this generation of the address has to stay outside."""
    opening = link.opening
    if link.generation != generation or not link.is_open or opening.is_closed or not opening.reason:
        raise Refused(
            "link_closed",
            _(
                "%(employer)s lets nobody in by this address any more. Ask them if you "
                "applied there."
            )
            % {"employer": link.organisation.name},
        )


def _locked(opening: Opening) -> PublicLink | None:
    return PublicLink.objects.select_for_update().filter(opening=opening).first()


def _refuse_out_of_bounds(link: PublicLink, ends_at: datetime, most_people: int) -> None:
    now = timezone.now()
    if not now < ends_at <= now + LONGEST:
        raise Refused(
            "end_out_of_bounds", _("Choose a day within the coming year."), field="ends_on"
        )
    if not 1 <= most_people <= MOST_PEOPLE:
        raise Refused("people_out_of_bounds", _("Between 1 and 10,000."), field="most_people")
    if most_people < link.people:
        raise Refused(
            "fewer_than_came",
            _("%(people)s came already. Allow at least as many, or renew the address.")
            % {"people": link.people},
            field="most_people",
        )


def _note(link: PublicLink, verb: str, by: By) -> None:
    facts = {"opening": str(link.opening_id), "most_people": link.most_people}
    record(by=by, verb=verb, subject=link, facts=facts)
