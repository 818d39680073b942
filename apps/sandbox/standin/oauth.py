"""OAuth 2 for machines: tokens for codes, tokens for tokens, and the end of a grant."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from apps.core.access import public
from apps.sandbox.standin import spoiling
from apps.sandbox.standin.faults import Fault
from apps.sandbox.standin.rules import GrantError, Refusal, Tokens
from apps.sandbox.standin.stand_in import StandIn

type View = Callable[[HttpRequest], HttpResponseBase]


def token(standin: StandIn) -> View:
    """``grant_type`` authorization_code or refresh_token, RFC 6749."""

    @public(because="the application's own id and secret open it")
    @csrf_exempt
    @require_POST
    def view(request: HttpRequest) -> HttpResponseBase:
        shown = request.POST.get("refresh_token", "")
        return renewing(standin, shown, lambda: _answer(standin, request))

    return view


def renewing(standin: StandIn, shown: str, answer: Callable[[], HttpResponse]) -> HttpResponseBase:
    """The answer to a call that renews by the token ``shown``, or what a fault makes of it."""
    fault = standin.faults.take_at_renewal(standin.grants.owner_of(shown))
    if fault and fault.fault is Fault.REVOKED:
        return standin.voice.refused(Refusal.TOKEN)
    if fault and (spoiled := spoiling.instead(fault, standin.voice)):
        return spoiled
    found = answer()
    return spoiling.after(fault, standin.voice, found) if fault else found


def _answer(standin: StandIn, request: HttpRequest) -> HttpResponse:
    if not standin.clients.is_authentic(request):
        return standin.voice.refused(Refusal.CLIENT)
    try:
        tokens = _granted(standin, request)
    except GrantError as error:
        return standin.voice.refused(error.refusal)
    response = JsonResponse(standin.voice.token(tokens))
    response["Cache-Control"] = "no-store"
    return response


def _granted(standin: StandIn, request: HttpRequest) -> Tokens:
    form = request.POST
    if form.get("grant_type") == "authorization_code":
        return standin.grants.redeem(
            form.get("code", ""),
            verifier=form.get("code_verifier", ""),
            redirect_uri=form.get("redirect_uri", ""),
        )
    if form.get("grant_type") == "refresh_token":
        return standin.grants.refresh(form.get("refresh_token", ""))
    raise GrantError(Refusal.GRANT_TYPE)


def revoke(standin: StandIn) -> View:
    """RFC 7009, by either token; the application has to prove itself."""

    @public(because="the application's own id and secret open it")
    @csrf_exempt
    @require_POST
    def view(request: HttpRequest) -> HttpResponseBase:
        if not standin.clients.is_authentic(request):
            return standin.voice.refused(Refusal.CLIENT)
        standin.grants.close_by(request.POST.get("token", ""))
        return standin.voice.revoked()

    return view
