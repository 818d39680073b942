"""What happened around a person, as sentences that speak to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from apps.audit.models import Actor, Event
from apps.candidates.models import Consent
from apps.organisations.models import Organisation
from apps.portal.own.viewers import names_of
from apps.scoring.engine.phrases import account, listing

READ, SHOWN = 300, 8
# What is told; other events are steps in between. {who} and {network} begin with a capital.
PHRASES = {
    "connection.died": "{network} stopped letting us read.",
    "connection.linked": "You linked {network}.",
    "connection.relinked": "You linked {network} again.",
    "connection.unlinked": "{network} was unlinked, and what was read there deleted.",
    "consent.granted": "You shared {networks} with {employer}.",
    "consent.withdrawn": "You withdrew {networks} from {employer}.",
    "fetch.failed": "{network} could not be read.",
    "fetch.finished": "{network} was read.",
    "grant.forgotten": "What let us read {network} was deleted here.",
    "grant.given_up": "{network} did not confirm that it forgot our access. Remove it there.",
    "grant.revoked": "{network} was told to forget our access.",
    "invitation.declined": "You declined an invitation.",
    "score.computed": "Your score was worked out.",
    "score.seen": "{who} looked at your score.",
}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True)
class Trail:
    newest: Sequence[Line]
    older: Sequence[Line]


def trail() -> Trail:
    """In the person's scope, newest first. The same sentence twice on a day is told once."""
    events = Event.objects.filter(verb__in=PHRASES).newest_first()[:READ]
    told = _once_a_day(_lines(list(events)))
    return Trail(told[:SHOWN], told[SHOWN:])


def _lines(events: Sequence[Event]) -> list[Line]:
    people = names_of([event.actor_id for event in events if event.actor == Actor.USER])
    withdrawn = {e.subject_id for e in events if e.verb == "consent.withdrawn" and e.subject_id}
    consents = Consent.objects.filter(pk__in=withdrawn).values_list("pk", "organisation_id")
    employers = _Employers(
        by_consent=dict(consents), names=dict(Organisation.objects.values_list("pk", "name"))
    )
    return [Line(event.created_at, _sentence(event, people, employers)) for event in events]


@dataclass(frozen=True, slots=True)
class _Employers:
    by_consent: dict[UUID, UUID]
    names: dict[UUID, str]

    def of(self, event: Event) -> str:
        """The wall lets a person read the names of their employers only."""
        key = event.organisation_id
        if key is None and event.subject_id:
            key = self.by_consent.get(event.subject_id)
        return self.names.get(key, "an employer") if key else "an employer"


def _sentence(event: Event, people: dict[UUID, str], employers: _Employers) -> str:
    employer = employers.of(event)
    return PHRASES[event.verb].format(
        network=account(str(event.facts.get("network", ""))),
        networks=listing([account(name) for name in event.facts.get("networks", [])]),
        employer=employer,
        who=_who(event, people, employer),
    )


def _who(event: Event, people: dict[UUID, str], employer: str) -> str:
    match event.actor:
        case Actor.USER:
            name = people.get(event.actor_id, "") if event.actor_id else ""
            return f"{name or 'Somebody'} of {employer}"
        case Actor.API_KEY:
            return f"A program of {employer}"
        case _:
            return "Whoever runs this installation"


def _once_a_day(lines: Iterable[Line]) -> list[Line]:
    kept: dict[tuple[date, str], Line] = {}
    for line in lines:
        kept.setdefault((line.at.date(), line.sentence), line)
    return [*kept.values()]
