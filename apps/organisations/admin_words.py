"""What tables and their columns are called in the admin. The models keep the code's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DAYS = {"created_at": _("Added"), "expires_at": _("Ends")}
OPENING = {
    **DAYS,
    "title": _("Title"),
    "place": _("Place"),
    "reason": _("Why online influence matters"),
    "blind": _("Blind"),
    "reach_weight": _("Weight of Reach"),
    "engagement_weight": _("Weight of Engagement"),
    "network_weight": _("Weight of Network"),
    "weights_reason": _("Reason for the weights"),
    "closed_at": _("Closed"),
}
INVITATION = {
    **DAYS,
    "candidate": _("Person"),
    "opening": _("Opening"),
    "sent_at": _("Sent"),
    "reminders_sent": _("Reminders sent"),
}
NOTE = {
    **DAYS,
    "candidate": _("Person"),
    "opening": _("Opening"),
    "text": _("Text"),
    "author": _("Author"),
    "removed_at": _("Removed"),
    "removed_by": _("Removed by"),
}
DECISION = {
    "kind": _("Decision"),
    "reason": _("Reason"),
    "decided_by": _("Decided by"),
    "decided_at": _("Decided"),
}
CONTEST = {
    "candidate": _("Person"),
    "text": _("What is wrong"),
    "contested_at": _("Contested"),
    "taken_back_at": _("Taken back"),
    "answered_at": _("Answered"),
    "answered_by": _("Answered by"),
    "outcome": _("Outcome"),
    "answer": _("Answer"),
}
ORGANISATION = {
    "name": _("Name"),
    "slug": _("Address in Renown"),
    "privacy_contact": _("Contact for data protection"),
    "language": _("Language"),
    "time_zone": _("Time zone"),
    "accent": _("Colour"),
    "retention_months": _("Kept for so many months after an opening closes"),
    "second_factor_from": _("Second factor required from"),
    "created_at": _("Added"),
}
MEMBERSHIP = {"user": _("Member"), "role": _("Role"), "created_at": _("Added")}
API_KEY = {
    "name": _("Name"),
    "prefix": _("Begins with"),
    "scopes": _("Scopes"),
    "expires_at": _("Ends"),
    "last_used_at": _("Last used"),
    "revoked_at": _("Revoked"),
}
EVENT = {
    "created_at": _("When"),
    "verb": _("What"),
    "actor": _("Who"),
    "actor_id": _("Identifier of who"),
    "subject_kind": _("About"),
    "subject_id": _("Identifier of that"),
    "facts": _("Facts"),
}
