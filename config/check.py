"""`make check`: each step named, the first failure ends it."""

import os
import secrets
import subprocess
import sys
from base64 import urlsafe_b64encode
from pathlib import Path

BINARIES = Path(sys.executable).parent
SOURCES = ("config", "apps", "tests", "clients/python/renown", "clients/python/generator")
# Nothing answers at these addresses: what is checked is the settings.
PRODUCTION = {
    "RENOWN_ENV": "production",
    "PUBLIC_URL": "https://renown.example",
    "DATABASE_URL": "postgresql://renown_app@database.invalid/renown",
    "REDIS_URL": "redis://queue.invalid:6379/0",
    "EMAIL_URL": "smtp+tls://renown:password@mail.invalid:587",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ACTOR_HASH_KEY": secrets.token_urlsafe(32),
    "TOKEN_KEYS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
}
PYTHON = [sys.executable]
STEPS: list[tuple[str, list[str], dict[str, str]]] = [
    ("lint", [*PYTHON, "-m", "ruff", "check", "."], {}),
    ("format", [*PYTHON, "-m", "ruff", "format", "--check", "."], {}),
    ("types", [*PYTHON, "-m", "mypy", *SOURCES], {}),
    ("dependencies between apps", [*PYTHON, str(BINARIES / "lint-imports")], {}),
    (
        "missing migrations",
        [*PYTHON, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
        {**PRODUCTION, "RENOWN_ENV": "test"},  # without the pool, which would wait for a server
    ),
    (
        "production settings",
        [*PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        PRODUCTION,
    ),
]


def main() -> int:
    """0, or the code of the first step that failed."""
    for name, command, environment in STEPS:
        print(f"== {name}", flush=True)
        done = subprocess.run(command, env={**os.environ, **environment}, check=False)
        if done.returncode:
            print(f"\n{name}: failed. Run it alone: {_as_typed(command)}", file=sys.stderr)
            return done.returncode
    print("All checks passed.")
    return 0


def _as_typed(command: list[str]) -> str:
    root = f"{Path.cwd()}{os.sep}"
    return " ".join(part.removeprefix(root) for part in command)


if __name__ == "__main__":
    sys.exit(main())
