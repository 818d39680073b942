"""The letter that proves an address, to who came by a public link."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from apps.candidates.models import PublicLink
from apps.candidates.stationery import Sheet, one_line, speaking, write


def compose_proof(
    link: PublicLink, email: str, proof: str, language: str
) -> EmailMultiAlternatives:
    """In the language of the page on which the address was given. It holds no word that the
    stranger typed: nobody can have us write to others what they like."""
    organisation = link.organisation
    with speaking(language, organisation):
        name = one_line(organisation.name)
        sheet = Sheet(
            template="proof",
            subject=_("Confirm your address for %(employer)s") % {"employer": name},
            to=email,
        )
        context = {
            "opening": link.opening,
            "hours": int(settings.PUBLIC_LINK_PROOF_LIFETIME.total_seconds() // 3600),
            "action_url": f"{settings.PUBLIC_URL}/j/{proof}/",
            "action_label": _("Confirm and read on"),
            "why_you": _(
                "Somebody gave this address on a page of %(employer)s. If it was not you, do "
                "nothing: nothing is kept about you, and no other email comes."
            )
            % {"employer": name},
        }
        return write(sheet, organisation, context)
