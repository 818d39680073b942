"""How one reads: the language of this browser or account, and the account's time zone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from apps.accounts.models import User
from apps.accounts.preferences import choose
from apps.core import languages
from apps.core.access import for_persons, public
from apps.core.ways import back, remember
from apps.workspace.preferences.forms import PreferencesForm


@public(because="everybody may choose in which language to read")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remembers the language in this browser, and in the account of who is signed in; one in which
    nothing is written leaves it to the browser."""
    wanted = languages.known(request.POST.get("language"))
    if isinstance(request.user, User):
        choose(by=request.user, language=wanted)
    return remember(
        HttpResponseRedirect(back(request)), languages.COOKIE, wanted, secure=request.is_secure()
    )


@for_persons()
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)
    now = {"language": user.language, "time_zone": user.time_zone}
    form = PreferencesForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        choose(by=user, **form.cleaned_data)
        with override(languages.known(form.cleaned_data["language"]) or None):
            messages.success(request, _("Saved."))
        return remember(
            redirect("preferences"),
            languages.COOKIE,
            form.cleaned_data["language"],
            secure=request.is_secure(),
        )
    shown = {"form": form, "zone_now": get_current_timezone_name()}
    return TemplateResponse(request, "workspace/preferences.html", shown)
