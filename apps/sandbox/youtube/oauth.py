"""Google's side of OAuth 2: the page, and the end of a grant."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from apps.core.access import public
from apps.sandbox.standin import authorize
from apps.sandbox.youtube import problems
from apps.sandbox.youtube.standin import OFFLINE, STANDIN

_page = authorize.page(STANDIN)


@public(because="the sandbox is for everybody, and never stands in production")
def page(request: HttpRequest) -> HttpResponse:
    """A refresh token comes with ``access_type=offline``, and only where the person was asked."""
    query = request.GET.copy()
    asked = "consent" in query.get("prompt", "").split()
    name, value = OFFLINE
    query[name] = value if asked and query.get("access_type") == "offline" else ""
    request.GET = query  # type: ignore[assignment]  # a copy that may still be changed
    return _page(request)


@public(because="who has a token may end it")
@csrf_exempt
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """By either token, without the application's secret; of one that is over, Google says so."""
    token = request.POST.get("token", "")
    if not STANDIN.grants.is_open(token):
        return problems.oauth("invalid_token", "Token expired or revoked")
    STANDIN.grants.close_by(token)
    return HttpResponse("{}", content_type="application/json")
