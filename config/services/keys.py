"""The secrets of a local installation: made once, kept in var/, never shown."""

import base64
import os
import secrets
from pathlib import Path


def local_secrets(file: Path) -> dict[str, str]:
    """SECRET_KEY, TOKEN_KEYS (one Fernet key) and ACTOR_HASH_KEY; made where missing."""
    known = _read(file)
    made = {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "TOKEN_KEYS": base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "ACTOR_HASH_KEY": secrets.token_urlsafe(32),
    }
    complete = {**made, **known}
    if complete != known:
        _write(file, complete)
    return complete


def _read(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    lines = (line.partition("=") for line in file.read_text().splitlines() if "=" in line)
    return {name: value for name, _, value in lines if value}


def _write(file: Path, values: dict[str, str]) -> None:
    """Whole or not at all, readable by its owner alone."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w") as stream:
        stream.writelines(f"{name}={value}\n" for name, value in values.items())
    fresh.replace(file)
