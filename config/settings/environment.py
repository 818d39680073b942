"""Which place this is, and the reading of its environment with clear errors."""

import os
from decimal import Decimal, InvalidOperation
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

__all__ = ["BASE_DIR", "DEBUG", "DEMO", "ENVIRONMENT", "PUBLIC_URL", "TEST_WORKER", "VAR_DIR"]

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

ENVIRONMENTS = ("production", "development", "test")
# Settings are read before the tests' own files are: pytest says by itself that it runs.
ENVIRONMENT: str = env.str(
    "RENOWN_ENV", default="test" if "PYTEST_VERSION" in os.environ else "development"
)
if ENVIRONMENT not in ENVIRONMENTS:
    raise ImproperlyConfigured(
        f"RENOWN_ENV is {ENVIRONMENT!r}; it must be one of {', '.join(ENVIRONMENTS)}."
    )

PRODUCTION = ENVIRONMENT == "production"
TESTING = ENVIRONMENT == "test"
# Tests run side by side; each worker has a database, a cache and a queue of its own.
TEST_WORKER: str = env.str("PYTEST_XDIST_WORKER", default="gw0") if TESTING else ""
DEBUG = False
DEMO: bool = env.bool("RENOWN_DEMO", default=False)
VAR_DIR = Path(env.str("RENOWN_VAR", default=str(BASE_DIR / "var")))


def required(name: str, *, why: str, otherwise: str) -> str:
    """The variable's value; in production it has to be set, elsewhere ``otherwise`` serves."""
    value: str = env.str(name, default="")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(f"{name} is not set. {why}")
    return value or otherwise


def micro_dollars(name: str, dollars: str) -> int:
    """Millionths of a dollar, in which small prices are whole numbers."""
    try:
        amount = Decimal(dollars)
    except InvalidOperation:
        raise ImproperlyConfigured(
            f"{name} is {dollars!r}; it must be an amount of US dollars."
        ) from None
    if not amount.is_finite() or amount < 0:
        raise ImproperlyConfigured(f"{name} is {dollars!r}; it must be 0 or more.")
    return int(amount * 1_000_000)


PUBLIC_URL: str = required(
    "PUBLIC_URL",
    why="Set it to the address at which people reach the site, such as https://renown.example.",
    otherwise="http://localhost:8000",
).rstrip("/")
