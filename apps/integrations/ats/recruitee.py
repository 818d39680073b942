"""Recruitee as partner of the kind "assessment" (docs.recruitee.com/reference/sending-candidates
and /reports). It calls us with our key as Bearer; we write into its report with the partner's
secret, one for all customers of a partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from apps.integrations.ats import reading
from apps.integrations.ats.adapter import Address, Field
from apps.integrations.ats.values import Connected, Package, Report, Result, Wanted
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import OrderState, System

API = "https://integrations.recruitee.com/api"
STATUSES = {
    OrderState.SENT: "sent",
    OrderState.COMPLETE: "completed",
    OrderState.WITHDRAWN: "canceled",
    OrderState.CANCELLED: "canceled",
}


@dataclass(frozen=True, slots=True)
class Recruitee:
    system: System = System.RECRUITEE
    uses_key: bool = True
    keeps_key: bool = False
    fields: tuple[Field, ...] = (
        Field("codename", _("Codename"), _("Of the partner at Recruitee.")),
        Field("partner_secret", _("Partner secret"), is_secret=True),
        Field("api", _("Address of its API"), required=False, is_address=True),
    )
    addresses: tuple[Address, ...] = (
        Address("urls.tests", "recruitee_tests"),
        Address("urls.send_candidate", "recruitee_send_candidate"),
    )
    first_steps: tuple[Any, ...] = (
        _("Enter these addresses as the partner’s URLs at Recruitee."),
        _("Paste the key where Recruitee asks for the API token."),
    )

    def order(self, body: object) -> Wanted:
        order = reading.part(body)
        first, last = reading.text(order, "first_name"), reading.text(order, "last_name")
        report_id = reading.text(order, "report_id")
        return Wanted(
            package_id=reading.text(order, "test_id"),
            external_id=report_id,
            is_own_id=True,
            name=reading.full_name(first, last),
            email=reading.text(order, "email", most=254),
            details={
                "company_id": reading.optional_text(order, "company_id"),
                "candidate_id": reading.optional_text(order, "candidate_id"),
            },
        )

    def update(self, connected: Connected, report: Report) -> OutgoingRequest | None:
        base = (connected.options.get("api") or API).rstrip("/")
        codename = quote(connected.options["codename"], safe="")
        return OutgoingRequest(
            "PATCH",
            f"{base}/p/{codename}/reports/{quote(report.external_id, safe='')}",
            headers={"RT-PARTNER-SECRET": connected.secrets["partner_secret"]},
            json=_written(report),
        )

    def probe(self, connected: Connected) -> OutgoingRequest | None:
        """The partner's secret opens reports alone, and reading one needs an order."""
        return None


ADAPTER = Recruitee()


def tests(packages: list[Package]) -> list[dict[str, str]]:
    return [{"name": package.name, "id": package.id} for package in packages]


def _written(report: Report) -> dict[str, Any]:
    """An empty score takes an earlier one back."""
    result = report.result
    return {
        "status": STATUSES[report.state],
        "score": _score(result) if result else "",
        "completed_at": result.computed_at.isoformat() if result else None,
    }


def _score(result: Result) -> str:
    if result.value is None:
        return "Too little to score"
    return f"{result.value} ({result.low} to {result.high})"
