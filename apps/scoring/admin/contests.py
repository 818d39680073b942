"""Contested scores in the admin: read only; they are answered in the workspace."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from apps.candidates.admin import AboutCandidates, ByCandidate
from apps.organisations import admin_words
from apps.organisations.admin_days import DaysFilter
from apps.scoring.models import Contest


@admin.register(Contest)
class ContestAdmin(AboutCandidates):
    said = (_("contested score"), _("contested scores"))
    labels = admin_words.CONTEST
    list_display = ("candidate", "contested_at", "taken_back_at", "answered_at", "outcome")
    list_filter = (
        "outcome",
        ("candidate", ByCandidate),
        ("contested_at", DaysFilter),
    )
    list_select_related = ("candidate",)
    fields = (
        "candidate",
        "text",
        "contested_at",
        "taken_back_at",
        "answered_at",
        "answered_by",
        "outcome",
        "answer",
    )
    readonly_fields = fields
