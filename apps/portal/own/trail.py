"""What happened around a person, as sentences that speak to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.audit.models import Actor, Event
from apps.candidates.models import Consent
from apps.core.phrases import listing
from apps.organisations.models import Organisation
from apps.portal.own.viewers import names_of
from apps.scoring.engine.phrases import account

READ, SHOWN = 300, 8
# What is told; other events are steps in between. {who} and {network} begin with a capital.
PHRASES = {
    "connection.died": _("{network} stopped letting us read."),
    "connection.linked": _("You linked {network}."),
    "connection.relinked": _("You linked {network} again."),
    "connection.unlinked": _("{network} was unlinked, and what was read there deleted."),
    "consent.ended": _(
        "What you shared with {employer} has ended: the time for keeping it was over."
    ),
    "consent.granted": _("You shared {networks} with {employer}."),
    "consent.withdrawn": _("You withdrew {networks} from {employer}."),
    "fetch.failed": _("{network} could not be read."),
    "fetch.finished": _("{network} was read."),
    "grant.forgotten": _("What let us read {network} was deleted here."),
    "grant.given_up": _("{network} did not confirm that it forgot our access. Remove it there."),
    "grant.revoked": _("{network} was told to forget our access."),
    "invitation.declined": _("You declined an invitation."),
    "person.downloaded": _("You downloaded your data."),
    "score.computed": _("Your score was worked out."),
    "score.contest_answered": _("{who} answered your contest."),
    "score.contest_taken_back": _("You took your contest back."),
    "score.contested": _("You contested your score at {employer}."),
    "score.seen": _("{who} looked at your score."),
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
        return self.names.get(key, gettext("an employer")) if key else gettext("an employer")


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
            named = {"name": name or gettext("Somebody"), "employer": employer}
            return gettext("%(name)s of %(employer)s") % named
        case Actor.API_KEY:
            return gettext("A program of %(employer)s") % {"employer": employer}
        case _:
            return gettext("Whoever runs this installation")


def _once_a_day(lines: Iterable[Line]) -> list[Line]:
    kept: dict[tuple[date, str], Line] = {}
    for line in lines:
        kept.setdefault((line.at.date(), line.sentence), line)
    return [*kept.values()]
