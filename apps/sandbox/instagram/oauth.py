"""Instagram Login for browsers and machines: a page, a token for an hour, and one for 60 days."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from apps.core.access import public
from apps.sandbox.graph.errors import PARAMETER, problem
from apps.sandbox.instagram.standin import LONG_SECONDS, NAME, STANDIN
from apps.sandbox.standin import authorize, gate, spoiling
from apps.sandbox.standin.faults import TOKEN
from apps.sandbox.standin.rules import DAY, GrantError, Refusal, Tokens, TokenState
from apps.sandbox.standin.store import Store, digest

TAIL = "#_"
MIN_AGE = DAY  # seconds
OPENS = "the application's own secret or a token of the stand-in opens it"

type Answer = Callable[[HttpRequest], HttpResponse]
type View = Callable[[HttpRequest], HttpResponseBase]

page = authorize.page(STANDIN)
issued = Store(NAME)


@wraps(page)
def authorize_page(request: HttpRequest) -> HttpResponse:
    """As everywhere; Instagram ends the address that leads back in ``#_``."""
    response = page(request)
    if response.status_code == 302:
        response["Location"] += TAIL
    return response


def _faulty(name: str, answer: Answer) -> View:
    """Makes a view that the faults of ``name`` strike, those of the token's account too."""

    @wraps(answer)
    def view(request: HttpRequest) -> HttpResponseBase:
        owner = STANDIN.grants.owner_of(request.GET.get("access_token", ""))
        fault, spoiled = gate.struck(STANDIN, owner, name)
        if spoiled:
            return spoiled
        found = answer(request)
        return spoiling.after(fault, STANDIN.voice, found) if fault else found

    return public(because=OPENS)(csrf_exempt(view))


def _short_lived(request: HttpRequest) -> HttpResponse:
    if not STANDIN.clients.is_authentic(request):
        return STANDIN.voice.refused(Refusal.CLIENT)
    form = request.POST
    try:
        if form.get("grant_type") != "authorization_code":
            raise GrantError(Refusal.GRANT_TYPE)
        tokens = STANDIN.grants.redeem(
            form.get("code", ""), redirect_uri=form.get("redirect_uri", "")
        )
    except GrantError as error:
        return STANDIN.voice.refused(error.refusal)
    return JsonResponse(_opened(tokens))


def _opened(tokens: Tokens) -> dict[str, Any]:
    """As Meta's pages show it, and for every second account as it was seen to come."""
    user_id, scopes = tokens.grant.account_id, tokens.grant.scopes
    if int(user_id) % 2:
        return {"access_token": tokens.access, "user_id": int(user_id), "permissions": [*scopes]}
    told = {"user_id": user_id, "permissions": ",".join(scopes)}
    return {"data": [{"access_token": tokens.access, **told}]}


def _exchanged(request: HttpRequest) -> HttpResponse:
    secret: str = settings.NETWORKS[NAME]["CLIENT_SECRET"]
    given = request.GET.get("client_secret", "")
    if not hmac.compare_digest(given.encode(), secret.encode()):
        return problem(1, "Error validating client secret.")
    return _long_lived(request, "ig_exchange_token")


def _refreshed(request: HttpRequest) -> HttpResponse:
    """Of a token that lasts already, once it is a day old."""
    born = issued.get(f"issued:{digest(request.GET.get('access_token', ''))}")
    if born is not None and time.time() - born < MIN_AGE:
        return problem(PARAMETER, "Access token is not old enough to be refreshed")
    return _long_lived(request, "ig_refresh_token")


def _long_lived(request: HttpRequest, grant_type: str) -> HttpResponse:
    token = request.GET.get("access_token", "")
    _, state = STANDIN.grants.look(token)
    if state is not TokenState.GOOD:
        return STANDIN.voice.unauthorized(state)
    if request.GET.get("grant_type") != grant_type:
        return problem(PARAMETER, f"(#{PARAMETER}) param grant_type must be {grant_type}")
    tokens = STANDIN.grants.exchange(token, seconds=LONG_SECONDS)
    remember_age(tokens.access, 0)
    told = {"token_type": "bearer", "expires_in": LONG_SECONDS}
    return JsonResponse({"access_token": tokens.access, **told})


def remember_age(token: str, seconds: float) -> None:
    """From now on the token is so old."""
    issued.put(f"issued:{digest(token)}", time.time() - seconds, seconds=LONG_SECONDS)


short_lived = _faulty("code", require_POST(_short_lived))
long_lived = _faulty("code", require_GET(_exchanged))
refreshed = _faulty(TOKEN, require_GET(_refreshed))
