from django.urls import path

from apps.workspace.invitations import importing, inviting, standing

urlpatterns = [
    path(
        "o/<slug:slug>/openings/<uuid:opening_id>/invite/",
        inviting.opening_invite,
        name="opening_invite",
    ),
    path(
        "o/<slug:slug>/openings/<uuid:opening_id>/import/",
        importing.opening_import,
        name="opening_import",
    ),
    path(
        "o/<slug:slug>/invitations/<uuid:invitation_id>/remind/",
        standing.invitation_remind,
        name="invitation_remind",
    ),
    path(
        "o/<slug:slug>/invitations/<uuid:invitation_id>/resend/",
        standing.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "o/<slug:slug>/invitations/<uuid:invitation_id>/revoke/",
        standing.invitation_revoke,
        name="invitation_revoke",
    ),
]
