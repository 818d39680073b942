from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.integrations.models import Delivery, Endpoint
from apps.organisations.admin_base import OrganisationAdmin
from apps.organisations.permissions import Permission


@admin.register(Endpoint)
class EndpointAdmin(OrganisationAdmin):
    """Without its secrets, which nobody reads."""

    said = (_("system that is told"), _("systems that are told"))
    labels = {
        "system": _("system"),
        "name": _("name"),
        "url": _("address"),
        "kinds": _("what it is told"),
        "failing_since": _("failing since"),
        "failures": _("failures in a row"),
        "resting_until": _("rests until"),
        "disabled_at": _("switched off"),
        "disabled_because": _("why it is off"),
        "previous_until": _("the old secret signs until"),
        "created_at": _("added"),
    }
    permission = Permission.EDIT_INTEGRATIONS
    list_display = ("name", "system", "url", "failing_since", "resting_until", "disabled_because")
    list_filter = ("system", "disabled_because")
    fields = tuple(labels)
    readonly_fields = fields


@admin.register(Delivery)
class DeliveryAdmin(OrganisationAdmin):
    said = (_("delivery"), _("deliveries"))
    labels = {
        "message": _("message"),
        "endpoint": _("system"),
        "candidate_id": _("candidate’s id"),
        "state": _("state"),
        "attempted": _("tries"),
        "due_at": _("next try"),
        "created_at": _("since"),
        "finished_at": _("over"),
    }
    permission = Permission.EDIT_INTEGRATIONS
    list_display = (
        "created_at",
        "message",
        "endpoint",
        "state",
        "attempted",
        "due_at",
        "finished_at",
    )
    list_filter = ("state",)
    list_select_related = ("message", "endpoint")
    ordering = ("-id",)
    fields = tuple(labels)
    readonly_fields = fields
