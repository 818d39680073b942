from django.urls import path

from apps.workspace.invitations import importing, inviting, linking, standing

OPENING = "o/<slug:slug>/openings/<uuid:opening_id>/"
ONE = "o/<slug:slug>/invitations/<uuid:invitation_id>/"

urlpatterns = [
    path(f"{OPENING}invite/", inviting.opening_invite, name="opening_invite"),
    path(f"{OPENING}import/", importing.opening_import, name="opening_import"),
    path(f"{OPENING}link/", linking.opening_link, name="opening_link"),
    path(f"{OPENING}link/off/", linking.opening_link_off, name="opening_link_off"),
    path(f"{OPENING}link/renew/", linking.opening_link_renew, name="opening_link_renew"),
    path(f"{ONE}remind/", standing.invitation_remind, name="invitation_remind"),
    path(f"{ONE}resend/", standing.invitation_resend, name="invitation_resend"),
    path(f"{ONE}revoke/", standing.invitation_revoke, name="invitation_revoke"),
]
