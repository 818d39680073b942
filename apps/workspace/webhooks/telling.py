"""Deliveries and their tries in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.candidates.blind import name_in_sql
from apps.candidates.models import Candidate
from apps.core.templatetags.renown import moment
from apps.integrations.models import Attempt, Delivery, DeliveryState, Outcome

WORDS = {
    **{state: state.label for state in DeliveryState},
    DeliveryState.DROPPED: gettext_lazy("Not sent"),
}
TONES = {DeliveryState.DELIVERED: "good", DeliveryState.FAILED: "warn"}
_SAID = {
    Outcome.ACCEPTED: gettext_lazy("Accepted with %(status)s."),
    Outcome.REFUSED: gettext_lazy("Refused with %(status)s."),
    Outcome.TIMED_OUT: gettext_lazy("No answer in time."),
    Outcome.UNREACHABLE: gettext_lazy("The server was not reached."),
    Outcome.FORBIDDEN_ADDRESS: gettext_lazy(
        "The address leads into a private network, so nothing was sent."
    ),
    Outcome.BAD_ANSWER: gettext_lazy("The answer could not be read."),
    Outcome.NO_KEY: gettext_lazy("Its secret can no longer be read here: replace it."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """``name``: of the candidate, where there still is one. ``word``: its state, in the look of
    ``tone``. ``said``: what came of it so far."""

    delivery: Delivery
    name: str
    word: str
    tone: str
    said: str


@dataclass(frozen=True, slots=True)
class Try:
    number: int
    at: datetime
    milliseconds: int
    was_accepted: bool
    said: str


def rows(deliveries: Iterable[Delivery]) -> list[Row]:
    """They come from ``reading.deliveries``; one query for all names."""
    deliveries = list(deliveries)
    names = _names(deliveries)
    return [_row(each, names) for each in deliveries]


def tries(attempts: Iterable[Attempt]) -> list[Try]:
    return [
        Try(
            each.number,
            each.created_at,
            each.milliseconds,
            each.outcome == Outcome.ACCEPTED,
            outcome(each.outcome, each.status),
        )
        for each in attempts
    ]


def _names(deliveries: Iterable[Delivery]) -> Mapping[UUID, str]:
    """As the team calls them; who was erased is not among them."""
    ids = {each.candidate_id for each in deliveries if each.candidate_id}
    if not ids:
        return {}
    return dict(Candidate.objects.filter(pk__in=ids).values_list("pk", name_in_sql()))


def _row(delivery: Delivery, names: Mapping[UUID, str]) -> Row:
    state = DeliveryState(delivery.state)
    name = names.get(delivery.candidate_id, "") if delivery.candidate_id else ""
    return Row(delivery, name, str(WORDS[state]), TONES.get(state, ""), _said(delivery))


def _said(delivery: Delivery) -> str:
    last = delivery.last_attempt  # type: ignore[attr-defined]  # annotated by reading.deliveries
    if delivery.state == DeliveryState.DROPPED:
        return _("It was switched off.")
    so_far = outcome(last["outcome"], last["status"]) if last else ""
    if delivery.state != DeliveryState.PENDING:
        return so_far
    if not last:
        return _("Not tried yet.")
    again = _("Next try: %(time)s.") % {"time": moment(delivery.due_at)}
    return f"{so_far} {again}"


def outcome(code: str, status: int | None) -> str:
    """What came of one call."""
    if code in {Outcome.ACCEPTED, Outcome.REFUSED} and status is None:
        return str(Outcome(code).label)
    return str(_SAID[Outcome(code)]) % {"status": status}
