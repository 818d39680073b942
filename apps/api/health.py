"""For load balancers and supervisors: is the process there, and can it work?"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from apps.core.access import public
from apps.pipeline import health


@public(because="a load balancer has no key; it tells nothing but that the process answers")
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@public(because="a load balancer has no key; it tells which part is missing and no more")
def readyz(request: HttpRequest) -> JsonResponse:
    checks = health.checks()
    ready = all(state == "ok" for state in checks.values())
    body = {"status": "ok" if ready else "not ready", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)
