"""Every address declares who may call it. A guard test walks all of them and wants a
declaration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import SimpleTemplateResponse

from apps.core import tenancy
from apps.core.entering import signed_in

type View = Callable[..., Any]


class Who(StrEnum):
    PUBLIC = "public"
    PERSON = "person"
    MEMBER = "member"
    API_KEY = "api_key"


@dataclass(frozen=True, slots=True)
class Access:
    """``rule``: the permission or scope that is asked for; for public views, why they are so."""

    who: Who
    rule: str = ""


def declare(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]  # read by the guard test
    return view


def access_of(view: View) -> Access | None:
    return getattr(view, "access", None)


def public(*, because: str) -> Callable[[View], View]:
    """Anybody may call it, and ``because`` says why that is right."""

    def decorate(view: View) -> View:
        return declare(view, Access(Who.PUBLIC, because))

    return decorate


def for_persons(*, in_scope: bool = True) -> Callable[[View], View]:
    """Signed-in people, about themselves. The view runs in the person's scope and transaction;
    ``in_scope=False`` for views that call a network and open their own."""

    def decorate(view: View) -> View:
        @wraps(view)
        def within(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            assert request.user.is_authenticated
            if not in_scope:
                response: HttpResponse = view(request, *args, **kwargs)
                return response
            with tenancy.person(request.user.pk):
                return rendered(view(request, *args, **kwargs))

        return declare(signed_in(within), Access(Who.PERSON))

    return decorate


def rendered(response: HttpResponse) -> HttpResponse:
    """Templates may query: render while the scope is still open."""
    if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
        response.render()
    return response
