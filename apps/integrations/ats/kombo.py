"""Kombo, which speaks to many tracking systems (docs.kombo.dev/assessment). It tells of orders by
signed webhooks; we set the packages that can be ordered, and each order's result."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from apps.core.answers import Answer, BadBody
from apps.integrations.ats import reading
from apps.integrations.ats.adapter import Address, Field, Words
from apps.integrations.ats.kombo_result import written
from apps.integrations.ats.values import Connected, Package, Report, Wanted
from apps.integrations.callbacks import Method, OutgoingRequest
from apps.integrations.models import System

API = "https://api.kombo.dev/v1"
PACKAGES = "assessment/packages"
KIND = "BEHAVIORAL"  # of Kombo's five the only one that claims neither a skill nor a record
OVER = ("CANCELLED", "REJECTED")
INLINE = "inline-assessment:order-received"  # the candidate waits for an address to go to
ORDERS = ("assessment:order-received", INLINE)


@dataclass(frozen=True, slots=True)
class Kombo:
    system: System = System.KOMBO
    uses_key: bool = False
    keeps_key: bool = False
    fields: tuple[Field, ...] = (
        Field(
            "kombo_key",
            _("API key"),
            _("Made in Kombo’s dashboard under Secrets."),
            is_secret=True,
        ),
        Field(
            "webhook_secret",
            _("Webhook secret"),
            _("Shown in Kombo’s dashboard under Webhooks."),
            is_secret=True,
        ),
        Field("integration_id", _("Integration ID"), _("Such as workday:CBNMt7dSNCzBdnRTx87d.")),
        Field(
            "api",
            _("Address of its API"),
            _("Leave it empty in Europe. In the US: https://api.us.kombo.dev/v1."),
            required=False,
            is_address=True,
        ),
    )
    addresses: tuple[Address, ...] = (Address("webhook", "kombo_webhook", of_endpoint=True),)
    first_steps: tuple[Words, ...] = (
        _(
            "Enter this address in Kombo’s dashboard as webhook for assessment:order-received and"
            " inline-assessment:order-received."
        ),
        _("Your open openings then stand in the tracking system as what can be ordered."),
    )

    def order(self, body: object) -> Wanted:
        """Of either webhook. Who has no name there is called by their address."""
        order = reading.part(body, "data")
        asked = reading.part(order, "candidate", of="data")
        email = reading.text(asked, "email", of="data.candidate", most=254)
        first = reading.optional_text(asked, "first_name", of="data.candidate")
        last = reading.optional_text(asked, "last_name", of="data.candidate")
        return Wanted(
            package_id=reading.text(order, "package_id", of="data"),
            external_id=order_id(body),
            is_own_id=True,
            name=reading.full_name(first, last) or email[:120],
            email=email,
        )

    def update(self, connected: Connected, report: Report) -> OutgoingRequest | None:
        told = written(report)
        if told is None:
            return None
        path = f"assessment/orders/{quote(report.external_id, safe='')}/result"
        return _request(connected, "PUT", path, told)

    def probe(self, connected: Connected) -> OutgoingRequest | None:
        """Looking at the packages takes the right key and the right integration."""
        return _request(connected, "GET", PACKAGES)


ADAPTER = Kombo()


def offering(connected: Connected, packages: Sequence[Package]) -> OutgoingRequest:
    """Sets what can be ordered; what is missing from it can no longer be."""
    offered = [
        {"id": each.id, "type": KIND, "name": each.name, "description": each.description}
        for each in packages
    ]
    return _request(connected, "PUT", PACKAGES, {"packages": offered})


def is_signed(content: bytes, signature: str, *, secret: str) -> bool:
    """HMAC-SHA256 of the body in base64url without padding (docs.kombo.dev/webhooks). It holds no
    moment: a message that is sent again is the same order."""
    code = base64.urlsafe_b64encode(hmac.digest(secret.encode(), content, hashlib.sha256))
    return hmac.compare_digest(code.rstrip(b"="), signature.encode().rstrip(b"="))


def event_of(body: object) -> str:
    return reading.text(reading.part(body), "type")


def order_id(body: object) -> str:
    return reading.text(reading.part(body, "data"), "id", of="data")


def integration_of(body: object) -> str:
    return reading.text(reading.part(body, "data"), "integration_id", of="data")


def is_over(body: object) -> bool:
    """Whether the order was cancelled there before it reached us."""
    return reading.part(body, "data").get("status") in OVER


def says_yes(answer: Answer) -> bool:
    try:
        said = answer.json()
    except BadBody:
        return False
    is_success = isinstance(said, dict) and said.get("status") == "success"
    return 200 <= answer.status < 300 and is_success


def _request(
    connected: Connected, method: Method, path: str, told: dict[str, Any] | None = None
) -> OutgoingRequest:
    base = (connected.options.get("api") or API).rstrip("/")
    headers = {
        "Authorization": f"Bearer {connected.secrets['kombo_key']}",
        "X-Integration-Id": connected.options["integration_id"],
    }
    return OutgoingRequest(method, f"{base}/{path}", headers=headers, json=told, accepts=says_yes)
