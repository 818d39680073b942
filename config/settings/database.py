"""PostgreSQL. The processes connect with the app role, migrations with the owner's.

``DATABASE_URL`` is the app role's address, ``DATABASE_OWNER_URL`` the owner's. Where one login
has to serve for both, ``RENOWN_DATABASE_APP_ROLE`` names the role that the processes step down to.
With no ``DATABASE_URL`` the embedded server in ``var/`` is meant.
"""

from typing import Any

from config.services.addresses import addresses
from config.settings.environment import PRODUCTION, TESTING, VAR_DIR, env, required

__all__ = ["DATABASES", "DATABASE_APP_ROLE", "DATABASE_OWNER_URL"]

_embedded = addresses(VAR_DIR)
_url = required(
    "DATABASE_URL",
    why="Set it to postgres://role:password@host/database with the app role.",
    otherwise=_embedded.database_url,
)
DATABASE_OWNER_URL: str = env.str("DATABASE_OWNER_URL", default="") or (
    _embedded.owner_url if _url == _embedded.database_url else _url
)
DATABASE_APP_ROLE: str = env.str("RENOWN_DATABASE_APP_ROLE", default="")
_as_owner = env.str("RENOWN_DATABASE_ROLE", default="app") == "owner"


def _database() -> dict[str, Any]:
    database: dict[str, Any] = env.db_url_config(DATABASE_OWNER_URL if _as_owner else _url)
    database["CONN_HEALTH_CHECKS"] = True
    options: dict[str, Any] = database.setdefault("OPTIONS", {})
    if DATABASE_APP_ROLE and not _as_owner:
        options["options"] = f"-c role={DATABASE_APP_ROLE}"
    if not _as_owner and not TESTING:
        options["pool"] = {
            "min_size": env.int("DATABASE_POOL_MIN", default=1),
            "max_size": env.int("DATABASE_POOL_MAX", default=8),
            "timeout": 10,
        }
    if PRODUCTION:
        options.setdefault("sslmode", env.str("DATABASE_SSLMODE", default="prefer"))
    return database


DATABASES = {"default": _database()}
