"""The networks: their addresses, this application's registration with each, and the sandbox."""

from typing import Any

from config.settings.environment import PUBLIC_URL, TESTING, env, required

SANDBOX_ENABLED: bool = env.bool("RENOWN_SANDBOX", default=TESTING)
SANDBOX_RATE_FACTOR: int = env.int("SANDBOX_RATE_FACTOR", default=1 if TESTING else 50)
_sandbox = f"{PUBLIC_URL}/sandbox"

NETWORKS: dict[str, dict[str, Any]] = {
    "x": {
        "ENABLED": env.bool("X_ENABLED", default=SANDBOX_ENABLED),
        "API_URL": env.str(
            "X_API_URL", default=f"{_sandbox}/x" if SANDBOX_ENABLED else "https://api.x.com"
        ),
        "AUTHORIZE_URL": env.str(
            "X_AUTHORIZE_URL",
            default=f"{_sandbox}/x/i/oauth2/authorize"
            if SANDBOX_ENABLED
            else "https://x.com/i/oauth2/authorize",
        ),
        "CLIENT_ID": env.str("X_CLIENT_ID", default="sandbox" if SANDBOX_ENABLED else ""),
        "CLIENT_SECRET": env.str("X_CLIENT_SECRET", default="sandbox" if SANDBOX_ENABLED else ""),
    },
    "wordpress": {
        "ENABLED": env.bool("WORDPRESS_ENABLED", default=True),
        "APP_NAME": env.str("WORDPRESS_APP_NAME", default="Renown"),
    },
}

# Networks whose data an operator allowed into a score that an employer sees (docs/networks.md).
NETWORKS_FOR_EMPLOYERS: list[str] = env.list(
    "NETWORKS_FOR_EMPLOYERS",
    default=[*NETWORKS] if SANDBOX_ENABLED else ["wordpress"],
)

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
HTTP_ALLOWED_PRIVATE_HOSTS: list[str] = env.list("HTTP_ALLOWED_PRIVATE_HOSTS", default=[])

# Each network's registration, as allauth wants it.
SOCIALACCOUNT_PROVIDERS = {
    "x": {
        "APPS": [
            {
                "client_id": NETWORKS["x"]["CLIENT_ID"],
                "secret": NETWORKS["x"]["CLIENT_SECRET"],
                "key": "",
            }
        ]
    }
}
