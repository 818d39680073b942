"""How somebody wants to read. It concerns nobody else, so no event is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from django.utils import timezone
from django.utils.translation import override

from apps.accounts.models import User
from apps.core import languages, zones


def choose(*, by: User, language: str | None = None, time_zone: str | None = None) -> None:
    """Keeps what is given; "" leaves it to the browser, and so does what does not exist."""
    given = {
        "language": None if language is None else languages.known(language),
        "time_zone": time_zone if not time_zone or zones.is_known(time_zone) else "",
    }
    changes = {name: value for name, value in given.items() if value is not None}
    if changes:
        User.objects.filter(pk=by.pk).update(**changes)


def language_of(user: User, *, otherwise: str = "") -> str:
    """In which language to write to a member: the one they chose, else ``otherwise`` (their
    organisation's), else the site's first."""
    return languages.first_known(user.language, otherwise)


@contextmanager
def read_by(user: User, *, language: str = "", time_zone: str = "") -> Iterator[None]:
    """Inside, texts, dates and numbers are as this user reads them; ``language`` and ``time_zone``
    are their organisation's, for who chose none."""
    zone = zones.first_known(user.time_zone, time_zone)
    with override(language_of(user, otherwise=language)), timezone.override(zone):
        yield


def language_of_address(email: str, *, otherwise: str = "") -> str:
    """In which language to write to an address, whether or not somebody here has proven it."""
    found = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True)
    language = found.values_list("user__language", flat=True).first()
    return languages.first_known(language, otherwise)
