"""What each verb of the audit trail says to people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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
    "webhook.changed": _("{who} changed the webhook {it}"),
    "webhook.created": _("{who} added the webhook {it}"),
    "webhook.disabled": _("{who} switched off the webhook {it}"),
    "webhook.enabled": _("{who} switched on the webhook {it}"),
    "webhook.pinged": _("{who} sent a test to the webhook {it}"),
    "webhook.removed": _("{who} removed a webhook"),
    "webhook.replayed": _("{who} had messages sent again to the webhook {it}"),
    "webhook.secret_rotated": _("{who} replaced the secret of the webhook {it}"),
    "tracking_system.changed": _("{who} changed the tracking system {it}"),
    "tracking_system.connected": _("{who} connected the tracking system {it}"),
    "tracking_system.disabled": _("{who} switched off the tracking system {it}"),
    "tracking_system.disconnected": _("{who} disconnected the tracking system {it}"),
    "tracking_system.enabled": _("{who} switched on the tracking system {it}"),
    "tracking_system.replayed": _("{who} had the tracking system {it} told again"),
    "tracking_system.error_reported": _("{who} could not read an answer to {call}"),
}
