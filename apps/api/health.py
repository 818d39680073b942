"""For load balancers and supervisors: is the process there, and can it work?"""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, JsonResponse

from apps.core.access import public
from apps.pipeline import health


@public(because="a load balancer has no key; it tells nothing but that the process answers")
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@public(because="a load balancer has no key; it tells which part is missing and no more")
def readyz(request: HttpRequest) -> JsonResponse:
    checks = health.checks() | ({"demo": _demo()} if settings.DEMO else {})
    ready = all(state == "ok" for state in checks.values())
    body = {"status": "ok" if ready else "not ready", "checks": checks}
    return JsonResponse(body, status=200 if ready else 503)


def _demo() -> str:
    """The demo is ready when its people are there: ``load_demo`` writes the file last."""
    try:
        facts = json.loads((Path(settings.VAR_DIR) / "demo.json").read_text())
    except (OSError, ValueError):
        return "its people are still arriving"
    return "ok" if facts.get("url") == settings.PUBLIC_URL else "its people are still arriving"
