"""Notes: what the team writes down about a candidate."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.models import Candidate, Note, Opening
from apps.candidates.models.note import LONGEST_NOTE
from apps.candidates.substance import plain_text
from apps.core.refusals import Refused


@transaction.atomic
def add(*, candidate: Candidate, text: str, opening: Opening | None = None, by: By) -> Note:
    """The same words of the same author as the newest note are that note: two submits, one note.

    Refuses with "text_missing", "text_too_long"."""
    text = plain_text(text)
    _refuse_unusable(text)
    # One note at a time about one person, so that of two submits the second finds the first.
    candidate = Candidate.objects.select_for_update(no_key=True).get(pk=candidate.pk)
    before = Note.objects.filter(candidate=candidate).newest_first().first()
    same = (opening.pk if opening else None, by.user_id, text)
    if before and (before.opening_id, before.author_id, before.text) == same:
        return before
    note = Note.objects.create(
        organisation_id=candidate.organisation_id,
        candidate=candidate,
        opening=opening,
        text=text,
        author_id=by.user_id,
    )
    record(by=by, verb="note.added", subject=note, facts=_facts(candidate.pk))
    return note


@transaction.atomic
def remove(*, note: Note, by: By) -> Note:
    """The words go for good; that they were there, and who removed them, stays. Twice is once."""
    note = Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if note.removed_at:
        return note
    note.text, note.removed_at, note.removed_by_id = "", timezone.now(), by.user_id
    note.save(update_fields=["text", "removed_at", "removed_by"])
    record(by=by, verb="note.removed", subject=note, facts=_facts(note.candidate_id))
    return note


def _refuse_unusable(text: str) -> None:
    if not text:
        raise Refused("text_missing", _("Write something down first."), field="text")
    if len(text) > LONGEST_NOTE:
        message = _("Use %(most)s characters at most; these are %(found)s.")
        told = message % {"most": LONGEST_NOTE, "found": len(text)}
        raise Refused("text_too_long", told, field="text")


def _facts(candidate_id: UUID) -> dict[str, str]:
    return {"candidate": str(candidate_id)}
