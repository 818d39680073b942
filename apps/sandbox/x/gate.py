"""What every call of the API passes: the fault of the hour, token, scopes, limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from apps.core.access import public
from apps.sandbox.world import Person, World, world
from apps.sandbox.x import faults, grants, limits, problems, spoiling
from apps.sandbox.x.asked import Accepts, Asked, QueryError, read
from apps.sandbox.x.faults import Fault


@dataclass(frozen=True, slots=True)
class Call:
    """A call that was let through: who looks, at what moment, and what is asked."""

    viewer: Person
    asked: Asked
    here: World
    now: datetime


type Body = dict[str, Any]


def endpoint(
    name: str, accepts: Accepts, *scopes: str
) -> Callable[[Callable[..., Body]], Callable[..., HttpResponseBase]]:
    """Makes a view of a function from a ``Call`` to JSON. For machines: no cookie, no CSRF."""

    def wrap(answer: Callable[..., Body]) -> Callable[..., HttpResponseBase]:
        @public(because="a token of the stand-in opens it, as it does with X")
        @csrf_exempt
        @require_GET
        @wraps(answer)
        def view(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
            grant = _grant(request)
            fault = faults.take(grant.account_id if grant else "", name)
            if fault and (spoiled := spoiling.instead(fault)):
                return spoiled
            if grant is None:
                return problems.blank(401)
            if not {"users.read", "tweet.read", *scopes} <= {*grant.scopes}:
                return problems.forbidden_client()
            budget = limits.spend(name, grant.account_id)
            if budget.remaining < 0:
                return budget.stamp(problems.blank(429))
            asked = _asked(request, accepts, fault)
            response = budget.stamp(_answered(answer, asked, grant, kwargs))
            return spoiling.after(fault, response) if fault else response

        return view

    return wrap


def _asked(
    request: HttpRequest, accepts: Accepts, fault: faults.Active | None
) -> Asked | HttpResponse:
    lost = fault is not None and fault.fault in (Fault.ENDLESS, Fault.LOOP)
    try:
        return read(request, accepts, always_first_page=lost)
    except QueryError as error:
        return problems.invalid(error.parameter, error.value, error.message)


def _answered(
    answer: Callable[..., Body],
    asked: Asked | HttpResponse,
    grant: grants.Grant,
    kwargs: dict[str, str],
) -> HttpResponse:
    now = datetime.now(UTC)
    here = world(today=now.date())
    viewer = here.person(grant.account_id)
    if viewer is None:
        return problems.blank(401)
    if isinstance(asked, HttpResponse):
        return asked
    return JsonResponse(answer(Call(viewer, asked, here, now), **kwargs))


def _grant(request: HttpRequest) -> grants.Grant | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return grants.grant_of(token) if kind.lower() == "bearer" and token else None
