"""What a webhook can be told, in a plain sentence each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.organisations.models.announcement import Kind

SENTENCES: dict[Kind, Any] = {
    Kind.INVITATION_SENT: _("An invitation went out to a candidate."),
    Kind.INVITATION_OPENED: _(
        "A candidate opened the invitation. Told together with their consent, never before it."
    ),
    Kind.CONSENT_GIVEN: _("A candidate agreed to share a score with you."),
    Kind.CONSENT_WITHDRAWN: _("A candidate no longer shares. Why, is never told."),
    Kind.SCORE_COMPUTED: _("A candidate’s first score is there."),
    Kind.SCORE_CHANGED: _("A newer score took the place of the one before."),
    Kind.SCORE_WITHDRAWN: _("A score is no longer there. Delete what you copied of it."),
    Kind.CANDIDATE_ERASED: _("A candidate was erased. Delete what you keep about them."),
    Kind.PING: _("A test that somebody of the team sent. It is about nobody."),
}
CHOOSABLE: Sequence[Kind] = tuple(kind for kind in Kind if kind is not Kind.PING)


def told(kinds: Collection[str]) -> list[Kind]:
    """What an endpoint with these ``kinds`` is told: none named means all of them."""
    return [kind for kind in CHOOSABLE if not kinds or kind.value in kinds]
