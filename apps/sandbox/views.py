"""The pages of the sandbox itself: what is here, and the mailbox of everybody."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.core.access import public
from apps.sandbox import mailbox
from apps.sandbox.standin.registry import STANDINS
from apps.sandbox.world import world


@public(because="the sandbox is for everybody, and never stands in production")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    people = sorted(world().people, key=lambda person: -person.followers)
    blog = settings.PUBLIC_URL + reverse("sandbox_wordpress:front", args=[people[0].handle])
    context = {"people": people, "standins": STANDINS.values(), "blog": blog}
    return render(request, "sandbox/index.html", context)


@public(because="the sandbox is for everybody, and never stands in production")
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    return render(request, "sandbox/mail.html", {"mails": _mails()})


@public(because="the sandbox is for everybody, and never stands in production")
@require_safe
def message(request: HttpRequest, key: str) -> HttpResponse:
    found = next((each for each in _mails() if each.key == key), None)
    if found is None:
        raise Http404
    return render(request, "sandbox/message.html", {"mail": found})


def _mails() -> list[mailbox.Mail]:
    folder = getattr(settings, "MAIL_FOLDER", None)
    return mailbox.newest(Path(folder)) if folder else []
