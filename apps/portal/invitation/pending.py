"""A choice that waits until the person has signed in. The session holds identifiers, no link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.http import HttpRequest

from apps.candidates.letters import PURPOSE
from apps.candidates.models import Invitation
from apps.core.links import Link, sign

KEY = "consent_choice"


@dataclass(frozen=True, slots=True)
class Choice:
    link: Link
    networks: tuple[str, ...]
    language: str  # in which the text was shown

    @property
    def token(self) -> str:
        return sign(self.link, purpose=PURPOSE)

    @classmethod
    def of(cls, kept: dict[str, str | int | list[str]]) -> Self:
        names = kept["networks"]
        assert isinstance(names, list)
        link = Link(
            UUID(str(kept["organisation"])),
            UUID(str(kept["invitation"])),
            int(str(kept["generation"])),
        )
        return cls(link, tuple(names), str(kept.get("language", "")))


def keep(
    request: HttpRequest, invitation: Invitation, networks: Sequence[str], language: str
) -> None:
    """The newest choice of this browser; an older one is forgotten."""
    request.session[KEY] = {
        "organisation": str(invitation.organisation_id),
        "invitation": str(invitation.pk),
        "generation": invitation.generation,
        "networks": [*networks],
        "language": language,
    }


def kept(request: HttpRequest) -> Choice | None:
    found = request.session.get(KEY)
    return Choice.of(found) if found else None


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
