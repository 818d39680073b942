"""Greenhouse as assessment partner (developers.greenhouse.io/assessment.html). It calls us with
HTTP Basic, the key as user name. Told by a PATCH without a body, it asks for the state."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.integrations.ats import reading
from apps.integrations.ats.adapter import Address, Field
from apps.integrations.ats.values import Connected, Package, Report, Result, Wanted
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import OrderState, System


@dataclass(frozen=True, slots=True)
class Greenhouse:
    system: System = System.GREENHOUSE
    uses_key: bool = True
    keeps_key: bool = True
    fields: tuple[Field, ...] = ()
    addresses: tuple[Address, ...] = (
        Address("list_tests", "greenhouse_list_tests"),
        Address("send_test", "greenhouse_send_test"),
        Address("test_status", "greenhouse_test_status"),
        Address("response_error", "greenhouse_response_error"),
    )
    first_steps: tuple[Any, ...] = (
        _("Send these four addresses and the key to your contact at Greenhouse."),
        _("When the stage is there, add it to a job’s hiring plan and choose an opening."),
    )

    def order(self, body: object) -> Wanted:
        """Who is wanted for what names it: Greenhouse has no number for an order."""
        order = reading.part(body)
        asked = reading.part(order, "candidate")
        first = reading.text(asked, "first_name", of="candidate")
        last = reading.text(asked, "last_name", of="candidate")
        profile = reading.text(asked, "greenhouse_profile_url", of="candidate", most=2000)
        package_id = reading.text(order, "partner_test_id")
        return Wanted(
            package_id=package_id,
            external_id=hashlib.sha256(json.dumps([package_id, profile]).encode()).hexdigest(),
            name=reading.full_name(first, last),
            email=reading.text(asked, "email", of="candidate", most=254),
            callback=reading.address(order, "url"),
        )

    def update(self, connected: Connected, report: Report) -> OutgoingRequest | None:
        """The key is the one that Greenhouse itself shows us."""
        if not report.callback:
            return None
        return OutgoingRequest("PATCH", report.callback, auth=(connected.secrets["key"], ""))

    def probe(self, connected: Connected) -> OutgoingRequest | None:
        """Nothing of Greenhouse's can be asked without an order."""
        return None


ADAPTER = Greenhouse()


def tests(packages: list[Package]) -> list[dict[str, str]]:
    return [
        {"partner_test_id": package.id, "partner_test_name": package.name} for package in packages
    ]


def status(report: Report) -> dict[str, Any]:
    """What ``test_status`` answers; without a score once it is no longer shared."""
    result = report.result
    return {
        "partner_status": "complete" if result else WORDS[report.state],
        "partner_profile_url": report.url or None,
        "partner_score": result.value if result else None,
        "metadata": _metadata(result) if result else None,
    }


def error(body: object) -> tuple[str, int]:
    """Which call ``response_error`` is about, "other" where it is none of ours, and how many errors
    it names."""
    told = reading.part(body)
    call = reading.text(told, "api_call")
    errors = told.get("errors")
    if not isinstance(errors, list):
        raise Refused("invalid", gettext("A list is expected here."), field="errors")
    return call if call in CALLS else "other", len(errors)


CALLS = frozenset({"list_tests", "send_test", "test_status", "response_error"})
WORDS = {
    OrderState.SENT: "sent",
    OrderState.WITHDRAWN: "no longer shared",
    OrderState.CANCELLED: "cancelled",
}


def _metadata(result: Result) -> dict[str, str | int]:
    """A flat object of primitives, shown as it is."""
    told: dict[str, str | int] = {"State": result.state.replace("_", " ")}
    if result.value is not None:
        told["Interval (80 %)"] = f"{result.low} to {result.high}"
        told["Reach (points)"] = result.reach or 0
        told["Engagement (points)"] = result.engagement or 0
        told["Network (points)"] = result.network or 0
    told["Accounts on"] = ", ".join(result.networks)
    told["Computed at"] = result.computed_at.isoformat(timespec="seconds")
    told["Notice"] = result.notice
    return told
