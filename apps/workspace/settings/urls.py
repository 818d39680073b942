from django.urls import path

from apps.workspace.settings import audit, keys, organisation, team

urlpatterns = [
    path("o/<slug:slug>/settings/", organisation.organisation, name="organisation"),
    path("o/<slug:slug>/settings/audit/", audit.audit, name="audit"),
    path("o/<slug:slug>/settings/audit/export/", audit.audit_export, name="audit_export"),
    path("o/<slug:slug>/settings/keys/", keys.keys, name="keys"),
    path("o/<slug:slug>/settings/keys/<uuid:key_id>/revoke/", keys.key_revoke, name="key_revoke"),
    path("o/<slug:slug>/settings/team/", team.team, name="team"),
    path("o/<slug:slug>/settings/team/invite/", team.team_invite, name="team_invite"),
    path("o/<slug:slug>/settings/team/leave/", team.team_leave, name="team_leave"),
    path("o/<slug:slug>/settings/team/<uuid:membership_id>/", team.team_member, name="team_member"),
    path(
        "o/<slug:slug>/settings/team/<uuid:membership_id>/remove/",
        team.team_remove,
        name="team_remove",
    ),
    path(
        "o/<slug:slug>/settings/team/invitations/<uuid:invitation_id>/resend/",
        team.team_invitation_resend,
        name="team_invitation_resend",
    ),
    path(
        "o/<slug:slug>/settings/team/invitations/<uuid:invitation_id>/revoke/",
        team.team_invitation_revoke,
        name="team_invitation_revoke",
    ),
]
