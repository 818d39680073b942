"""A view of Graph for pages: what every call passes, and whose token it comes with."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.sandbox.facebook.login import page_behind
from apps.sandbox.facebook.pages import ManagedPage, page_of
from apps.sandbox.facebook.standin import NAME, STANDIN
from apps.sandbox.graph.errors import PARAMETER, TOKEN, GraphError, no_object
from apps.sandbox.standin import gate
from apps.sandbox.standin.gate import Body, Call, View, bearer

NOT_A_PAGES = 2069032  # subcode: a person's token where a page's is wanted


def token_of(request: HttpRequest) -> str:
    return bearer(request) or request.GET.get("access_token", "")


def endpoint(name: str, *scopes: str, method: str = "GET") -> Callable[[Callable[..., Body]], View]:
    """An endpoint that words its refusals as Graph does, and wants each call to be proven."""

    def wrap(answer: Callable[..., Body]) -> View:
        @gate.endpoint(STANDIN, name, *scopes, methods=(method,), token_of=token_of)
        @wraps(answer)
        def view(call: Call, **kwargs: str) -> Body | HttpResponse:
            if not _is_proven(call.request):
                message = "API calls from the server require an appsecret_proof argument"
                return GraphError(PARAMETER, message).response(kind="GraphMethodException")
            try:
                return answer(call, **kwargs)
            except GraphError as error:
                return error.response()

        return view

    return wrap


def _is_proven(request: HttpRequest) -> bool:
    secret: str = settings.NETWORKS[NAME]["CLIENT_SECRET"]
    proof = hmac.new(secret.encode(), token_of(request).encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(request.GET.get("appsecret_proof", "").encode(), proof.encode())


def own_page(call: Call, page_id: str) -> ManagedPage:
    """The page whose token came. Raises ``GraphError``."""
    token_is_of = page_behind(token_of(call.request))
    if not token_is_of:
        raise GraphError(TOKEN, "Invalid OAuth 2.0 Access Token", subcode=NOT_A_PAGES)
    page = page_of(call.viewer, page_id)
    if page is None or page.id != token_is_of:
        raise no_object(page_id)
    return page


def is_persons(call: Call) -> bool:
    return not page_behind(token_of(call.request))
