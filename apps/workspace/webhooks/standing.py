"""How a webhook fares, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from apps.core.templatetags.renown import moment
from apps.integrations.models import DisabledBecause, Endpoint
from apps.integrations.reading import Health, health


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` for the badge, whose look is ``tone`` ("good", "warn" or ""); ``sentence`` says what
    that means and what follows."""

    health: Health
    word: str
    tone: str
    sentence: str


def standing(webhook: Endpoint, now: datetime) -> Standing:
    """``webhook`` comes from ``reading.webhooks``."""
    found = health(webhook, now)
    match found:
        case Health.DISABLED:
            return Standing(found, pgettext("webhook", "Off"), "warn", _disabled(webhook))
        case Health.RESTING:
            told = _("It failed too often in a row. Nothing is sent before %(time)s.")
            return Standing(found, _("Resting"), "warn", told % _at(webhook.resting_until))
        case Health.FAILING:
            told = _("No delivery was accepted since %(time)s. Each is tried again for days.")
            return Standing(found, _("Failing"), "warn", told % _at(webhook.failing_since))
        case Health.WORKS:
            return Standing(found, pgettext("webhook", "Works"), "good", "")
        case Health.POLLED:
            told = _(
                "It has no address. A program with an API key asks for its events, which are"
                " kept for 30 days."
            )
            return Standing(found, _("Asks itself"), "", told)
        case Health.UNTRIED:
            return Standing(
                found, _("Nothing sent yet"), "", _("Send a test to see that it works.")
            )


def _disabled(webhook: Endpoint) -> str:
    because = {
        DisabledBecause.MEMBER: _("Somebody of the team switched it off on %(time)s."),
        DisabledBecause.GONE: _(
            "It answered on %(time)s that it is gone (410), so it was switched off."
        ),
        DisabledBecause.FAILING: _(
            "Nothing reached it for days, so it was switched off on %(time)s."
        ),
    }[DisabledBecause(webhook.disabled_because)]
    return because % _at(webhook.disabled_at)


def _at(time: datetime | None) -> dict[str, str]:
    return {"time": moment(time)}
