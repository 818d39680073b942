"""Switching an opening blind, and back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit.actions import By, record
from apps.candidates.actions.openings import refuse_closed
from apps.candidates.models import Application, Decision, Kind, Opening
from apps.core.refusals import Refused


@transaction.atomic
def set_blind(*, opening: Opening, blind: bool, by: By) -> Opening:
    """On while nobody has been decided on: otherwise some would be judged seen and some unseen.
    Off while nobody is in it: otherwise the switch would be the way to look through.

    Refuses with "opening_closed", "judged_already", "people_inside"."""
    opening = Opening.objects.select_for_update().get(pk=opening.pk)
    if opening.blind == blind:
        return opening
    refuse_closed(opening)
    if blind and _is_judged(opening):
        raise Refused(
            "judged_already",
            _("Somebody was decided on with their name in sight, so the others are too."),
            field="blind",
        )
    if not blind and is_inhabited(opening):
        raise Refused(
            "people_inside",
            _("People are in this opening, so it stays blind: a decision shows who each is."),
            field="blind",
        )
    opening.blind = blind
    opening.save(update_fields=["blind"])
    record(by=by, verb="opening.blinded" if blind else "opening.unblinded", subject=opening)
    return opening


def may_switch(opening: Opening) -> bool:
    """Whether ``set_blind`` would do it now."""
    return not (is_inhabited(opening) if opening.blind else _is_judged(opening))


def is_inhabited(opening: Opening) -> bool:
    return Application.objects.filter(opening=opening).exists()


def _is_judged(opening: Opening) -> bool:
    decided = Decision.objects.filter(application__opening=opening)
    return decided.exclude(kind=Kind.HOLD).exists()
