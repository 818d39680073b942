"""The part of the candidate's page that tells what the team decided and noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from apps.candidates.models import Candidate, Note
from apps.organisations.models import Membership
from apps.organisations.permissions import Permission, may
from apps.workspace.decisions.forms import NoteForm
from apps.workspace.decisions.note_views import note_form
from apps.workspace.decisions.shown import Written, matters, written

NOTES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Noted:
    notes: Sequence[Written]
    more: bool
    form: NoteForm
    may_write: bool


def around(candidate: Candidate, membership: Membership) -> dict[str, Any]:
    """For templates/workspace/decisions/on_page.html. Four queries."""
    newest = Note.objects.filter(candidate=candidate).with_people().newest_first()
    found = list(newest[: NOTES_SHOWN + 1])
    noted = Noted(
        notes=written(found[:NOTES_SHOWN], membership),
        more=len(found) > NOTES_SHOWN,
        form=note_form(candidate),
        may_write=may(membership, Permission.WRITE_NOTES),
    )
    return {"candidate": candidate, "decided": matters(candidate, membership), "noted": noted}
