"""What the page of accounts says, in plain sentences. ``{label}`` is the network's name."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.connections.networks import oauth
from apps.connections.networks.adapter import Adapter

LINKED = _("{label} is linked. Reading begins at once; you can close this page meanwhile.")
UNLINKED = _("{label} is unlinked. Everything that was read from it is deleted.")
UNLINKED_BEFORE = _("This account is unlinked already.")
SIGNED_OUT = _("Sign in to link {label}. Accounts are linked to you, not to this browser.")
NOT_SHARED = _("You share {label} with nobody, so it is not linked. Nothing was read.")
NOT_ALLOWED = _(
    "{label} was not linked, as you did not allow it there. You can link it whenever you like."
)
STALE = _(
    "This attempt to link {label} is over: it was used already, or began in another window. "
    "Start again from here."
)
LINKED_BEFORE = _(
    "{label} is linked already. To link another account there, unlink this one first."
)
NONE_CHOSEN = _("{label} was not linked, as you chose. It was told to forget that it let us in.")
EXPIRED = _(
    "The half hour to choose an account is over, so {label} was told to forget that it let us in. "
    "Start again from here."
)
NOT_OFFERED = _("Choose one of these accounts: what you chose is not among them (any more).")
TOO_MANY_LOOKS = _("You looked very often, and each look asks {label}. Try again in half an hour.")
WAIT_TO_CHOOSE = _("{label} asks us to wait. Nothing is linked yet; try again in a few minutes.")
TRY_TO_CHOOSE = _(
    "{label} did not answer as it should. Nothing is linked yet; try again in a moment."
)
NOT_ENOUGH = _(
    "{label} was not linked: you left out something there without which nothing can be read. It "
    "takes what the invitation named: {what}. Link it again, and leave what {label} asks as it is."
)
BUSY = _("{label} asks us to wait. Nothing was linked; try again in a quarter of an hour.")
TOO_MANY_TRIES = _(
    "That were many addresses in a few minutes. Look up the address in your browser, and try again "
    "in a quarter of an hour."
)
SPENT = _("Our budget for {label} is spent. Nothing was linked; try again another day.")
UNCLEAR = _("{label} did not answer as it should. Nothing was linked; try again in a few minutes.")
CLOSED = _("{label} does not let us read this account. Nothing was linked; try another account.")
LEFT_THERE = _(
    "Nothing was linked. If your site made an application password for us, it opens nothing here: "
    "you can delete it there, in your profile."
)

_LOGIN_FAULTS = {
    "budget_spent": SPENT,
    "rate_limited": BUSY,
    "quota_exhausted": BUSY,
    "forbidden": CLOSED,
    "gone": CLOSED,
}


def of_login(exception: Exception | None, network: Adapter) -> str:
    """Why a login at a network came to nothing; without an exception it was not this session's."""
    if exception is None:
        return STALE.format(label=network.label)
    return of_fault(str(exception), network)


def of_fault(code: str, network: Adapter) -> str:
    """Why nothing was linked, by the stable code of the network's error."""
    if code == oauth.NOT_ENOUGH:
        return not_enough(network)
    return _LOGIN_FAULTS.get(code, UNCLEAR).format(label=network.label)


def while_choosing(code: str) -> str:
    """Why the accounts to choose from cannot be shown now, though they can be soon."""
    return str(TRY_TO_CHOOSE if code == "transient" else WAIT_TO_CHOOSE)


def not_enough(network: Adapter) -> str:
    """What has to be allowed, as the consent page sums it up."""
    what = network.consent.said().summary
    if (get_language() or "en").startswith("en"):  # German nouns keep their capitals
        what = what[:1].lower() + what[1:]
    return NOT_ENOUGH.format(label=network.label, what=what)
