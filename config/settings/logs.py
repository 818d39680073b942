"""Structured logs: readable lines on a terminal, JSON in production. Never a secret, never a
name."""

from typing import Any

import structlog

from apps.core.extras import add_own_extras
from apps.core.noise import drop_noise
from apps.core.redaction import redact_event
from config.settings.environment import PRODUCTION, env

_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso" if PRODUCTION else "%H:%M:%S", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    redact_event,
]
_renderer: Any = (
    structlog.processors.JSONRenderer()
    if PRODUCTION
    else structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer],
            "foreign_pre_chain": [add_own_extras, *_shared],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "celery.app.trace": {"level": "WARNING"},  # django_structlog says the same, with the id
        "celery.worker.strategy": {"level": "WARNING"},
        "celery.beat": {"level": "WARNING"},  # every five seconds
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "django.server": {"level": "WARNING"},
        "django.template": {"level": "INFO"},  # DEBUG prints all that a page knows: names, tokens
    },
}
structlog.configure(
    processors=[
        _shared[0],
        drop_noise,
        *_shared[1:],
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_CELERY_ENABLED = True
