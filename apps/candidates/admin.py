from django.contrib import admin

from apps.candidates.models import Invitation, Opening
from apps.organisations.admin_base import OrganisationAdmin


@admin.register(Opening)
class OpeningAdmin(OrganisationAdmin):
    list_display = ("title", "place", "created_at", "closed_at")
    search_fields = ("title", "place")
    ordering = ("-id",)
    fields = (
        "title",
        "place",
        "reason",
        "reach_weight",
        "engagement_weight",
        "network_weight",
        "weights_reason",
        "created_at",
        "closed_at",
    )
    readonly_fields = fields


@admin.register(Invitation)
class InvitationAdmin(OrganisationAdmin):
    list_display = ("candidate", "opening", "created_at", "sent_at", "expires_at")
    list_select_related = ("candidate", "opening")
    search_fields = ("candidate__name", "candidate__email")
    ordering = ("-id",)
    fields = ("candidate", "opening", "created_at", "sent_at", "expires_at", "reminders_sent")
    readonly_fields = fields
