"""Where a developer switches a network's faults on and off, and ends grants and tokens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.standin.faults import ALL, Fault
from apps.sandbox.standin.registry import STANDINS
from apps.sandbox.standin.stand_in import StandIn

REVOKE, EXPIRE, CLEAR = "revoke", "expire", "clear"


class FaultForm(forms.Form):
    fault = forms.ChoiceField(choices=[(f.value, f.value.replace("_", " ")) for f in Fault])
    account = forms.CharField(required=False, help_text="A handle. Empty: all accounts.")
    endpoint = forms.ChoiceField()
    times = forms.IntegerField(required=False, min_value=1, help_text="Empty: until cleared.")

    def __init__(self, standin: StandIn, *args: Any) -> None:
        super().__init__(*args)
        self._standin = standin
        field = self.fields["endpoint"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(ALL, "all"), *((name, name) for name in standin.endpoints)]

    def clean_account(self) -> str:
        text: str = self.cleaned_data["account"].strip()
        person = self._standin.world().person(text)
        if text and person is None:
            raise forms.ValidationError("There is no such account here.")
        return person.id if person else ALL


@public(because="the sandbox is for everybody, and never stands in production")
@require_http_methods(["GET", "POST"])
def faults_page(request: HttpRequest, network: str) -> HttpResponse:
    standin = STANDINS.get(network)
    if standin is None:
        raise Http404
    form = FaultForm(standin, request.POST or None)
    if request.method == "POST" and request.POST.get("do") == CLEAR:
        standin.faults.clear()
        return redirect("sandbox_faults", network)
    if request.method == "POST" and form.is_valid():
        _apply(standin, request.POST.get("do", ""), form.cleaned_data)
        return redirect("sandbox_faults", network)
    context = {"standin": standin, "form": form, "listed": standin.faults.listed()}
    status = 400 if form.is_bound else 200
    return render(request, "sandbox/faults.html", context, status=status)


def _apply(standin: StandIn, what: str, asked: dict[str, Any]) -> None:
    account = asked["account"]
    if what == REVOKE:
        standin.grants.close_account(account)
    elif what == EXPIRE:
        standin.grants.expire(account)
    else:
        standin.faults.set(
            asked["fault"], account=account, endpoint=asked["endpoint"], times=asked["times"]
        )
