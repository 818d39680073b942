"""Ashby's three calls to an assessment partner, in its envelopes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.api.ats.base import Answered, TrackingView, Trouble, address, body_of
from apps.integrations.actions import orders
from apps.integrations.ats import ashby, reading
from apps.integrations.ats.ashby_update import invited
from apps.integrations.models import OrderState, System

_OF_HTTP = (401, 413, 429)  # said by the status; all else by what the specification names


class AshbyView(TrackingView):
    system = System.ASHBY
    http_method_names = ["post"]

    def refused(self, trouble: Trouble) -> dict[str, Any]:
        told = {"code": trouble.code, "message": trouble.sentence}
        return {"success": False, "errors": [trouble.code], "errorInfo": told}

    def status_of(self, trouble: Trouble) -> int:
        return trouble.status if trouble.status in _OF_HTTP else 200


class List(AshbyView):
    def answer(self, request: HttpRequest) -> Answered:
        return 200, _done(ashby.assessments(orders.packages()))


class Start(AshbyView):
    def refused(self, trouble: Trouble) -> dict[str, Any]:
        """The message is shown to who ordered."""
        return {"message": trouble.sentence}

    def status_of(self, trouble: Trouble) -> int:
        return trouble.status if trouble.status in _OF_HTTP else 422

    def answer(self, request: HttpRequest) -> Answered:
        """The same order again is answered with the same assessment, where the specification would
        also allow a 409: a repeated call tells nobody whether the first one arrived."""
        wanted = ashby.ADAPTER.order(body_of(request))
        order, _new = orders.place(endpoint=self.endpoint, wanted=wanted, by=self.by)
        results: dict[str, Any] = {"assessment_id": str(order.pk)}
        if order.state == OrderState.SENT:
            results["update_request"] = invited(order.pk)
        return 200, _done(results)


class Cancel(AshbyView):
    def answer(self, request: HttpRequest) -> Answered:
        order = self.order_named(reading.text(reading.part(body_of(request)), "assessment_id"))
        orders.cancel(order=order, by=self.by)
        return 200, _done({"assessment_id": str(order.pk)})


def _done(results: object) -> dict[str, Any]:
    return {"success": True, "results": results}


urlpatterns = [
    address("ashby/assessment.list", List, name="ashby_list"),
    address("ashby/assessment.start", Start, name="ashby_start"),
    address("ashby/assessment.cancel", Cancel, name="ashby_cancel"),
]
