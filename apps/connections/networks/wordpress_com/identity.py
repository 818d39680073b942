"""What the token endpoint says in an ID token, checked as OpenID Connect Core 3.1.3.7 asks.

The signature is not: the token comes straight from the token endpoint over TLS, for which 3.1.3.7
(6) lets the server's certificate stand in. It only confirms: who the person is says ``/me``, asked
with the access token."""

from __future__ import annotations

import hashlib

import jwt

from apps.connections.networks.errors import NotThisNetwork
from apps.connections.networks.wordpress_com.options import options

REQUIRED = ("iss", "sub", "aud", "exp", "nonce")
LEEWAY = 120  # seconds that two clocks may differ


def nonce_of(verifier: str) -> str:
    """Bound to PKCE's verifier, which this session alone keeps: no second secret to remember."""
    return hashlib.sha256(f"nonce:{verifier}".encode()).hexdigest()


def check(id_token: str, *, verifier: str) -> str:
    """The subject. Raises ``NotThisNetwork`` where the token is of another issuer, for another
    application or session, or over."""
    own = options()
    try:
        claims = jwt.decode(
            id_token,
            audience=own.client_id,
            issuer=own.api_url,
            leeway=LEEWAY,
            options={
                "verify_signature": False,
                "verify_aud": True,
                "verify_iss": True,
                "verify_exp": True,
                "require": [*REQUIRED],
            },
        )
    except jwt.InvalidTokenError as error:
        raise NotThisNetwork(f"ID token: {type(error).__name__}") from None
    if claims["nonce"] != nonce_of(verifier):
        raise NotThisNetwork("ID token: of another session")
    return str(claims["sub"])
