"""The team's notes about a candidate."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.audit.actions import By
from apps.candidates.actions import notes
from apps.candidates.models import Application, Candidate, Note, Opening
from apps.core.refusals import Refused
from apps.organisations.access import MemberRequest, for_members
from apps.organisations.permissions import Permission, may
from apps.workspace.candidates.rows import candidate_url
from apps.workspace.decisions.forms import NoteForm
from apps.workspace.decisions.shown import written

A_PAGE = 30


@for_members(Permission.SEE_CANDIDATES)
@require_http_methods(["GET", "POST"])
def candidate_notes(request: MemberRequest, candidate_id: UUID) -> HttpResponse:
    """All notes, newest first. Writing one leads back to the candidate."""
    found = get_object_or_404(Candidate.objects.all(), pk=candidate_id)
    form = note_form(found, request.POST or None)
    if request.method == "POST":
        if not may(request.membership, Permission.WRITE_NOTES):
            raise PermissionDenied
        if form.is_valid() and _added(request, found, form):
            return redirect(candidate_url(request.organisation.slug, found.pk) + "#notes")
    listed = Note.objects.filter(candidate=found).with_people().newest_first()
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "candidate": found,
        "page": page,
        "notes": written(list(page.object_list), request.membership),
        "form": form,
        "may_write": may(request.membership, Permission.WRITE_NOTES),
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "workspace/decisions/notes.html", shown, status=status)


@for_members(Permission.WRITE_NOTES)
@require_POST
def note_remove(request: MemberRequest, candidate_id: UUID, note_id: UUID) -> HttpResponse:
    """One's own, or any where one may remove those of others."""
    note = get_object_or_404(Note.objects.filter(candidate=candidate_id), pk=note_id)
    mine = note.author_id == request.user.pk
    if not mine and not may(request.membership, Permission.REMOVE_NOTES):
        raise PermissionDenied
    notes.remove(note=note, by=By.user(request.user.pk))
    messages.success(request, _("The note is removed. Its words are gone for good."))
    return redirect(candidate_url(request.organisation.slug, candidate_id) + "#notes")


def note_form(candidate: Candidate, sent: object = None) -> NoteForm:
    """One query, of the openings that the candidate is in."""
    here = Application.objects.filter(candidate=candidate).order_by("-id")
    titles = here.values_list("opening_id", "opening__title")
    openings = [(str(pk), title) for pk, title in titles]
    return NoteForm(sent, openings=openings)


def _added(request: MemberRequest, candidate: Candidate, form: NoteForm) -> bool:
    chosen = form.cleaned_data
    opening = Opening.objects.filter(pk=chosen["opening"]).first() if chosen["opening"] else None
    try:
        notes.add(
            candidate=candidate,
            opening=opening,
            text=chosen["text"],
            by=By.user(request.user.pk),
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    messages.success(request, _("Your note is kept."))
    return True
