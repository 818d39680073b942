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

# {it} is the name of what it happened to, where that still exists; {who} did it.
PHRASES = {
    "api_key.created": _("{who} created the API key {it}"),
    "api_key.revoked": _("{who} revoked the API key {it}"),
    "api_key.refused": _("{who} opened nothing: {reason}"),
    "application.added": _("{who} added {it}"),
    "application.status_set": _("{who} changed the status of {it}"),
    "audit.exported": _("{who} downloaded the audit trail"),
    "candidate.added": _("{who} added the candidate {it}"),
    "candidates.exported": _("{who} downloaded a list of {people} people as {format}"),
    "candidates.imported": _("{who} imported candidates"),
    "consent.granted": _("{who} agreed to share a score"),
    "decision.made": _("{who} decided about {it}"),
    "invitation.created": _("{who} invited {it}"),
    "invitation.joined": _("{it}: applied by the public link"),
    "invitation.reminded": _("{who} reminded {it}"),
    "invitation.reminder_asked": _("{who} asked to remind {it}"),
    "invitation.resent": _("{who} sent the invitation of {it} again"),
    "invitation.revoked": _("{who} took back the invitation of {it}"),
    "invitation.sent": _("{who} mailed the invitation of {it}"),
    "klout.switched_off": _("{who} no longer lets programs ask as they asked Klout"),
    "klout.switched_on": _("{who} lets programs ask as they asked Klout"),
    "membership.left": _("{who} left the team"),
    "membership.list_arranged": _("{who} chose other columns for lists"),
    "membership.removed": _("{who} removed {user} from the team"),
    "membership.role_changed": _("{who} made {user} {to}, who was {from}"),
    "note.added": _("{who} noted something about {it}"),
    "note.removed": _("{who} removed a note about {it}"),
    "opening.blinded": _("{who} hid the names of people in the opening {it}"),
    "opening.unblinded": _("{who} no longer hides names in the opening {it}"),
    "opening.closed": _("{who} closed the opening {it}"),
    "opening.created": _("{who} created the opening {it}"),
    "opening.deleted": _("{who} deleted an opening that nobody was asked for"),
    "opening.edited": _("{who} edited the opening {it}"),
    "opening.reopened": _("{who} opened the opening {it} again"),
    "opening.weights_set": _("{who} changed the weights of {it}"),
    "operator.entered": _("{who} entered the administration, for this reason: {reason}"),
    "order.cancelled": _("{who} cancelled the order of a score of {it}"),
    "order.placed": _("{who} ordered a score of {it}"),
    "order.refused": _("{who} was refused an order: {code}"),
    "order.telling_asked": _("{who} had the tracking system told again about {it}"),
    "organisation.accent_set": _("{who} changed the organisation’s colour"),
    "organisation.created": _("{who} founded the organisation"),
    "organisation.edited": _("{who} edited the organisation"),
    "organisation.logo_removed": _("{who} removed the logo"),
    "organisation.logo_set": _("{who} set a logo"),
    "organisation.retention_set": _(
        "{who} changed how long candidates are kept: {to} months, before {from}"
    ),
    "organisation.second_factor_required": _("{who} asked all members for a second factor"),
    "organisation.second_factor_waived": _("{who} let members do without a second factor"),
    "retention.ran": _(
        "{who} deleted what was past its time: {candidates} candidates, {applications} "
        "applications, {invitations} invitations"
    ),
    "public_link.renewed": _("{who} made a new public address for {it}"),
    "public_link.switched_off": _("{who} switched off the public link of {it}"),
    "public_link.switched_on": _("{who} switched on the public link of {it}"),
    "score_model.announced": _(
        "{who} announced the score model {version}, which replaces {other} on {on}"
    ),
    "score_model.rolled_back": _(
        "{who} took back the score model {version}: scores are of {other} again"
    ),
    "score_model.stopped": _("{who} stopped the score model {version}: scores stay with {other}"),
    "score.contested": _("{who} contested the score of {it}"),
    "score.contest_taken_back": _("{who} no longer contests the score of {it}"),
    "score.contest_answered": _("{who} answered the contested score of {it}"),
    "score.seen": _("{who} looked at the score of {it}"),
    "team_invitation.accepted": _("{who} joined the team as {role}"),
    "team_invitation.resent": _("{who} sent the team invitation of {it} again"),
    "team_invitation.revoked": _("{who} took back the team invitation of {it}"),
    "team_invitation.sent": _("{who} invited {it} to the team as {role}"),
    "tracking_system.changed": _("{who} changed the tracking system {it}"),
    "tracking_system.connected": _("{who} connected the tracking system {it}"),
    "tracking_system.disabled": _("{who} switched off the tracking system {it}"),
    "tracking_system.disconnected": _("{who} disconnected the tracking system {it}"),
    "tracking_system.enabled": _("{who} switched on the tracking system {it}"),
    "tracking_system.error_reported": _("{who} could not read an answer to {call}"),
}
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
