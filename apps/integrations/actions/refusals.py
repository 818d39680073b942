"""What was refused to a tracking system, for who looks after the connection."""

from __future__ import annotations

from apps.audit.actions import By, record
from apps.core import tenancy
from apps.core.refusals import Refused
from apps.integrations.models import Endpoint

LONGEST_FIELD = 80


def note(*, endpoint: Endpoint, refused: Refused, by: By) -> None:
    """By its code alone, after the rest was rolled back. Call outside of scopes."""
    facts = {
        "system": endpoint.system,
        "code": refused.code,
        "field": refused.field[:LONGEST_FIELD],
    }
    with tenancy.organisation(endpoint.organisation_id):
        record(by=by, verb="order.refused", subject=endpoint, facts=facts)


def reported(*, endpoint: Endpoint, call: str, errors: int, by: By) -> None:
    """The system could not read an answer of ours. In the organisation's scope."""
    facts = {"system": endpoint.system, "call": call, "errors": errors}
    record(by=by, verb="tracking_system.error_reported", subject=endpoint, facts=facts)
