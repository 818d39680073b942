"""A human of the organisation answers a contested score, with a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.audit.models import Actor
from apps.candidates.substance import plain_text, refuse_without_substance
from apps.core.refusals import Refused
from apps.scoring.models import Contest, Outcome
from apps.scoring.models.contest import LONGEST


@transaction.atomic
def answer(*, contest_id: UUID, outcome: str, text: str, by: By) -> tuple[Contest, bool]:
    """The answered contest, and whether it was answered just now: the same answer of the same
    member twice is once. In the organisation's scope; what follows from the outcome is the
    pipeline's.

    Refuses with "nobody", "outcome_unknown", "reason_too_short", "text_too_long", "answered"."""
    text = plain_text(text)
    _refuse_unusable(outcome, text, by)
    contest = Contest.objects.select_for_update(of=("self",)).get(pk=contest_id)
    if not contest.is_open:
        return _same_again(contest, outcome, text, by), False
    contest.outcome, contest.answer = outcome, text
    contest.answered_at, contest.answered_by_id = timezone.now(), by.user_id
    contest.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    record(
        by=by,
        verb="score.contest_answered",
        subject=contest.candidate,
        person_id=contest.person_id,
        facts={"contest": str(contest.pk), "outcome": outcome},
    )
    return contest, True


def _refuse_unusable(outcome: str, text: str, by: By) -> None:
    if by.actor is not Actor.USER:
        raise Refused("nobody", _("Only a member of the team can answer."))
    if outcome not in Outcome.values:
        raise Refused("outcome_unknown", _("Choose what happens to the score."), field="outcome")
    refuse_without_substance(text, field="answer")
    if len(text) > LONGEST:
        message = _("Use %(most)s characters at most; these are %(found)s.")
        told = message % {"most": LONGEST, "found": len(text)}
        raise Refused("text_too_long", told, field="answer")


def _same_again(contest: Contest, outcome: str, text: str, by: By) -> Contest:
    if contest.taken_back_at:
        raise Refused("taken_back", _("The person took the contest back meanwhile."))
    if (contest.outcome, contest.answer, contest.answered_by_id) != (outcome, text, by.user_id):
        raise Refused("answered", _("Somebody of your team answered meanwhile."))
    return contest
