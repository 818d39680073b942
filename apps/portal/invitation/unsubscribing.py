"""The "unsubscribe" of mail programs: one click declines quietly (RFC 8058)."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.candidates.actions import answers
from apps.core.access import public
from apps.core.refusals import Refused


@public(because="the link in the mail is the permission; mail programs have no cookies")
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def invitation_unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking leads to the invitation, where declining is a button. The answer to a click is the
    same whatever the link still opens."""
    if request.method == "GET":
        return redirect("invitation", token)
    with suppress(Refused):  # answered, ended or not ours: nothing comes to them in any case
        answers.decline(token)
    return HttpResponse(status=204)
