"""How many letters an organisation may ask for in a day: a bound on what one account can do."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.candidates.models import LetterDay
from apps.core.refusals import Refused


def left() -> int:
    """How many the organisation of the open scope may still ask for today (UTC)."""
    spent = LetterDay.objects.filter(day=timezone.now().date()).values_list("letters", flat=True)
    most: int = settings.INVITATION_LETTERS_A_DAY
    return max(0, most - (spent.first() or 0))


def spend(*, organisation_id: UUID, letters: int = 1) -> None:
    """Counts these letters, or refuses with "letters_spent". Call it last in a transaction: until
    that ends, others of the organisation wait here."""
    if not letters:
        return
    days = LetterDay.objects.select_for_update()
    today, _made = days.get_or_create(organisation_id=organisation_id, day=timezone.now().date())
    if today.letters + letters > settings.INVITATION_LETTERS_A_DAY:
        raise Refused("letters_spent", sentence())
    today.letters += letters
    today.save(update_fields=["letters"])


def sentence() -> str:
    """Why no (more) letters go out today, and what to do."""
    rest = left()
    allowed = _("Your organisation may send %(most)s letters a day.") % {
        "most": number_format(settings.INVITATION_LETTERS_A_DAY, use_l10n=True, force_grouping=True)
    }
    today = ngettext(
        "%(left)s is left today (UTC). Go on tomorrow, or ask whoever runs Renown for more.",
        "%(left)s are left today (UTC). Go on tomorrow, or ask whoever runs Renown for more.",
        rest,
    ) % {"left": number_format(rest, use_l10n=True, force_grouping=True)}
    return f"{allowed} {today}"
