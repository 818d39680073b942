"""Where a developer switches faults on and off, and closes an account's grants."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.core.access import public
from apps.sandbox.world import world
from apps.sandbox.x import faults, grants
from apps.sandbox.x.limits import LIMITS

REVOKE, CLEAR = "revoke", "clear"


class FaultForm(forms.Form):
    fault = forms.ChoiceField(choices=[(f.value, f.value.replace("_", " ")) for f in faults.Fault])
    account = forms.CharField(required=False, help_text="A handle. Empty: all accounts.")
    endpoint = forms.ChoiceField(
        choices=[(faults.ALL, "all"), *((n, n) for n in ("token", *LIMITS))]
    )
    times = forms.IntegerField(required=False, min_value=1, help_text="Empty: until cleared.")

    def clean_account(self) -> str:
        text: str = self.cleaned_data["account"].strip()
        person = world().person(text)
        if text and person is None:
            raise forms.ValidationError("There is no such account here.")
        return person.id if person else faults.ALL


@public(because="the sandbox is for everybody, and never stands in production")
@require_http_methods(["GET", "POST"])
def faults_page(request: HttpRequest) -> HttpResponse:
    form = FaultForm(request.POST or None)
    if request.method == "POST" and request.POST.get("do") == CLEAR:
        faults.clear()
        return redirect("sandbox_x:faults")
    if request.method == "POST" and form.is_valid():
        _apply(request, form)
        return redirect("sandbox_x:faults")
    status = 400 if form.is_bound else 200
    return render(
        request, "sandbox/x_faults.html", {"form": form, "listed": faults.listed()}, status=status
    )


def _apply(request: HttpRequest, form: FaultForm) -> None:
    asked = form.cleaned_data
    if request.POST.get("do") == REVOKE:
        grants.close_account(asked["account"])
        return
    faults.set(
        asked["fault"],
        account=asked["account"],
        endpoint=asked["endpoint"],
        times=asked["times"],
    )
