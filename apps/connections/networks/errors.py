"""One family of errors for all networks. Each says whether trying again helps, and when."""

from __future__ import annotations

from datetime import datetime


class NetworkError(Exception):
    """``code`` is stable and shown to people as a sentence; ``retry`` says if trying again helps.

    The message never holds a token, a name or a body of an answer."""

    code = "network_error"
    retry = False

    def __init__(self, message: str = "", *, until: datetime | None = None) -> None:
        super().__init__(message or self.code)
        self.until = until


class NeedsReauth(NetworkError):
    """The credential is dead: the person has to link again."""

    code = "needs_reauth"


class RateLimited(NetworkError):
    """Too many requests; ``until`` says when the window opens again."""

    code = "rate_limited"
    retry = True


class QuotaExhausted(NetworkError):
    """The application's quota is used up; ``until`` says when it resets."""

    code = "quota_exhausted"
    retry = True


class BudgetSpent(QuotaExhausted):
    """What this application allows itself is spent; the network would still answer."""

    code = "budget_spent"


class Forbidden(NetworkError):
    """A scope is missing; ``scope`` names it."""

    code = "forbidden"

    def __init__(self, message: str = "", *, scope: str = "") -> None:
        super().__init__(message)
        self.scope = scope


class Gone(NetworkError):
    """The account, the site or the post is no more."""

    code = "gone"


class NotThisNetwork(NetworkError):
    """What answered does not speak the network's protocol (HTML, another site, a broken body)."""

    code = "not_this_network"


class Transient(NetworkError):
    """A fault that may pass by itself: a time-out, a 5xx, a cut body."""

    code = "transient"
    retry = True
