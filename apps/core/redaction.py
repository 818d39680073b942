"""What must never reach a log: links that open something, keys, codes and tokens, and which site or
account is whose."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

_SECRETS = re.compile(
    r"""(?P<keep>
        /(?:i|j|join)/                                 # links of invitations
      | \brnw_[0-9a-f]{8}                              # the API key's organisation
      | (?:Bearer|Basic)\s+
      | \b(?:code|state|code_verifier|password|token|access_token|refresh_token|secret|key
           |client_secret|user_login|screenName)=      # what OAuth, site links and Klout carry
      | /v2/identity\.json/\w+/                       # whose account it is
      | /accounts/(?:password/reset/key|confirm-email)/
    )[^\s/&'"]+
    | (?P<keep_site>\bsite_url=)[^\s&'"]+               # an address, slashes and all
    """,
    re.VERBOSE,
)


def redact(text: str) -> str:
    """The text with every secret's value replaced."""
    return _SECRETS.sub(lambda match: (match["keep"] or match["keep_site"]) + "…", text)


def redact_event(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: redacts every text of the event, also inside lists and mappings."""
    for name, value in event.items():
        event[name] = _clean(value)
    return event


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {name: _clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_clean(inner) for inner in value)
    return value
