"""The operators' page about networks: what is decided, by whom and why, and the decision itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.connections.actions import decisions
from apps.connections.models import NetworkDecision
from apps.connections.networks.registry import ADAPTERS
from apps.connections.permits import Ground, Permit, permits
from apps.core.access import Access, Who, declare
from apps.core.refusals import Refused

GROUNDS = {
    Ground.DECISION: _("decided"),
    Ground.SANDBOX: _("nobody decided; in the sandbox every network is allowed"),
    Ground.TERMS: _("nobody decided; so its terms say"),
}
SHOWN = 100  # decisions, the newest


@dataclass(frozen=True, slots=True)
class Line:
    """A decision with the name of who made it."""

    label: str
    decision: NetworkDecision
    operator: str

    @property
    def sentence(self) -> SafeString:
        """Who decided what, under which agreement."""
        made = self.decision
        told = {"who": self.operator, "network": self.label, "agreement": made.agreement}
        if made.allowed and made.agreement:
            said = gettext("<b>{who}</b> allowed {network} under “{agreement}”")
        elif made.allowed:
            said = gettext("<b>{who}</b> allowed {network}")
        else:
            said = gettext("<b>{who}</b> refused {network}")
        return format_html(said, **told)


class DecisionForm(forms.Form):
    network = forms.ChoiceField(label=pgettext_lazy("service", "Network"))
    answer = forms.ChoiceField(
        label=_("May employers see a score of its data?"),
        choices=[("allow", _("Yes, allow it")), ("refuse", _("No, refuse it"))],
        widget=forms.RadioSelect,
    )
    agreement = forms.CharField(
        label=_("Agreement"),
        help_text=_("Its name and date. Needed where the network’s terms alone do not allow it."),
        max_length=200,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    sure = forms.BooleanField(
        label=_("I know that this changes the scores of everybody who shares this network.")
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        choices = [(name, each.label) for name, each in sorted(ADAPTERS.items())]
        self.fields["network"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def _networks(request: HttpRequest) -> HttpResponse:
    operator = request.user
    if not isinstance(operator, User) or not operator.is_operator:
        raise Http404("for operators alone")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, form, operator):
        return redirect("admin:networks")
    known = permits()
    page = {
        "rows": [(each, GROUNDS[each.ground]) for each in known],
        "lines": _lines(known),
        "form": form,
        "sandbox": settings.SANDBOX_ENABLED,
    }
    return render(request, "workspace/admin_networks.html", page)


def _decided(request: HttpRequest, form: DecisionForm, operator: User) -> bool:
    chosen = form.cleaned_data
    try:
        decision = decisions.decide(
            network=chosen["network"],
            allowed=chosen["answer"] == "allow",
            operator=operator,
            agreement=chosen["agreement"],
            note=chosen["note"],
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    said = (
        gettext("%(network)s is allowed from now on.")
        if decision.allowed
        else gettext("%(network)s is refused from now on.")
    )
    messages.success(request, said % {"network": ADAPTERS[decision.network].label})
    return True


def _lines(known: Sequence[Permit]) -> list[Line]:
    labels = {each.adapter.name: each.adapter.label for each in known}
    found = list(NetworkDecision.objects.newest_first()[:SHOWN])
    people = User.objects.in_bulk({each.decided_by for each in found})
    return [
        Line(labels.get(each.network, each.network), each, _name(people.get(each.decided_by)))
        for each in found
    ]


def _name(operator: User | None) -> str:
    return operator.email if operator else gettext("an operator whose account is gone")


networks = declare(login_required(_networks), Access(Who.PERSON))
