"""Ashby as assessment partner (developers.ashbyhq.com/docs/creating-an-assessments-integration). It
calls us with HTTP Basic, our key as user name; we tell it by ``assessment.update`` with a key of
its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.answers import Answer, BadBody
from apps.integrations.ats import reading
from apps.integrations.ats.adapter import Address, Field, Words
from apps.integrations.ats.ashby_update import written
from apps.integrations.ats.values import Connected, Package, Report, Wanted
from apps.integrations.callbacks import OutgoingRequest
from apps.integrations.models import System

API = "https://api.ashbyhq.com"
HEADERS = {"Accept": "application/json; version=1"}


@dataclass(frozen=True, slots=True)
class Ashby:
    system: System = System.ASHBY
    uses_key: bool = True
    keeps_key: bool = False
    fields: tuple[Field, ...] = (
        Field(
            "ashby_key",
            _("Key of Ashby’s API"),
            _("Made at Ashby under Admin, API keys, with permission to write candidates."),
            is_secret=True,
        ),
        Field("api", _("Address of its API"), required=False, is_address=True),
    )
    addresses: tuple[Address, ...] = (
        Address("assessment.list", "ashby_list"),
        Address("assessment.start", "ashby_start"),
        Address("assessment.cancel", "ashby_cancel"),
    )
    first_steps: tuple[Words, ...] = (
        _("Send these three addresses and the key to your contact at Ashby."),
        _("When the integration is there, add it to an interview plan and choose an opening."),
    )

    def order(self, body: object) -> Wanted:
        """Who applied for what, and which opening, names it: Ashby has no number for an order."""
        order = reading.part(body)
        asked, application = reading.part(order, "candidate"), reading.part(order, "application")
        package_id = reading.text(order, "assessment_type_id")
        application_id = reading.text(application, "ashby_id", of="application")
        candidate_id = reading.text(asked, "ashby_id", of="candidate")
        named = json.dumps([package_id, application_id, candidate_id])
        first = reading.text(asked, "first_name", of="candidate")
        last = reading.text(asked, "last_name", of="candidate")
        return Wanted(
            package_id=package_id,
            external_id=hashlib.sha256(named.encode()).hexdigest(),
            name=reading.full_name(first, last),
            email=reading.text(asked, "email", of="candidate", most=254),
        )

    def update(self, connected: Connected, report: Report) -> OutgoingRequest | None:
        return _request(connected, "assessment.update", written(report), accepts=says_yes)

    def probe(self, connected: Connected) -> OutgoingRequest | None:
        return _request(connected, "apiKey.info", {}, accepts=knows_the_key)


ADAPTER = Ashby()


def assessments(packages: list[Package]) -> list[dict[str, str]]:
    return [
        {
            "assessment_type_id": package.id,
            "name": package.name,
            "description": package.description,
        }
        for package in packages
    ]


def says_yes(answer: Answer) -> bool:
    """Ashby says no in the body of a 200. Its specification leaves open what a yes looks like."""
    return 200 <= answer.status < 300 and _said(answer).get("success") is not False


def knows_the_key(answer: Answer) -> bool:
    """A key that may not read about keys is known all the same: nothing is asked of it but to
    write candidates. An unknown one is a 403 with another code."""
    codes = _said(answer).get("errors")
    known = isinstance(codes, list) and "missing_endpoint_permission" in codes
    return says_yes(answer) or (answer.status == 403 and known)


def _said(answer: Answer) -> dict[str, Any]:
    try:
        said = answer.json()
    except BadBody:
        return {}
    return said if isinstance(said, dict) else {}


def _request(
    connected: Connected,
    operation: str,
    told: dict[str, Any],
    *,
    accepts: Callable[[Answer], bool],
) -> OutgoingRequest:
    base = (connected.options.get("api") or API).rstrip("/")
    return OutgoingRequest(
        "POST",
        f"{base}/{operation}",
        headers=HEADERS,
        json=told,
        auth=(connected.secrets["ashby_key"], ""),
        accepts=accepts,
    )
