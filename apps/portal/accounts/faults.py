"""Why an account could not be read, by the stable code of the error."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

_SENTENCES = {
    "budget_spent": _("Our budget for {label} is spent. It is tried again {again}."),
    "consent_ended": _("You no longer share it, so it is not read."),
    "endless": _("{label} sent pages without end, so reading stopped. It is tried again {again}."),
    "forbidden": _(
        "{label} does not let us read what you agreed to. Unlink it, then link it again."
    ),
    "gone": _("This account or site is gone at {label}. Unlink it, or link another one."),
    "interrupted": _("Reading was interrupted too often. It is tried again {again}."),
    "needs_reauth": _("{label} no longer lets us read. Link it again."),
    "not_this_network": _(
        "What answered is not {label}. Check that it works in your browser; it is "
        "tried again {again}."
    ),
    "other_account": _(
        "{label} answered for another account than the one you linked. Unlink it, "
        "then link the right one."
    ),
    "quota_exhausted": _("{label} lets us read no more for now. It is tried again {again}."),
    "rate_limited": _("{label} lets us read no more for now. It is tried again {again}."),
    "transient": _("{label} did not answer for a long time. It is tried again {again}."),
}
_OTHER = _("{label} could not be read. It is tried again {again}.")


def fault_of(code: str, label: str, *, again: str) -> str:
    """``again``: when it is tried again, as in "tomorrow at 09:00"."""
    return _SENTENCES.get(code, _OTHER).format(label=label, again=again)
