"""Openings, invitations, notes and decisions in the admin: read only, as everything there."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import AutocompleteSelectFilter
from unfold.decorators import display

from apps.candidates.models import Candidate, Decision, Invitation, Note, Opening
from apps.organisations import admin_words
from apps.organisations.admin_base import OrganisationAdmin
from apps.organisations.admin_days import DaysFilter


class NamedFilter(AutocompleteSelectFilter):  # type: ignore[misc]  # unfold is untyped
    """``named``: as pages call it; the column's own name is the code's."""

    named: Any = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = self.named


class ByOpening(NamedFilter):
    named = _("opening")


class ByCandidate(NamedFilter):
    named = _("person")


class AboutCandidates(OrganisationAdmin):
    """``candidate_at``: the way from a row to its candidate. Whoever is hidden is shown and found
    under their pseudonym alone."""

    candidate_at = "candidate"
    search_fields = ("candidate__name",)  # what the box says; ``called`` searches
    search_help_text = _("A person’s name or e-mail address")
    ordering = ("-id",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        text = search_term.strip()
        if text:
            found = Candidate.objects.called(text).values("pk")
            queryset = queryset.filter(**{f"{self.candidate_at}__in": found})
        return queryset, False


@admin.register(Opening)
class OpeningAdmin(OrganisationAdmin):
    said = (_("opening"), _("openings"))
    labels = admin_words.OPENING
    list_display = ("title", "place", "blind", "created_at", "closed_at")
    list_filter = ("blind", ("created_at", DaysFilter), ("closed_at", DaysFilter))
    search_fields = ("title", "place")
    ordering = ("-id",)
    fields = (
        "title",
        "place",
        "reason",
        "blind",
        "reach_weight",
        "engagement_weight",
        "network_weight",
        "weights_reason",
        "created_at",
        "closed_at",
    )
    readonly_fields = fields


@admin.register(Invitation)
class InvitationAdmin(AboutCandidates):
    said = (_("invitation"), _("invitations"))
    labels = admin_words.INVITATION
    list_display = ("candidate", "opening", "created_at", "sent_at", "expires_at")
    list_filter = (
        ("opening", ByOpening),
        ("candidate", ByCandidate),
        ("created_at", DaysFilter),
        ("expires_at", DaysFilter),
    )
    list_select_related = ("candidate", "opening")
    fields = ("candidate", "opening", "created_at", "sent_at", "expires_at", "reminders_sent")
    readonly_fields = fields


@admin.register(Note)
class NoteAdmin(AboutCandidates):
    said = (_("note"), _("notes"))
    labels = admin_words.NOTE
    list_display = ("candidate", "opening", "author", "created_at", "removed_at")
    list_filter = (
        ("candidate", ByCandidate),
        ("opening", ByOpening),
        ("created_at", DaysFilter),
    )
    list_select_related = ("candidate", "opening", "author")
    fields = ("candidate", "opening", "text", "author", "created_at", "removed_at", "removed_by")
    readonly_fields = fields


@admin.register(Decision)
class DecisionAdmin(AboutCandidates):
    said = (_("decision"), _("decisions"))
    labels = admin_words.DECISION
    candidate_at = "application__candidate"
    list_display = ("person", "opening", "kind", "decided_by", "decided_at")
    list_filter = (
        "kind",
        ("application__candidate", ByCandidate),
        ("application__opening", ByOpening),
        ("decided_at", DaysFilter),
    )
    list_select_related = ("application__candidate", "application__opening", "decided_by")
    fields = ("person", "opening", "kind", "reason", "decided_by", "decided_at")
    readonly_fields = fields

    @display(description=_("Person"))
    def person(self, decision: Decision) -> str:
        return decision.application.candidate.shown_name

    @display(description=_("Opening"))
    def opening(self, decision: Decision) -> str:
        return decision.application.opening.title
