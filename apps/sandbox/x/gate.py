"""A view of X's interface: what every call passes, and a query that X takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase

from apps.sandbox.standin import gate
from apps.sandbox.world import Person, World
from apps.sandbox.x import problems
from apps.sandbox.x.asked import Accepts, Asked, QueryError, read
from apps.sandbox.x.standin import STANDIN


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
    """Makes a view of a function from a ``Call`` to JSON."""

    def wrap(answer: Callable[..., Body]) -> Callable[..., HttpResponseBase]:
        @gate.endpoint(STANDIN, name, *scopes)
        @wraps(answer)
        def view(call: gate.Call, **kwargs: str) -> Body | HttpResponse:
            try:
                asked = read(call.request, accepts, always_first_page=call.lost)
            except QueryError as error:
                return problems.invalid(error.parameter, error.value, error.message)
            return answer(Call(call.viewer, asked, call.here, call.now), **kwargs)

        return view

    return wrap
