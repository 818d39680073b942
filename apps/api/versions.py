"""Versions of what is shown: ``ETag`` with If-None-Match, and If-Match before a change."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags

_STAYS = ("Content-Language", "Vary", "Link")


def etag_of(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def tagged(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """With its ETag, or 304 without a body where the reader has this version."""
    if request.method not in {"GET", "HEAD"} or response.status_code != 200:
        return response
    if not isinstance(response, HttpResponse):
        return response  # streamed
    etag = etag_of(response.content)
    response.headers["ETag"] = etag
    if not is_among(etag, request.headers.get("If-None-Match", "")):
        return response
    unchanged = HttpResponseNotModified(headers={"ETag": etag})
    for name in _STAYS:
        if name in response.headers:
            unchanged.headers[name] = response.headers[name]
    return unchanged


def is_among(etag: str, header: str) -> bool:
    """Weak ones count too: compression makes an ETag weak."""
    given = parse_etags(header)
    return "*" in given or etag in {each.removeprefix("W/") for each in given}
