"""The networks: their addresses, this application's registration with each, and the sandbox."""

from typing import Any
from urllib.parse import urlsplit

from config.settings.environment import PUBLIC_URL, TESTING, env, micro_dollars, required

SANDBOX_ENABLED: bool = env.bool("RENOWN_SANDBOX", default=TESTING)
SANDBOX_RATE_FACTOR: int = env.int("SANDBOX_RATE_FACTOR", default=1 if TESTING else 50)
_sandbox = f"{PUBLIC_URL}/sandbox"
_generosity = SANDBOX_RATE_FACTOR if SANDBOX_ENABLED else 1  # as many as the stand-in allows
_own = "sandbox" if SANDBOX_ENABLED else ""  # how this application is known to a stand-in


def _addresses(name: str, **addresses: tuple[str, str]) -> dict[str, str]:
    """Of each address of a network: the path of its stand-in, and where the real one is."""
    return {
        key: f"{_sandbox}/{name}{path}" if SANDBOX_ENABLED else real
        for key, (path, real) in addresses.items()
    }


def _host_and_port(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


NETWORKS: dict[str, dict[str, Any]] = {
    "facebook": {
        "ENABLED": env.bool("FACEBOOK_ENABLED", default=SANDBOX_ENABLED),
        "CLIENT_ID": env.str("FACEBOOK_CLIENT_ID", default=_own),
        "CLIENT_SECRET": env.str("FACEBOOK_CLIENT_SECRET", default=_own),
        **_addresses(
            "facebook",
            API_URL=("/v26.0", "https://graph.facebook.com/v26.0"),
            AUTHORIZE_URL=("/v26.0/dialog/oauth", "https://www.facebook.com/v26.0/dialog/oauth"),
        ),
    },
    "instagram": {
        "ENABLED": env.bool("INSTAGRAM_ENABLED", default=SANDBOX_ENABLED),
        "CLIENT_ID": env.str("INSTAGRAM_CLIENT_ID", default=_own),
        "CLIENT_SECRET": env.str("INSTAGRAM_CLIENT_SECRET", default=_own),
        **_addresses(
            "instagram",
            API_URL=("", "https://graph.instagram.com"),
            AUTHORIZE_URL=("/oauth/authorize", "https://www.instagram.com/oauth/authorize"),
            TOKEN_URL=("/oauth/access_token", "https://api.instagram.com/oauth/access_token"),
        ),
    },
    "x": {
        "ENABLED": env.bool("X_ENABLED", default=SANDBOX_ENABLED),
        "CLIENT_ID": env.str("X_CLIENT_ID", default=_own),
        "CLIENT_SECRET": env.str("X_CLIENT_SECRET", default=_own),
        **_addresses(
            "x",
            API_URL=("", "https://api.x.com"),
            AUTHORIZE_URL=("/i/oauth2/authorize", "https://x.com/i/oauth2/authorize"),
        ),
        # X is paid for each post and account that it shows: nothing is spent before somebody says
        # how much may be. The stand-in is free. Prices: apps/connections/networks/x/FACTS.md.
        "MONTHLY_BUDGET": micro_dollars(
            "X_MONTHLY_BUDGET_USD",
            env.str("X_MONTHLY_BUDGET_USD", default="1000000" if SANDBOX_ENABLED else "0"),
        ),
        "BILLING_DAY": env.int("X_BILLING_DAY", default=1),
        "POST_PRICE": micro_dollars(
            "X_POST_PRICE_USD", env.str("X_POST_PRICE_USD", default="0.005")
        ),
        "USER_PRICE": micro_dollars(
            "X_USER_PRICE_USD", env.str("X_USER_PRICE_USD", default="0.010")
        ),
    },
    "youtube": {
        "ENABLED": env.bool("YOUTUBE_ENABLED", default=SANDBOX_ENABLED),
        "CLIENT_ID": env.str("YOUTUBE_CLIENT_ID", default=_own),
        "CLIENT_SECRET": env.str("YOUTUBE_CLIENT_SECRET", default=_own),
        "API_KEY": env.str("YOUTUBE_API_KEY", default=_own),
        "DAILY_UNITS": env.int("YOUTUBE_DAILY_UNITS", default=10_000 * _generosity),
        **_addresses(
            "youtube",
            API_URL=("/youtube/v3", "https://youtube.googleapis.com/youtube/v3"),
            AUTHORIZE_URL=("/o/oauth2/v2/auth", "https://accounts.google.com/o/oauth2/v2/auth"),
            TOKEN_URL=("", "https://oauth2.googleapis.com"),  # then /token and /revoke
        ),
    },
    "wordpress_com": {
        "ENABLED": env.bool("WORDPRESS_COM_ENABLED", default=SANDBOX_ENABLED),
        "CLIENT_ID": env.str("WORDPRESS_COM_CLIENT_ID", default=_own),
        "CLIENT_SECRET": env.str("WORDPRESS_COM_CLIENT_SECRET", default=_own),
        **_addresses(
            "wordpress_com",
            API_URL=("", "https://public-api.wordpress.com"),
            AUTHORIZE_URL=(
                "/oauth2-1/authorize",
                "https://public-api.wordpress.com/oauth2-1/authorize",
            ),
            # then /token and /revoke
            TOKEN_URL=("/oauth2-1", "https://public-api.wordpress.com/oauth2-1"),
        ),
    },
    "wordpress": {
        "ENABLED": env.bool("WORDPRESS_ENABLED", default=True),
        "APP_NAME": env.str("WORDPRESS_APP_NAME", default="Renown"),
    },
}

ACTOR_HASH_KEY = required(
    "ACTOR_HASH_KEY",
    why="Set it to 32 or more random characters for good: interactors are hashed by it.",
    otherwise="not-secret-development-only",
)
TOKEN_KEYS: list[str] = required(
    "TOKEN_KEYS",
    why="Set it to one or more Fernet keys, newest first, separated by commas.",
    otherwise="bm90LXNlY3JldC1kZXZlbG9wbWVudC1vbmx5LWtleTE=",
).split(",")
# Of the private addresses that people's own sites may have, the stand-in of WordPress is one.
HTTP_ALLOWED_PRIVATE_HOSTS: list[str] = [
    *env.list("HTTP_ALLOWED_PRIVATE_HOSTS", default=[]),
    *([_host_and_port(PUBLIC_URL)] if SANDBOX_ENABLED else []),
]

# Each registration as allauth wants it.
SOCIALACCOUNT_PROVIDERS = {
    name: {"APPS": [{"client_id": of["CLIENT_ID"], "secret": of["CLIENT_SECRET"], "key": ""}]}
    for name, of in NETWORKS.items()
    if "CLIENT_ID" in of
}
