"""How a tracking system fares, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from apps.audit.models import Event
from apps.core.templatetags.renown import moment
from apps.integrations.actions.connecting import is_disconnected
from apps.integrations.models import Attempt, Endpoint, Order, Outcome
from apps.integrations.reading import Health
from apps.workspace.webhooks.standing import standing as of_webhook
from apps.workspace.webhooks.telling import Try, tries

REFUSED = "order.refused"
REPORTED = "tracking_system.error_reported"


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` for the badge, whose look is ``tone``; ``sentence`` says what that means."""

    word: str
    tone: str
    sentence: str
    is_disconnected: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What shows whether both sides reach each other: when it called last, when it was told last,
    what failed last at telling it, and the last order that was refused, by its code."""

    called_at: datetime | None
    told_at: datetime | None
    failed: Try | None
    refused: Event | None
    reported: Event | None


def standing(endpoint: Endpoint, now: datetime) -> Standing:
    """``endpoint`` comes from ``reading.tracking_systems``."""
    if is_disconnected(endpoint):
        told = _("Disconnected on %(time)s. Its key opens nothing any more.")
        sentence = told % {"time": moment(endpoint.disabled_at)}
        return Standing(_("Disconnected"), "", sentence, is_disconnected=True)
    found = of_webhook(endpoint, now)
    if found.health is Health.UNTRIED:
        return _untried(endpoint)
    return Standing(found.word, found.tone, found.sentence)


def signs(endpoint: Endpoint) -> Signs:
    """In the organisation's scope."""
    made = Attempt.objects.filter(delivery__endpoint=endpoint).order_by("-id")
    accepted = made.filter(outcome=Outcome.ACCEPTED).values_list("created_at", flat=True)
    failed = tries(made.exclude(outcome=Outcome.ACCEPTED)[:1])
    about = Event.objects.filter(subject_id=endpoint.pk).order_by("-id")
    return Signs(
        called_at=_called_at(endpoint),
        told_at=accepted.first(),
        failed=failed[0] if failed else None,
        refused=about.filter(verb=REFUSED).first(),
        reported=about.filter(verb=REPORTED).first(),
    )


def _untried(endpoint: Endpoint) -> Standing:
    if _called_at(endpoint):
        return Standing(_("Called us"), "good", _("It has not been told anything yet."))
    return Standing(_("Not called yet"), "", _("Enter the addresses and the key there."))


def _called_at(endpoint: Endpoint) -> datetime | None:
    """By its key, or, of a system without one, with its last order."""
    if endpoint.api_key:
        return endpoint.api_key.last_used_at
    newest = Order.objects.filter(endpoint=endpoint).order_by("-id")
    return newest.values_list("created_at", flat=True).first()
