from apps.api.views.base import address
from apps.api.views.invitations import (
    InvitationReminding,
    InvitationResending,
    InvitationRevoking,
    Invitations,
    OneInvitation,
)
from apps.api.views.many_invitations import ManyInvitations
from apps.api.views.openings import OneOpening, OpeningClosing, OpeningReopening, Openings

INVITATION = "api/v1/invitations/<uuid:invitation_id>"
OPENING = "api/v1/openings/<uuid:opening_id>"

urlpatterns = [
    address("api/v1/openings", Openings, name="api_openings"),
    address(OPENING, OneOpening, name="api_opening"),
    address(f"{OPENING}/close", OpeningClosing, name="api_opening_close"),
    address(f"{OPENING}/reopen", OpeningReopening, name="api_opening_reopen"),
    address("api/v1/invitations", Invitations, name="api_invitations"),
    address("api/v1/invitations/bulk", ManyInvitations, name="api_invitations_bulk"),
    address(INVITATION, OneInvitation, name="api_invitation"),
    address(f"{INVITATION}/remind", InvitationReminding, name="api_invitation_remind"),
    address(f"{INVITATION}/resend", InvitationResending, name="api_invitation_resend"),
    address(f"{INVITATION}/revoke", InvitationRevoking, name="api_invitation_revoke"),
]
