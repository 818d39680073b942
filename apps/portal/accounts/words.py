"""What the page of accounts says, in plain sentences. ``{label}`` is the network's name."""

from __future__ import annotations

LINKED = "{label} is linked. Reading begins at once; you can close this page meanwhile."
UNLINKED = "{label} is unlinked. Everything that was read from it is deleted."
UNLINKED_BEFORE = "This account is unlinked already."
SIGNED_OUT = "Sign in to link {label}. Accounts are linked to you, not to this browser."
NOT_SHARED = "You share {label} with nobody, so it is not linked. Nothing was read."
NOT_ALLOWED = (
    "{label} was not linked, as you did not allow it there. You can link it whenever you like."
)
STALE = (
    "This attempt to link {label} is over: it was used already, or began in another window. "
    "Start again from here."
)
BUSY = "{label} asks us to wait. Nothing was linked; try again in a quarter of an hour."
TOO_MANY_TRIES = (
    "That were many addresses in a few minutes. Look up the address in your browser, and try again "
    "in a quarter of an hour."
)
SPENT = "Our budget for {label} is spent. Nothing was linked; try again another day."
UNCLEAR = "{label} did not answer as it should. Nothing was linked; try again in a few minutes."
CLOSED = "{label} does not let us read this account. Nothing was linked; try another account."

_LOGIN_FAULTS = {
    "budget_spent": SPENT,
    "rate_limited": BUSY,
    "quota_exhausted": BUSY,
    "forbidden": CLOSED,
    "gone": CLOSED,
}


def of_login(exception: Exception | None) -> str:
    """Why a login at a network came to nothing; without an exception it was not this session's."""
    if exception is None:
        return STALE
    return _LOGIN_FAULTS.get(str(exception), UNCLEAR)
