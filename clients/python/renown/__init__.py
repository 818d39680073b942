"""The API of Renown in Python."""

from renown.client import AsyncRenown, Renown
from renown.pages import AsyncPages, Pages
from renown.patience import Patience
from renown.problems import (
    BadRequest,
    Changed,
    Conflict,
    ConnectionFailed,
    Forbidden,
    KeyReused,
    NotConfigured,
    NotFound,
    Problem,
    RenownError,
    ServerError,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
    Wrong,
)
from renown.webhooks import NotFromRenown, verify

__all__ = [
    "AsyncPages",
    "AsyncRenown",
    "BadRequest",
    "Changed",
    "Conflict",
    "ConnectionFailed",
    "Forbidden",
    "KeyReused",
    "NotConfigured",
    "NotFound",
    "NotFromRenown",
    "Pages",
    "Patience",
    "Problem",
    "Renown",
    "RenownError",
    "ServerError",
    "TooLarge",
    "TooManyRequests",
    "Unauthenticated",
    "Wrong",
    "verify",
]
