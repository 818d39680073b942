"""How a new score model comes to everybody."""

from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import env

_days: int = env.int("SCORE_MODEL_NOTICE_DAYS", default=14)
if _days < 1:
    raise ImproperlyConfigured(f"SCORE_MODEL_NOTICE_DAYS is {_days}; it must be 1 or more.")
SCORE_MODEL_NOTICE = timedelta(days=_days)
SCORE_CARD_URL: str = env.str("SCORE_CARD_URL", default="")
