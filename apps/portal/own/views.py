"""A person's own page: the score as employers see it, who they are, and the way to take it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from apps.accounts.models import User
from apps.candidates.models import Consent
from apps.connections.networks.registry import adapter
from apps.core.access import for_persons
from apps.core.refusals import Refused
from apps.pipeline import actions as pipeline
from apps.portal.frame import frame
from apps.portal.own.page import own_page
from apps.portal.own.trail import trail
from apps.portal.own.viewers import active_consents, viewers


@for_persons()
@never_cache
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """With the consent that was given last."""
    return _page(request, None)


@for_persons()
@never_cache
@require_GET
def me_score(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(active_consents(), pk=consent_id))


@for_persons()
@never_cache
@require_http_methods(["GET", "POST"])
def me_withdraw(request: HttpRequest, consent_id: UUID) -> HttpResponse:
    """Says what follows, then does it at once. What is withdrawn already stays so."""
    consent = get_object_or_404(_own_consents(), pk=consent_id)
    if request.method == "GET":
        labels = [(name, adapter(name).label) for name in consent.active_networks]
        page = frame("score") | {"consent": consent, "networks": labels}
        return TemplateResponse(request, "portal/own/withdraw.html", page)
    return _withdraw(request, consent, request.POST.get("network", ""))


def _page(request: HttpRequest, consent: Consent | None) -> HttpResponse:
    assert isinstance(request.user, User)
    now = timezone.now()
    consents = list(active_consents())
    page = frame("score") | {
        "page": own_page(request.user, consent or next(iter(consents), None), now=now),
        "viewers": viewers(consents),
        "trail": trail(),
    }
    return TemplateResponse(request, "portal/own/me.html", page)


def _own_consents() -> QuerySet[Consent]:
    """Also those that are over: withdrawing twice is no error."""
    return Consent.objects.with_active_networks().select_related("organisation")


def _withdraw(request: HttpRequest, consent: Consent, network: str) -> HttpResponse:
    assert isinstance(request.user, User)
    employer = consent.organisation.name
    try:
        withdrawn = pipeline.withdraw(
            person_id=request.user.pk, consent_id=consent.pk, network=network
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("me")
    if withdrawn.whole:
        told = _("%(employer)s sees “Not shared” from now on. The score is gone.")
        messages.success(request, told % {"employer": employer})
    else:
        told = _("%(account)s no longer counts for %(employer)s. The score is worked out anew.")
        messages.success(request, told % {"account": adapter(network).label, "employer": employer})
    return redirect("me")
