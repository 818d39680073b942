"""Events of the audit trail as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.audit.models import Actor, Event
from apps.organisations.models.api_key import Refusal
from apps.organisations.models.membership import Role
from apps.workspace.settings import names
from apps.workspace.settings.phrases import PHRASES

NAMELESS = {
    Actor.USER.value: _("A former member"),
    Actor.PERSON.value: _("A candidate"),
    Actor.API_KEY.value: _("An API key that is gone"),
    Actor.OPERATOR.value: _("A platform operator"),
    Actor.SYSTEM.value: _("Renown"),
}
NOBODY = UUID(int=0)
PLACEHOLDERS = (
    "applications",
    "call",
    "candidates",
    "code",
    "format",
    "from",
    "invitations",
    "on",
    "other",
    "people",
    "reason",
    "role",
    "to",
    "user",
    "version",
)
ROLES = {
    Role.OWNER.value: _("an owner"),
    Role.ADMIN.value: _("an admin"),
    Role.RECRUITER.value: _("a recruiter"),
    Role.VIEWER.value: _("a viewer"),
}
REFUSALS = {refusal.value: refusal.label for refusal in Refusal}


@dataclass(frozen=True, slots=True)
class Line:
    """``sentence`` is HTML: who did it stands out."""

    at: datetime
    sentence: SafeString


def lines(events: Iterable[Event]) -> list[Line]:
    """In the given order. Call it inside the organisation's scope; the queries do not multiply."""
    events = list(events)
    members, subjects = names.of_members(events), names.of_subjects(events)
    keys = names.of_keys(events)
    actors: dict[str, dict[UUID, str]] = {
        Actor.USER: members,
        Actor.PERSON: names.of_persons(events),
        Actor.API_KEY: keys,
    }
    return [
        Line(
            event.created_at,
            _sentence(event, _actor(event, actors.get(event.actor, {}), keys), members, subjects),
        )
        for event in events
    ]


def _sentence(
    event: Event, actor: str, members: dict[UUID, str], subjects: dict[UUID, str]
) -> SafeString:
    words = _words(event, members, subjects)
    words["who"] = format_html("<b>{}</b>", actor)
    template = PHRASES.get(event.verb)
    return format_html(str(template) if template else _plain(event.verb), **words)


def _actor(event: Event, known: dict[UUID, str], keys: dict[UUID, str]) -> str:
    name = known.get(event.actor_id) if event.actor_id else None
    if name and event.actor == Actor.API_KEY:
        return gettext("The API key %(name)s") % {"name": name}
    named = name or str(NAMELESS[event.actor])
    if not names.is_through_a_key(event):
        return named
    key = keys.get(_id(str(event.facts["key"])), gettext("something that is gone"))
    return gettext("%(name)s, through the API key %(key)s,") % {"name": named, "key": key}


def _words(event: Event, members: dict[UUID, str], subjects: dict[UUID, str]) -> dict[str, str]:
    """What a sentence may name. What an event does not say, or what is gone, has words too."""
    gone = gettext("something that is gone")
    words = dict.fromkeys(PLACEHOLDERS, gone) | {k: str(v) for k, v in event.facts.items()}
    if event.verb == "api_key.refused":
        words["reason"] = str(REFUSALS.get(words["reason"], words["reason"]))
    for key in ("role", "from", "to"):
        words[key] = str(ROLES.get(words[key], words[key]))
    nobody = gettext("a former member") if "user" in event.facts else gettext("somebody")
    words["user"] = members.get(_id(words["user"]), nobody)
    return words | {"it": subjects.get(event.subject_id or NOBODY, gone)}


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return NOBODY


def _plain(verb: str) -> str:
    """A verb without a sentence of its own: "fetch.finished" becomes "finished fetch"."""
    noun, _dot, deed = verb.partition(".")
    return "{who} " + f"{deed} {noun}".replace("_", " ")
