"""The columns of a candidate in the admin: no score without its interval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.candidates.models import Candidate
from apps.scoring.engine.phrases import account
from apps.scoring.listing import NOT_SHARED, STATES
from apps.scoring.models import Standing, StandingState
from apps.scoring.present.freshness import freshness
from apps.scoring.present.networks import in_order

NONE = "–"


class Last(F):
    """Sorts by a column; people without a number come last, whichever way it is sorted."""

    def asc(self, **kwargs: Any) -> OrderBy:
        return super().asc(nulls_last=True)

    def desc(self, **kwargs: Any) -> OrderBy:
        return super().desc(nulls_last=True)


class ScoreColumns:
    """For an admin of candidates as ``apps.scoring.listing.listed`` gives them."""

    @display(description=_("Name"), ordering="sorted_name")
    def called(self, candidate: Candidate) -> SafeString:
        return format_html("<bdi>{}</bdi>", candidate.shown_name)

    @display(description=_("E-mail address"))
    def address(self, candidate: Candidate) -> str:
        return candidate.shown_email or NONE

    @display(description=_("Place"))
    def where(self, candidate: Candidate) -> str:
        return candidate.shown_place or NONE

    @display(description=_("Score"), ordering=Last("standing__value"))
    def score(self, candidate: Candidate) -> SafeString | str:
        standing = standing_of(candidate)
        if standing is None or standing.value is None:
            return NONE
        marks = (
            (standing.state == StandingState.PROVISIONAL, gettext("Provisional")),
            (getattr(candidate, "contested", False), gettext("Contested")),
        )
        return format_html(
            "<b>{}</b> <small>{}</small>{}",
            standing.value,
            interval(standing),
            format_html_join("", " <small>({})</small>", [(word,) for on, word in marks if on]),
        )

    @display(description=_("Reach"), ordering=Last("standing__reach"))
    def reach(self, candidate: Candidate) -> str:
        return number(candidate, "reach")

    @display(description=_("Engagement"), ordering=Last("standing__engagement"))
    def engagement(self, candidate: Candidate) -> str:
        return number(candidate, "engagement")

    @display(description=pgettext_lazy("factor", "Network"), ordering=Last("standing__network"))
    def network_points(self, candidate: Candidate) -> str:
        return number(candidate, "network")

    @display(description=_("Accounts"))
    def accounts(self, candidate: Candidate) -> str:
        return accounts_of(candidate) or NONE

    @display(description=_("Last reading"), ordering=Last("standing__computed_at"))
    def read(self, candidate: Candidate) -> SafeString | str:
        standing = standing_of(candidate)
        told = freshness(standing.computed_at if standing else None, timezone.now())
        if not told.stale:
            return told.text or NONE
        return format_html("{} <small>({})</small>", told.text, gettext("out of date"))

    @display(description=_("State"), ordering="state")
    def shown_state(self, candidate: Candidate) -> str:
        return state_of(candidate)

    @display(description=_("Openings"))
    def openings(self, candidate: Candidate) -> SafeString | str:
        return format_html_join(", ", "<bdi>{}</bdi>", [(t,) for t in titles_of(candidate)]) or NONE


def standing_of(candidate: Candidate) -> Standing | None:
    return getattr(candidate, "standing", None)


def interval(standing: Standing) -> str:
    return f"{standing.low}–{standing.high}"


def number(candidate: Candidate, column: str) -> str:
    points = getattr(standing_of(candidate), column, None)
    return NONE if points is None else str(points)


def accounts_of(candidate: Candidate) -> str:
    standing = standing_of(candidate)
    return ", ".join(account(name) for name in in_order(standing.networks)) if standing else ""


def state_of(candidate: Candidate) -> str:
    return str(dict(STATES)[getattr(candidate, "state", NOT_SHARED)])


def titles_of(candidate: Candidate) -> Iterable[str]:
    """With ``applications__opening`` prefetched."""
    return [each.opening.title for each in candidate.applications.all()]
