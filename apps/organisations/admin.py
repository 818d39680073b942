from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.audit.models import Event
from apps.organisations import admin_words
from apps.organisations.admin_base import OrganisationAdmin
from apps.organisations.models import ApiKey, Membership, Organisation
from apps.organisations.permissions import Permission


@admin.register(Organisation)
class OwnOrganisationAdmin(OrganisationAdmin):
    said = (_("organisation"), _("organisations"))
    labels = admin_words.ORGANISATION
    permission = Permission.EDIT_ORGANISATION
    list_display = ("name", "language", "time_zone", "retention_months", "second_factor_from")
    ordering = ("id",)
    fields = (
        "name",
        "slug",
        "privacy_contact",
        "language",
        "time_zone",
        "accent",
        "retention_months",
        "second_factor_from",
        "created_at",
    )
    readonly_fields = fields


@admin.register(Membership)
class MembershipAdmin(OrganisationAdmin):
    said = (_("member"), _("members"))
    labels = admin_words.MEMBERSHIP
    permission = Permission.SEE_TEAM
    list_display = ("user", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user",)
    fields = ("user", "role", "created_at")
    readonly_fields = fields


@admin.register(ApiKey)
class ApiKeyAdmin(OrganisationAdmin):
    said = (_("API key"), _("API keys"))
    labels = admin_words.API_KEY
    permission = Permission.EDIT_KEYS
    list_display = ("name", "prefix", "scopes", "expires_at", "last_used_at", "revoked_at")
    fields = list_display
    readonly_fields = fields


@admin.register(Event)
class EventAdmin(OrganisationAdmin):
    said = (_("event"), _("events"))
    labels = admin_words.EVENT
    permission = Permission.SEE_AUDIT
    list_display = ("created_at", "verb", "actor", "subject_kind", "subject_id")
    list_filter = ("verb", "actor")
    ordering = ("-id",)
    fields = ("created_at", "verb", "actor", "actor_id", "subject_kind", "subject_id", "facts")
    readonly_fields = fields
