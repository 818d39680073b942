"""Greenhouse's four calls, as an assessment partner answers them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.api.ats.base import Answered, TrackingView, Trouble, address, body_of
from apps.integrations.actions import orders, refusals, telling
from apps.integrations.ats import greenhouse
from apps.integrations.ats.values import Report
from apps.integrations.models import Order, System


class GreenhouseView(TrackingView):
    system = System.GREENHOUSE

    def refused(self, trouble: Trouble) -> dict[str, Any]:
        """Greenhouse documents statuses, and no shape."""
        told = {"message": trouble.sentence, "field": trouble.field or None}
        return {"status": trouble.status, "errors": [told]}


class ListTests(GreenhouseView):
    http_method_names = ["get"]

    def answer(self, request: HttpRequest) -> Answered:
        return 200, greenhouse.tests(orders.packages())


class SendTest(GreenhouseView):
    http_method_names = ["post"]

    def answer(self, request: HttpRequest) -> Answered:
        wanted = greenhouse.ADAPTER.order(body_of(request))
        order, _new = orders.place(endpoint=self.endpoint, wanted=wanted, by=self.by)
        return 200, {"partner_interview_id": str(order.pk)}


class TestStatus(GreenhouseView):
    http_method_names = ["get"]

    def answer(self, request: HttpRequest) -> Answered:
        """Being asked is being told: whoever shares sees that the score was looked at."""
        order = self.order_named(request.GET.get("partner_interview_id", ""))
        report = telling.begin(order=order)
        self._note(order, report)
        return 200, greenhouse.status(report)

    def _note(self, order: Order, report: Report) -> None:
        if report.result:
            telling.seen(order=order, by=self.by)
        telling.told(order=order, report=report)


class ResponseError(GreenhouseView):
    http_method_names = ["post"]

    def answer(self, request: HttpRequest) -> Answered:
        """What Greenhouse could not read. Its sentences may name people: their number is kept."""
        call, errors = greenhouse.error(body_of(request))
        refusals.reported(endpoint=self.endpoint, call=call, errors=errors, by=self.by)
        return 200, {"status": 200}


urlpatterns = [
    address("greenhouse/list_tests", ListTests, name="greenhouse_list_tests"),
    address("greenhouse/send_test", SendTest, name="greenhouse_send_test"),
    address("greenhouse/test_status", TestStatus, name="greenhouse_test_status"),
    address("greenhouse/response_error", ResponseError, name="greenhouse_response_error"),
]
