"""Decisions and notes about a candidate as pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.candidates.models import Application, Candidate, Decision, Kind, Note, SeenScore
from apps.organisations.models import Membership
from apps.organisations.permissions import Permission, may
from apps.workspace.candidates.rows import StatusMark, status_mark
from apps.workspace.decisions.forms import DecisionForm


@dataclass(frozen=True, slots=True)
class Made:
    """``seen`` is None where no score stood there, or where it may no longer be seen."""

    what: str
    reason: str
    at: datetime
    who: str
    seen: SeenScore | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A candidate in one opening, as a thing to decide: ``made`` is newest first. ``waits``: the
    opening is blind and shows who they are after a decision. ``form`` is None for who may not."""

    application: UUID
    opening: UUID
    title: str
    status: StatusMark
    waits: bool
    made: Sequence[Made]
    form: DecisionForm | None


@dataclass(frozen=True, slots=True)
class Written:
    """``gone``: the words were removed; ``by`` and ``at`` say by whom then, and when."""

    pk: UUID
    text: str
    who: str
    at: datetime
    opening: str
    gone: bool
    removable: bool


def matters(
    candidate: Candidate, membership: Membership, bound: DecisionForm | None = None
) -> list[Matter]:
    """Newest opening first. ``bound``: a form that was sent and is shown again. Two queries."""
    applications = list(candidate.applications.select_related("opening").order_by("-id"))
    decided: dict[UUID, list[Decision]] = {}
    known = Decision.objects.with_what_was_seen().filter(application__candidate=candidate)
    for decision in known.newest_first():
        decided.setdefault(decision.application_id, []).append(decision)
    found = []
    for each in applications:
        made = decided.get(each.pk, [])
        form = _form(candidate, each, next(iter(made), None), bound)
        found.append(_matter(each, made, form if may(membership, Permission.DECIDE) else None))
    return found


def written(notes: Sequence[Note], membership: Membership) -> list[Written]:
    others = may(membership, Permission.REMOVE_NOTES)
    own = may(membership, Permission.WRITE_NOTES)
    return [
        Written(
            pk=note.pk,
            text=note.text,
            who=name_of(note.removed_by if note.removed_at else note.author),
            at=note.removed_at or note.created_at,
            opening=note.opening.title if note.opening else "",
            gone=note.removed_at is not None,
            removable=not note.removed_at
            and (others or (own and note.author_id == membership.user_id)),
        )
        for note in notes
    ]


def name_of(user: User | None) -> str:
    return str(user) if user else _("A former member")


def _matter(here: Application, decided: Sequence[Decision], form: DecisionForm | None) -> Matter:
    mark = status_mark(here.status)
    assert mark is not None
    return Matter(
        application=here.pk,
        opening=here.opening_id,
        title=here.opening.title,
        status=mark,
        waits=here.opening.blind and all(each.kind == Kind.HOLD for each in decided),
        made=[_made(each) for each in decided],
        form=form,
    )


def _made(decision: Decision) -> Made:
    return Made(
        what=PAST[Kind(decision.kind)](),
        reason=decision.reason,
        at=decision.decided_at,
        who=name_of(decision.decided_by),
        seen=getattr(decision, "seen", None),
    )


def _form(
    candidate: Candidate,
    here: Application,
    newest: Decision | None,
    bound: DecisionForm | None,
) -> DecisionForm:
    if bound and bound.application == here.pk:
        return bound
    standing = getattr(candidate, "standing", None)
    known = {
        "score": standing.score_id if standing else None,
        "after": newest.pk if newest else None,
    }
    return DecisionForm(initial=known, application=here.pk)


PAST = {
    Kind.ADVANCE: lambda: _("Invited to an interview"),
    Kind.HOLD: lambda: _("Put on hold"),
    Kind.REJECT: lambda: _("Rejected"),
    Kind.HIRE: lambda: _("Hired"),
}
