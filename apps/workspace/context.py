"""What the frame of every page shows: the organisation, the others to switch to, where one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from apps.candidates.blind import NBSP
from apps.core import tenancy
from apps.organisations.models import Membership, Organisation
from apps.organisations.permissions import Permission, may
from apps.scoring.models import Contest


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An organisation in the menu."""

    pk: UUID
    name: str
    slug: str

    def get_absolute_url(self) -> str:
        return reverse("openings", args=[self.slug])


def navigation(request: HttpRequest) -> dict[str, Any]:
    """`organisation`, `membership`, `organisations` and `nav` in an organisation's pages alone;
    `home_url` and `self_items` for everybody who is signed in. One query, for what waits."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"home_url": reverse("landing")}
    common = {"home_url": reverse("home"), "self_items": _self_items()}
    organisation = getattr(request, "organisation", None)
    if not isinstance(organisation, Organisation):
        return common
    membership: Membership = request.membership  # type: ignore[attr-defined]  # for_members sets both
    others = getattr(request, "organisations", [organisation])
    admin = _items([(_("Administration"), "admin:open", False)], organisation.slug)
    return common | {
        "self_items": [*admin, *_self_items()],
        "organisation": organisation,
        "membership": membership,
        "organisations": [Elsewhere(other.pk, other.name, other.slug) for other in others],
        "nav": _nav(organisation, membership, request.path),
    }


def settings_place(membership: Membership) -> str:
    """The name of the first settings page that this member may see."""
    return "organisation" if may(membership, Permission.EDIT_ORGANISATION) else "team"


def _nav(organisation: Organisation, membership: Membership, path: str) -> list[Item]:
    inside = path.removeprefix(reverse("start", args=[organisation.slug])).partition("/")[0]
    places = [
        (_("Openings"), "openings", inside not in {"people", "contests", "settings"}),
        (_("People"), "people", inside == "people"),
        (_("Settings"), settings_place(membership), inside == "settings"),
    ]
    waiting = _contested()
    if waiting or inside == "contests":
        label = f"{_('Contested')}{NBSP}({waiting})" if waiting else _("Contested")
        places.insert(2, (label, "contests", inside == "contests"))
    return _items(places, organisation.slug)


def _contested() -> int:
    """How many people wait for an answer. Pages that refuse are drawn outside of any scope."""
    return Contest.objects.open().count() if tenancy.current() else 0


def _self_items() -> list[Item]:
    share, new = _("What you share"), _("New organisation")
    return _items(((share, "me", False), (new, "organisation_new", False)))


def _items(places: Iterable[tuple[str, str, bool]], *args: str) -> list[Item]:
    """Label, name of the address, whether one is there; what is not mounted is left out."""
    found = ((label, _url(name, *args), current) for label, name, current in places)
    return [Item(label, url, current) for label, url, current in found if url]


def _url(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
