"""When an organisation's term is over, its candidates go, and what they shared with it ends."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from apps.audit.actions import By
from apps.candidates.actions import consents
from apps.candidates.actions import retention as candidates
from apps.candidates.models import Candidate
from apps.connections.actions import connections
from apps.connections.models import Connection
from apps.core import tenancy
from apps.scoring.actions import standings


def clear(*, organisation_id: UUID) -> int:
    """One batch; how many candidates it concerned. The rest has its turn at once."""
    return candidates.clear(organisation_id=organisation_id, end_consents=end_consents)


def end_consents(leaving: Collection[Candidate]) -> None:
    """As if each had withdrawn: accounts that nobody may read any more are unlinked."""
    for candidate in leaving:
        if candidate.person_id is None:
            continue
        with tenancy.person(candidate.person_id):
            networks = consents.end_with_data(candidate=candidate)
            for connection in Connection.objects.on(*networks).order_by("pk"):
                connections.release(connection_id=connection.pk, by=By.system())
            standings.forget(candidate_id=candidate.pk)
