"""Meta's callbacks: a person took Renown off their list there, or wants their data deleted."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from apps.connections.actions import deauthorisations, deletions
from apps.connections.models import DeletionRequest
from apps.connections.networks.meta.signed import BadSignedRequest
from apps.core.access import View, public
from apps.portal.callbacks import signed
from apps.scoring.engine.phrases import account

SIGNED = "Meta calls it; what is not signed with this application's secret is refused"
TOO_LARGE = "The request is larger than any that Meta sends."
NOT_BELIEVED = "signed_request is missing, or not signed with this application's secret."


def _believed(view: View) -> View:
    """The view gets the signed word in place of the request."""

    @wraps(view)
    def checked(request: HttpRequest, network: str) -> Any:
        try:
            word = signed.read(request, network)
        except signed.TooLarge:
            return JsonResponse({"error": TOO_LARGE}, status=413)
        except BadSignedRequest:
            return JsonResponse({"error": NOT_BELIEVED}, status=400)
        return view(word, network)

    return checked


@public(because=SIGNED)
@csrf_exempt
@never_cache
@require_POST
@_believed
def network_deauthorise(word: signed.Word, network: str) -> HttpResponse:
    """The same answer, whether anybody here was meant or not."""
    deauthorisations.end(network=network, grantor_key=word.grantor_key, at=word.at)
    return JsonResponse({})


@public(because=SIGNED)
@csrf_exempt
@never_cache
@require_POST
@_believed
def network_delete(word: signed.Word, network: str) -> HttpResponse:
    request = deletions.ask(network=network, grantor_key=word.grantor_key, at=word.at)
    page = reverse("deletion_status", args=[request.code])
    return JsonResponse({"url": f"{settings.PUBLIC_URL}{page}", "confirmation_code": request.code})


@public(because="who has the code sees when something was asked and whether it is done, no person")
@never_cache
@require_GET
def deletion_status(request: HttpRequest, code: str) -> HttpResponse:
    found = DeletionRequest.objects.filter(code=code).first()
    if found is None:
        raise Http404
    page = {"deletion": found, "label": account(found.network)}
    return render(request, "portal/callbacks/deletion.html", page)
