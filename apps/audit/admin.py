from django.contrib import admin

from apps.audit.models import Event
from apps.organisations.admin_base import OrganisationAdmin
from apps.organisations.permissions import Permission


@admin.register(Event)
class EventAdmin(OrganisationAdmin):
    permission = Permission.SEE_AUDIT
    list_display = ("created_at", "verb", "actor", "subject_kind", "subject_id")
    list_filter = ("verb", "actor")
    ordering = ("-id",)
    fields = ("created_at", "verb", "actor", "actor_id", "subject_kind", "subject_id", "facts")
    readonly_fields = fields
