from django.urls import path

from apps.workspace.settings import (
    audit,
    branding,
    keys,
    klout,
    languages,
    organisation,
    retention,
    security,
    team,
)

urlpatterns = [
    path("o/<slug:slug>/settings/", organisation.organisation, name="organisation"),
    path("o/<slug:slug>/settings/branding/", branding.branding, name="branding"),
    path("o/<slug:slug>/settings/branding/logo/", branding.branding_logo, name="branding_logo"),
    path(
        "o/<slug:slug>/settings/branding/logo/remove/",
        branding.branding_logo_remove,
        name="branding_logo_remove",
    ),
    path("o/<slug:slug>/settings/languages/", languages.languages, name="languages"),
    path("o/<slug:slug>/settings/retention/", retention.retention, name="retention"),
    path("o/<slug:slug>/settings/security/", security.security, name="security"),
    path("o/<slug:slug>/settings/security/waive/", security.security_waive, name="security_waive"),
    path("o/<slug:slug>/settings/audit/", audit.audit, name="audit"),
    path("o/<slug:slug>/settings/audit/export/", audit.audit_export, name="audit_export"),
    path("o/<slug:slug>/settings/keys/", keys.keys, name="keys"),
    path("o/<slug:slug>/settings/keys/<uuid:key_id>/revoke/", keys.key_revoke, name="key_revoke"),
    path("o/<slug:slug>/settings/klout/", klout.klout, name="klout"),
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
