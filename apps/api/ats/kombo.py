"""Kombo's webhooks. They are signed and show no key, so the address names the connection."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt

from apps.api.ats.base import (
    Answered,
    TrackingView,
    Trouble,
    parsed,
    raw_body,
    refuse_hurry,
    unknown,
)
from apps.audit.actions import By
from apps.core import tenancy
from apps.core.access import public
from apps.core.sealing import CannotOpen
from apps.integrations.actions import orders
from apps.integrations.ats import kombo
from apps.integrations.ats.reports import connected
from apps.integrations.models import Endpoint, Order, System

SIGNATURE = "X-Kombo-Signature"
IGNORED: Answered = (200, {"taken": False})
TAKEN: Answered = (200, {"taken": True})


class Webhook(TrackingView):
    """Kombo sends what happens in all of an account's integrations; one of them is ours."""

    system = System.KOMBO
    http_method_names = ["post"]
    raw: bytes

    def refused(self, trouble: Trouble) -> dict[str, Any]:
        """With a 422 the order counts as rejected, and who ordered reads the message."""
        return {"message": trouble.sentence}

    def status_of(self, trouble: Trouble) -> int:
        return 422 if trouble.status in (400, 403, 404) else trouble.status

    def caller(self, request: HttpRequest) -> tuple[Endpoint, By]:
        """Whoever signed. All else is one answer: nobody learns which connections there are."""
        self.raw = raw_body(request)
        with tenancy.organisation(self.kwargs["organisation_id"]):
            known = Endpoint.objects.select_related("organisation")
            endpoint = known.filter(pk=self.kwargs["endpoint_id"], system=self.system).first()
        if endpoint is None or not self._is_signed(endpoint, request.headers.get(SIGNATURE, "")):
            raise unknown()
        refuse_hurry(endpoint.pk)
        return endpoint, By.system()

    def answer(self, request: HttpRequest) -> Answered:
        body = parsed(self.raw)
        event = kombo.event_of(body)
        if event not in kombo.ORDERS:
            return IGNORED
        if kombo.integration_of(body) != self.endpoint.options.get("integration_id"):
            return IGNORED
        if kombo.is_over(body):
            return self._cancelled(kombo.order_id(body))
        wanted = kombo.ADAPTER.order(body)
        orders.place(endpoint=self.endpoint, wanted=wanted, by=self.by)
        return (200, {"assessment_url": _page()}) if event == kombo.INLINE else TAKEN

    def _cancelled(self, named: str) -> Answered:
        known = Order.objects.named(self.endpoint, named).first()
        if known is None:
            return IGNORED
        orders.cancel(order=known, by=self.by)
        return TAKEN

    def _is_signed(self, endpoint: Endpoint, signature: str) -> bool:
        try:
            secret = connected(endpoint).secrets.get("webhook_secret", "")
        except CannotOpen:
            return False
        return bool(secret) and kombo.is_signed(self.raw, signature, secret=secret)


def _page() -> str:
    """Where the tracking system sends the candidate at once. Never the invitation's own link: that
    one proves who opens it, and here the employer's system could read it."""
    return f"{settings.PUBLIC_URL}{reverse('invitation_posted')}"


_webhook = public(because="Kombo shows no key: each call is signed with the connection's secret")

urlpatterns = [
    path(
        "ats/kombo/<uuid:organisation_id>/<uuid:endpoint_id>/webhook",
        _webhook(csrf_exempt(Webhook.as_view())),
        name="kombo_webhook",
    ),
]
