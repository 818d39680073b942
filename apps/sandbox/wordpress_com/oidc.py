"""The ID token, which comes along with a code's tokens (OpenID Connect Core, 3.1.3)."""

from __future__ import annotations

import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.access import public
from apps.sandbox.standin import authorize as frame
from apps.sandbox.standin import oauth
from apps.sandbox.standin.rules import challenge_of
from apps.sandbox.standin.store import Store
from apps.sandbox.standin.voice import rewritten
from apps.sandbox.wordpress_com.standin import STANDIN

SECONDS = 600
_store = Store(STANDIN.name)
_page, _token = frame.page(STANDIN), oauth.token(STANDIN)


@public(because="the sandbox is for everybody, and never stands in production")
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Remembers the nonce with PKCE's challenge, which leads back to it."""
    nonce, challenge = (request.GET.get(name, "") for name in ("nonce", "code_challenge"))
    if nonce and challenge:
        _store.put(f"nonce:{challenge[:100]}", nonce[:200], seconds=SECONDS)
    return _page(request)


@public(because="the application's own id and secret open it")
@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponseBase:
    response = _token(request)
    is_first = request.POST.get("grant_type") == "authorization_code"
    if not is_first or not isinstance(response, JsonResponse) or response.status_code != 200:
        return response
    challenge = challenge_of(request.POST.get("code_verifier", ""))
    return rewritten(response, lambda body: _with_id_token(body, challenge))


def _with_id_token(body: Any, challenge: str) -> Any:
    if not isinstance(body, dict) or "openid" not in str(body.get("scope")).split():
        return body
    own, now = settings.NETWORKS[STANDIN.name], int(time.time())
    claims = {
        "iss": own["API_URL"],
        "aud": own["CLIENT_ID"],
        "sub": STANDIN.grants.owner_of(body["access_token"]),
        "iat": now,
        "exp": now + SECONDS,
        "nonce": _store.take(f"nonce:{challenge}") or "",
    }
    return body | {"id_token": jwt.encode(claims, _key(), algorithm="RS256")}


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=2048)
