"""From the accounts that somebody turned on to a consent."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from apps.accounts.invited import prove_email
from apps.accounts.models import User
from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.candidates.models import Consent, Invitation
from apps.connections.networks.registry import adapter
from apps.connections.permits import names_for_employers
from apps.core.phrases import listing
from apps.core.refusals import Refused
from apps.pipeline import actions as pipeline


def refuse_choice(chosen: Collection[str]) -> None:
    """The same refusals as at granting, before somebody is sent to sign in."""
    if not chosen:
        raise Refused(
            "nothing_chosen",
            _("Turn on at least one account to share, or decline quietly."),
            field="networks",
        )
    if not set(chosen) <= set(names_for_employers()):
        raise Refused(
            "not_offered", _("Choose from the accounts that are offered."), field="networks"
        )


def way_in(request: HttpRequest, invitation: Invitation) -> str:
    """Where somebody who came by the mail signs in or up: the mail proves the address."""
    email = invitation.candidate.email
    prove_email(request, email)
    has_account = EmailAddress.objects.filter(email__iexact=email).exists()
    page = reverse("account_login" if has_account else "account_signup")
    return f"{page}?{urlencode({'next': reverse('consent_given')})}"


def grant(
    invitation: Invitation, person: User, networks: Collection[str], language: str
) -> Consent:
    """The consent to the text in the language in which it was shown, and what is linked already
    begins to count. Both or nothing."""
    with transaction.atomic():
        consent = consents.grant(
            invitation=invitation,
            person=person,
            networks=networks,
            by=By.person(person.pk),
            offered=names_for_employers(),
            language=language,
        )
        pipeline.begin(consent_id=consent.pk, person_id=person.pk)
    return consent


def tell(request: HttpRequest, invitation: Invitation, consent: Consent) -> None:
    labels = listing([adapter(name).label for name in consent.networks])
    named = {
        "accounts": labels,
        "employer": invitation.organisation.name,
        "until": date_format(localtime(consent.expires_at), "DATE_FORMAT"),
    }
    told = _("You share %(accounts)s with %(employer)s until %(until)s.")
    messages.success(request, told % named)
