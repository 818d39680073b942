"""Answers to programs, kept for a day, so that what is asked again changes nothing twice."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils import timezone

from apps.core import sealing, tenancy
from apps.core.models import Due
from apps.core.models.due import WallKind
from apps.organisations.models import KeptAnswer
from apps.organisations.models.kept_answer import KEPT_FOR

FORGET = "answers.forget"  # subject: the organisation
_IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Answer:
    """``body``: as it was sent, in UTF-8."""

    status: int
    headers: dict[str, str]
    body: str


def find(name: str) -> tuple[str, Answer] | None:
    """What was asked under this name, and the answer. In the organisation's scope."""
    kept = KeptAnswer.objects.fresh().filter(name=name).first()
    if kept is None:
        return None
    return kept.asked, Answer(**sealing.unseal(kept.sealed, owner=kept.organisation_id))


def keep(*, organisation_id: UUID, name: str, asked: str, address: str, answer: Answer) -> None:
    """In the scope and transaction of the change. An answer of that name is too old by now."""
    about = {UUID(found) for found in _IDS.findall(address + json.dumps(asdict(answer)))}
    KeptAnswer.objects.filter(name=name).delete()
    KeptAnswer.objects.create(
        organisation_id=organisation_id,
        name=name,
        asked=asked,
        sealed=sealing.seal(asdict(answer), owner=organisation_id),
        about=sorted(about),
    )
    Due.objects.bulk_create([_forgetting(organisation_id)], ignore_conflicts=True)


def forget_about(ids: Collection[UUID]) -> None:
    """Before any of these goes. In the organisation's scope."""
    KeptAnswer.objects.about_any(ids).delete()


def forget_old(*, organisation_id: UUID) -> None:
    """Deletes by age, and plans the next time where something is left."""
    with tenancy.organisation(organisation_id):
        Due.objects.cancel(FORGET, organisation_id)
        KeptAnswer.objects.old().delete()
        if KeptAnswer.objects.exists():
            Due.objects.bulk_create([_forgetting(organisation_id)], ignore_conflicts=True)


def _forgetting(organisation_id: UUID) -> Due:
    return Due(
        kind=FORGET,
        wall=WallKind.ORGANISATION,
        wall_id=organisation_id,
        subject_id=organisation_id,
        due_at=timezone.now() + KEPT_FOR,
    )
