"""OAuth 2 for machines: tokens for codes, tokens for tokens, and the end of a grant."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from apps.core.access import public
from apps.sandbox.x import clients, faults, grants, problems, spoiling
from apps.sandbox.x.faults import Fault


@public(because="the application's own id and secret open it")
@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponseBase:
    fault = _fault(grants.owner_of(request.POST.get("refresh_token", "")))
    if fault and fault.fault is Fault.REVOKED:
        return problems.oauth("invalid_request", grants.BAD_TOKEN)
    if fault and (spoiled := spoiling.instead(fault)):
        return spoiled
    if not clients.is_authentic(request):
        return problems.oauth("unauthorized_client", "Missing valid authorization header", 401)
    try:
        tokens = _granted(request)
    except grants.GrantError as refusal:
        return problems.oauth("invalid_request", str(refusal))
    if tokens is None:
        return problems.oauth("unsupported_grant_type", "The grant type is not known.")
    return spoiling.after(fault, _answer(tokens)) if fault else _answer(tokens)


def _fault(account: str) -> faults.Active | None:
    """A token that has expired is what renewing is for: with it, that fault is over."""
    fault = faults.take(account, "token")
    if fault and fault.fault is Fault.EXPIRED:
        faults.clear(fault.account)
        return None
    return fault


def _granted(request: HttpRequest) -> grants.Tokens | None:
    form = request.POST
    if form.get("grant_type") == "authorization_code":
        return grants.redeem(
            form.get("code", ""),
            verifier=form.get("code_verifier", ""),
            redirect_uri=form.get("redirect_uri", ""),
        )
    if form.get("grant_type") == "refresh_token":
        return grants.refresh(form.get("refresh_token", ""))
    return None


def _answer(tokens: grants.Tokens) -> JsonResponse:
    body = {
        "token_type": "bearer",
        "expires_in": grants.ACCESS_SECONDS,
        "access_token": tokens.access,
        "scope": " ".join(tokens.grant.scopes),
    }
    response = JsonResponse(body | ({"refresh_token": tokens.refresh} if tokens.refresh else {}))
    response["Cache-Control"] = "no-store"
    return response


@public(because="the application's own id and secret open it")
@csrf_exempt
@require_POST
def revoke(request: HttpRequest) -> HttpResponseBase:
    if not clients.is_authentic(request):
        return problems.oauth("unauthorized_client", "Missing valid authorization header", 401)
    grants.close_by(request.POST.get("token", ""))
    return JsonResponse({"revoked": True})
