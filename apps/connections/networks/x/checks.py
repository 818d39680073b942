"""What an operator has to say before X is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from apps.connections.networks.x.options import options
from apps.connections.networks.x.spending import LAST_BILLING_DAY


def what_x_may_cost_is_said(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    if not settings.NETWORKS["x"]["ENABLED"]:
        return []
    own, found = options(), list[CheckMessage]()
    if not own.monthly_budget:
        found.append(
            checks.Warning(
                "X is switched on and may cost nothing: no account of it can be linked or read.",
                hint="Set X_MONTHLY_BUDGET_USD, or X_ENABLED to 0.",
                id="x.W001",
            )
        )
    if not 1 <= own.billing_day <= LAST_BILLING_DAY:
        why = f"X_BILLING_DAY has to be a day from 1 to {LAST_BILLING_DAY}."
        found.append(checks.Error(why, id="x.E001"))
    return found


def connect() -> None:
    checks.register(what_x_may_cost_is_said)
