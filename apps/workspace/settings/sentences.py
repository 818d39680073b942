"""Events of the audit trail as sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from apps.audit.models import Actor, Event
from apps.organisations.models.membership import Role
from apps.workspace.settings import names

# "{it}" is the name of what it happened to, where that still exists.
PHRASES = {
    "api_key.created": "created the API key {it}",
    "api_key.revoked": "revoked the API key {it}",
    "application.added": "added {it}",
    "application.status_set": "changed the status of {it}",
    "audit.exported": "downloaded the audit trail",
    "candidate.added": "added the candidate {it}",
    "candidates.exported": "downloaded a list of {people} people as {format}",
    "candidates.imported": "imported candidates",
    "consent.granted": "agreed to share a score",
    "invitation.created": "invited {it}",
    "invitation.reminder_asked": "asked to remind {it}",
    "invitation.resent": "sent the invitation of {it} again",
    "invitation.revoked": "took back the invitation of {it}",
    "membership.left": "left the team",
    "membership.removed": "removed {user} from the team",
    "membership.role_changed": "made {user} {to}, who was {from}",
    "opening.closed": "closed the opening {it}",
    "opening.created": "created the opening {it}",
    "opening.edited": "edited the opening {it}",
    "opening.weights_set": "changed the weights of {it}",
    "operator.entered": "entered the administration, for this reason: {reason}",
    "organisation.created": "founded the organisation",
    "organisation.edited": "edited the organisation",
    "score_model.announced": "announced the score model {version}, which replaces {other} on {on}",
    "score_model.rolled_back": "took back the score model {version}: scores are of {other} again",
    "score_model.stopped": "stopped the score model {version}: scores stay with {other}",
    "score.seen": "looked at the score of {it}",
    "team_invitation.accepted": "joined the team as {role}",
    "team_invitation.resent": "sent the team invitation of {it} again",
    "team_invitation.revoked": "took back the team invitation of {it}",
    "team_invitation.sent": "invited {it} to the team as {role}",
}
NAMELESS: dict[str, str] = {
    Actor.USER: "A former member",
    Actor.PERSON: "A candidate",
    Actor.API_KEY: "An API key that is gone",
    Actor.OPERATOR: "A platform operator",
    Actor.SYSTEM: "Renown",
}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    actor: str
    phrase: str


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "somebody" if key == "user" else "something that is gone"


def lines(events: Iterable[Event]) -> list[Line]:
    """In the given order. Call it inside the organisation's scope; the queries do not multiply."""
    events = list(events)
    members, subjects = names.of_members(events), names.of_subjects(events)
    actors: dict[str, dict[UUID, str]] = {
        Actor.USER: members,
        Actor.PERSON: names.of_persons(events),
        Actor.API_KEY: names.of_keys(events),
    }
    return [
        Line(
            event.created_at,
            _actor(event, actors.get(event.actor, {})),
            _phrase(event, members, subjects),
        )
        for event in events
    ]


def _actor(event: Event, known: dict[UUID, str]) -> str:
    name = known.get(event.actor_id) if event.actor_id else None
    if name and event.actor == Actor.API_KEY:
        return f"The API key {name}"
    return name or NAMELESS[event.actor]


def _phrase(event: Event, members: dict[UUID, str], subjects: dict[UUID, str]) -> str:
    words = _Gaps({key: str(value) for key, value in event.facts.items()})
    for key in ("role", "from", "to"):
        if key in words:
            words[key] = _role(words[key])
    if "user" in words:
        words["user"] = members.get(UUID(words["user"]), "a former member")
    if event.subject_id in subjects:
        words["it"] = subjects[event.subject_id]
    template = PHRASES.get(event.verb)
    return template.format_map(words) if template else _plain(event.verb, words)


def _plain(verb: str, words: dict[str, str]) -> str:
    """A verb without a sentence of its own: "fetch.finished" becomes "finished fetch"."""
    noun, _, deed = verb.partition(".")
    sentence = f"{deed} {noun}".replace("_", " ")
    return f"{sentence}: {words['it']}" if "it" in words else sentence


def _role(value: str) -> str:
    label = str(Role(value).label).lower() if value in Role.values else value
    return f"an {label}" if label[:1] in "ao" else f"a {label}"
