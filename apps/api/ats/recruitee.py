"""Recruitee's two calls to a partner."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.api.ats.base import Answered, TrackingView, Trouble, address, bearer_key, body_of
from apps.integrations.actions import orders
from apps.integrations.ats import recruitee
from apps.integrations.models import System


class RecruiteeView(TrackingView):
    system = System.RECRUITEE

    def secret(self, request: HttpRequest) -> str:
        return bearer_key(request)

    def refused(self, trouble: Trouble) -> dict[str, Any]:
        """Recruitee reads the status alone."""
        return {"error": trouble.sentence, "field": trouble.field or None}


class Tests(RecruiteeView):
    http_method_names = ["get"]

    def answer(self, request: HttpRequest) -> Answered:
        return 200, recruitee.tests(orders.packages())


class SendCandidate(RecruiteeView):
    http_method_names = ["post"]

    def answer(self, request: HttpRequest) -> Answered:
        wanted = recruitee.ADAPTER.order(body_of(request))
        order, is_new = orders.place(endpoint=self.endpoint, wanted=wanted, by=self.by)
        return 201 if is_new else 200, {"id": str(order.pk)}


urlpatterns = [
    address("recruitee/tests", Tests, name="recruitee_tests"),
    address("recruitee/send_candidate", SendCandidate, name="recruitee_send_candidate"),
]
