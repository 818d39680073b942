"""Candidates: people as one organisation knows them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.models import Candidate
from apps.core.refusals import Refused
from apps.organisations.models import Organisation

LONGEST_EMAIL = 254  # RFC 5321's path without its brackets


@transaction.atomic
def add(*, organisation: Organisation, name: str, email: str, place: str = "", by: By) -> Candidate:
    """The candidate with this address, new or known; a known one keeps name and place."""
    name, email, place = " ".join(name.split()), email.strip(), " ".join(place.split())
    _refuse_unusable(name, email)
    known = Candidate.objects.by_email(email).first()
    if known:
        return known
    try:
        with transaction.atomic():
            candidate = Candidate.objects.create(
                organisation=organisation, name=name, email=email, place=place
            )
    except IntegrityError:  # somebody else was faster with the same address
        return Candidate.objects.by_email(email).get()
    record(by=by, verb="candidate.added", subject=candidate)
    return candidate


def _refuse_unusable(name: str, email: str) -> None:
    if not name:
        raise Refused("name_missing", _("Name the person."), field="name")
    try:
        validate_email(email)
        MaxLengthValidator(LONGEST_EMAIL)(email)
    except ValidationError:
        raise Refused(
            "email_invalid",
            _("Give a complete email address, such as ada@example.com."),
            field="email",
        ) from None
