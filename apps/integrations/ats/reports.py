"""How an order stands, from what the candidate shares now. In the organisation's scope."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from apps.candidates.models import Candidate
from apps.core import sealing
from apps.integrations.ats.values import Connected, Report, Result
from apps.integrations.models import Endpoint, Order, OrderState
from apps.organisations.models import Organisation
from apps.scoring.models import Standing, StandingState

NOTICE = "A score describes perceived online influence. It does not measure job performance."
_GONE = (OrderState.COMPLETE, OrderState.WITHDRAWN)


def report_of(order: Order) -> Report:
    """What the tracking system should be told now, without the address to tell it at."""
    url = _page(order)
    found = None if _is_over(order) else _result(order.candidate_id, url)
    return Report(
        order_id=order.pk,
        external_id=order.external_id,
        state=_state(order, found),
        result=found,
        callback="",
        details=order.details,
        ordered_at=order.created_at,
        changed_at=_changed_at(order, found),
        url=url,
        was_complete=order.completed_at is not None,
        is_erased=_is_erased(order),
    )


def callback_of(order: Order) -> str:
    """Empty where the order brought none. Raises ``CannotOpen``."""
    if order.sealed_callback is None:
        return ""
    return str(sealing.unseal(order.sealed_callback, owner=order.pk)["callback"])


def connected(endpoint: Endpoint) -> Connected:
    """Raises ``CannotOpen``."""
    sealed = endpoint.sealed_secret
    secrets = sealing.unseal(sealed, owner=endpoint.pk) if sealed is not None else {}
    return Connected(endpoint.pk, secrets, endpoint.options)


def _is_over(order: Order) -> bool:
    return order.state == OrderState.CANCELLED or order.erased_at is not None


def _state(order: Order, found: Result | None) -> OrderState:
    """Once there was a result, its absence is a withdrawal; before, nobody can tell a refusal from
    silence."""
    if order.state == OrderState.CANCELLED:
        return OrderState.CANCELLED
    if found:
        return OrderState.COMPLETE
    return OrderState.WITHDRAWN if _had_result(order) else OrderState.SENT


def _had_result(order: Order) -> bool:
    return order.completed_at is not None or order.state in _GONE


def _result(candidate_id: UUID, url: str) -> Result | None:
    """None as long as nothing is shared, or accounts are being read for the first time."""
    shown = Standing.objects.filter(candidate_id=candidate_id)
    standing = shown.exclude(state=StandingState.READING).first()
    if standing is None or standing.computed_at is None:
        return None
    return Result(
        state=standing.state,
        value=standing.value,
        low=standing.low,
        high=standing.high,
        reach=standing.reach,
        engagement=standing.engagement,
        network=standing.network,
        networks=tuple(standing.networks),
        computed_at=standing.computed_at,
        url=url,
        notice=NOTICE,
    )


def _changed_at(order: Order, found: Result | None) -> datetime:
    if found:
        return found.computed_at
    return order.cancelled_at or order.completed_at or order.created_at


def _page(order: Order) -> str:
    slug = Organisation.objects.values_list("slug", flat=True).get(pk=order.organisation_id)
    path = reverse("candidate", args=[slug, order.candidate_id])
    return f"{settings.PUBLIC_URL}{path}"


def _is_erased(order: Order) -> bool:
    known = Candidate.objects.filter(pk=order.candidate_id)
    return order.erased_at is not None or not known.exists()
