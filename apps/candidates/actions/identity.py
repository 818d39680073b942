"""Ties a candidate to the person behind it, once and for good."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.candidates.models import Candidate
from apps.core.refusals import Refused


def refuse_other_email(candidate: Candidate, person: User) -> None:
    """The invited address must be one that the person has verified as theirs."""
    mine = EmailAddress.objects.filter(user=person, verified=True)
    if not mine.filter(email__iexact=candidate.email).exists():
        raise Refused(
            "other_email",
            _(
                "This invitation was sent to %(invited)s, and you are signed in as %(signed_in)s. "
                "Sign in with the invited address, or add it to your account."
            )
            % {"invited": _masked(candidate.email), "signed_in": person.email},
        )


def tie(candidate: Candidate, person: User) -> None:
    """One candidate a person and organisation, one person a candidate."""
    if candidate.person_id == person.pk:
        return
    if candidate.person_id is not None:
        raise Refused(
            "other_person",
            _("This address answered before with another account. Sign in with that account."),
        )
    try:
        with transaction.atomic():
            candidate.person = person
            candidate.save(update_fields=["person"])
    except IntegrityError:
        candidate.person = None
        raise Refused(
            "already_candidate",
            _(
                "You shared with this employer under another of your addresses. Ask them to invite "
                "that address instead."
            ),
        ) from None


def _masked(email: str) -> str:
    """ "a…@example.com": enough for whom it belongs to, little for a stranger with the link."""
    name, _, host = email.lower().partition("@")
    return f"{name[:1]}…@{host}"
