"""Facebook Login for browsers and machines: a page, a token for hours, and one for 60 days."""

from __future__ import annotations

from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.facebook.pages import ManagedPage
from apps.sandbox.facebook.standin import LONG_SECONDS, NAME, OPTIONAL, PAGE_SECONDS, STANDIN
from apps.sandbox.standin import authorize
from apps.sandbox.standin.oauth import renewing
from apps.sandbox.standin.rules import GrantError, Refusal, Tokens
from apps.sandbox.standin.store import Store, digest

EXCHANGE = "fb_exchange_token"

_page = authorize.page(STANDIN)
_tokens = Store(NAME)


@wraps(_page)
def dialog(request: HttpRequest) -> HttpResponse:
    """As everywhere; with ``return_scopes`` Facebook says what was granted and what declined."""
    response = _page(request)
    is_asked = request.GET.get("return_scopes") == "true"
    if is_asked and response.status_code == 302 and "code=" in response["Location"]:
        response["Location"] += f"&{urlencode(_decided(request))}"
    return response


def _decided(request: HttpRequest) -> dict[str, str]:
    asked = authorize.scopes_of(request)
    ticked = {*request.POST.getlist("scope")}
    is_all = request.POST.get("decision") == authorize.ALLOW
    denied = [s for s in asked if s in OPTIONAL and s not in ticked and not is_all]
    granted = [scope for scope in asked if scope not in denied]
    return {"granted_scopes": ",".join(granted), "denied_scopes": ",".join(denied)}


@public(because="the application's own id and secret open it")
@csrf_exempt
@require_http_methods(["GET", "POST"])
def access_token(request: HttpRequest) -> HttpResponseBase:
    """For a code, or for another token of the person that is still good."""
    form = request.POST if request.method == "POST" else request.GET
    return renewing(STANDIN, form.get(EXCHANGE, ""), lambda: _answer(request, form))


def _answer(request: HttpRequest, form: QueryDict) -> HttpResponse:
    if not STANDIN.clients.is_authentic(request):
        return STANDIN.voice.refused(Refusal.CLIENT)
    try:
        tokens = _granted(form)
    except GrantError as error:
        return STANDIN.voice.refused(error.refusal)
    told = {"access_token": tokens.access, "token_type": "bearer", "expires_in": tokens.seconds}
    return JsonResponse(told)


def _granted(form: QueryDict) -> Tokens:
    if form.get("grant_type") == EXCHANGE:
        return STANDIN.grants.exchange(form.get(EXCHANGE, ""), seconds=LONG_SECONDS)
    code = form.get("code", "")
    if not code:
        raise GrantError(Refusal.GRANT_TYPE)
    return STANDIN.grants.redeem(
        code,
        verifier=form.get("code_verifier", ""),
        redirect_uri=form.get("redirect_uri", ""),
    )


def page_token(user_token: str, page: ManagedPage) -> str:
    """A new one of the page, as good as the person's permission."""
    token = STANDIN.grants.exchange(user_token, seconds=PAGE_SECONDS).access
    _tokens.put(f"page:{digest(token)}", page.id, seconds=PAGE_SECONDS)
    return token


def page_behind(token: str) -> str:
    """Whose token it is: a page's id, "" for a person's."""
    return str(_tokens.get(f"page:{digest(token)}") or "")
