from django.contrib import admin

from apps.organisations.admin_base import OrganisationAdmin
from apps.organisations.models import ApiKey, Membership
from apps.organisations.permissions import Permission


@admin.register(Membership)
class MembershipAdmin(OrganisationAdmin):
    permission = Permission.SEE_TEAM
    list_display = ("user", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("user",)
    fields = ("user", "role", "created_at")
    readonly_fields = fields


@admin.register(ApiKey)
class ApiKeyAdmin(OrganisationAdmin):
    permission = Permission.EDIT_KEYS
    list_display = ("name", "prefix", "scopes", "expires_at", "last_used_at", "revoked_at")
    fields = list_display
    readonly_fields = fields
