"""Importing candidates from a table: first look, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.actions import many
from apps.candidates.actions.many import Invited
from apps.candidates.imports.problems import NotATable, Problem, Row
from apps.candidates.imports.reading import read_table
from apps.candidates.imports.workbook import as_csv, is_workbook
from apps.candidates.models import Candidate, Invitation, Opening
from apps.core.refusals import Refused

CONFIRM_WITHIN = 3600  # seconds
_SALT = "renown.import"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What would happen. ``errors`` forbid the import; ``notes`` do not."""

    rows: tuple[Row, ...]
    errors: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    ignored: tuple[str, ...]

    @property
    def wrong_lines(self) -> int:
        return len({problem.line for problem in self.errors})

    @property
    def ready(self) -> bool:
        return bool(self.rows) and not self.errors


@dataclass(frozen=True, slots=True)
class Imported:
    """``invited``: letters on their way; ``already``: people whose invitation stood before."""

    invited: int
    already: int


def preview(*, content: bytes, opening: Opening) -> ImportPreview:
    """Reads the file and changes nothing. Refuses with "not_a_table" where it cannot be read."""
    try:
        table = read_table(as_csv(content) if is_workbook(content) else content)
    except NotATable as error:
        raise Refused("not_a_table", str(error), field="file") from error
    notes = tuple(_notes(table.rows, opening))
    return ImportPreview(table.rows, table.problems, notes, table.ignored)


def apply(*, rows: tuple[Row, ...], opening: Opening, by: By) -> Imported:
    """Adds and invites everybody, or nobody. The same rows once more change nothing."""
    invited = len(invite(rows=rows, opening=opening, by=by).posted)
    return Imported(invited, len(rows) - invited)


@transaction.atomic
def invite(*, rows: tuple[Row, ...], opening: Opening, by: By) -> Invited:
    """``apply``, with whom it was about."""
    done = many.invite_all(rows=rows, opening=opening, by=by)
    facts = {"invited": len(done.posted), "already": len(rows) - len(done.posted)}
    record(by=by, verb="candidates.imported", subject=opening, facts=facts)
    return done


def seal(preview: ImportPreview, *, opening: Opening, by: By) -> str:
    """The previewed rows as a signed token, for this opening and this user, for an hour."""
    rows = [[row.line, row.name, row.email, row.place] for row in preview.rows]
    return signing.dumps([*_bound(opening, by), rows], salt=_SALT, compress=True)


def unseal(token: str, *, opening: Opening, by: By) -> tuple[Row, ...]:
    """Exactly the rows that were previewed. Refuses with "preview_gone" anything else."""
    try:
        *bound, rows = signing.loads(token, salt=_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        bound, rows = [], []
    if bound != _bound(opening, by):
        raise Refused(
            "preview_gone",
            _("This preview is no longer valid. Choose the file again."),
            field="file",
        )
    return tuple(Row(*row) for row in rows)


def _bound(opening: Opening, by: By) -> list[Any]:
    return [str(opening.pk), str(by.id)]


def _notes(rows: tuple[Row, ...], opening: Opening) -> list[Problem]:
    known = {
        candidate.lowered_email: candidate
        for candidate in Candidate.objects.by_emails(row.email for row in rows)
    }
    standing = Invitation.objects.standing().filter(opening=opening, candidate__in=known.values())
    invited = {
        each.candidate_id
        for each in standing.with_shared()
        if each.shared or not each.is_expired  # others are sent anew
    }
    notes = []
    for row in rows:
        candidate = known.get(row.email.lower())
        if candidate and candidate.pk in invited:
            notes.append(Problem(row.line, row.email, _("Already invited; nothing is sent again.")))
        elif candidate and candidate.name != row.name:
            notes.append(Problem(row.line, row.email, _as_known(candidate)))
    return notes


def _as_known(candidate: Candidate) -> str:
    """An address must not tell whose pseudonym it is: of who is hidden, nothing but that."""
    if candidate.is_hidden:
        return _("Known already; the name stays.")
    return _("Known already as %(name)s; the name stays.") % {"name": candidate.name}
