from apps.api.views.applications import Applications, OneApplication
from apps.api.views.base import address
from apps.api.views.contests import ContestAnswering, Contests, OneContest
from apps.api.views.decisions import Decisions, OneDecision
from apps.api.views.deliveries import (
    Deliveries,
    DeliveryReplay,
    Events,
    FailedReplay,
    OneDelivery,
)
from apps.api.views.exports import CandidatesAsCsv, CandidatesAsXlsx
from apps.api.views.invitations import (
    InvitationReminding,
    InvitationResending,
    InvitationRevoking,
    Invitations,
    OneInvitation,
)
from apps.api.views.many_invitations import ManyInvitations
from apps.api.views.members import Members
from apps.api.views.notes import NoteRemoval, Notes
from apps.api.views.openings import OneOpening, OpeningClosing, OpeningReopening, Openings
from apps.api.views.public_links import OpeningLink, OpeningLinkRenewal
from apps.api.views.webhooks import OneWebhook, WebhookPing, Webhooks, WebhookSecret

CANDIDATE = "api/v1/candidates/<uuid:candidate_id>"
CONTEST = "api/v1/contests/<uuid:contest_id>"
INVITATION = "api/v1/invitations/<uuid:invitation_id>"
OPENING = "api/v1/openings/<uuid:opening_id>"
WEBHOOK = "api/v1/webhooks/<uuid:webhook_id>"
DELIVERY = f"{WEBHOOK}/deliveries/<uuid:delivery_id>"

urlpatterns = [
    address("api/v1/openings", Openings, name="api_openings"),
    address(OPENING, OneOpening, name="api_opening"),
    address(f"{OPENING}/close", OpeningClosing, name="api_opening_close"),
    address(f"{OPENING}/reopen", OpeningReopening, name="api_opening_reopen"),
    address(f"{OPENING}/public_link", OpeningLink, name="api_public_link"),
    address(f"{OPENING}/public_link/renew", OpeningLinkRenewal, name="api_public_link_renew"),
    address("api/v1/invitations", Invitations, name="api_invitations"),
    address("api/v1/invitations/bulk", ManyInvitations, name="api_invitations_bulk"),
    address(INVITATION, OneInvitation, name="api_invitation"),
    address(f"{INVITATION}/remind", InvitationReminding, name="api_invitation_remind"),
    address(f"{INVITATION}/resend", InvitationResending, name="api_invitation_resend"),
    address(f"{INVITATION}/revoke", InvitationRevoking, name="api_invitation_revoke"),
    address("api/v1/members", Members, name="api_members"),
    address("api/v1/decisions", Decisions, name="api_decisions"),
    address("api/v1/decisions/<uuid:decision_id>", OneDecision, name="api_decision"),
    address("api/v1/applications", Applications, name="api_applications"),
    address("api/v1/applications/<uuid:application_id>", OneApplication, name="api_application"),
    address("api/v1/candidates.csv", CandidatesAsCsv, name="api_candidates_csv"),
    address("api/v1/candidates.xlsx", CandidatesAsXlsx, name="api_candidates_xlsx"),
    address(f"{CANDIDATE}/notes", Notes, name="api_notes"),
    address(f"{CANDIDATE}/notes/<uuid:note_id>/remove", NoteRemoval, name="api_note_removal"),
    address("api/v1/contests", Contests, name="api_contests"),
    address(CONTEST, OneContest, name="api_contest"),
    address(f"{CONTEST}/answer", ContestAnswering, name="api_contest_answer"),
    address("api/v1/webhooks", Webhooks, name="api_webhooks"),
    address(WEBHOOK, OneWebhook, name="api_webhook"),
    address(f"{WEBHOOK}/ping", WebhookPing, name="api_webhook_ping"),
    address(f"{WEBHOOK}/rotate-secret", WebhookSecret, name="api_webhook_secret"),
    address(f"{WEBHOOK}/replay", FailedReplay, name="api_webhook_replay"),
    address(f"{WEBHOOK}/deliveries", Deliveries, name="api_deliveries"),
    address(DELIVERY, OneDelivery, name="api_delivery"),
    address(f"{DELIVERY}/replay", DeliveryReplay, name="api_delivery_replay"),
    address("api/v1/events", Events, name="api_events"),
]
