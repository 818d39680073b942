"""Redis or Valkey: the broker of background work, the cache and the rate budgets."""

from celery.schedules import crontab

from config.services.addresses import addresses
from config.settings.environment import TEST_WORKER, VAR_DIR, env, required

_embedded = addresses(VAR_DIR)
REDIS_URL = required(
    "REDIS_URL",
    why="Set it to redis://host:6379/0.",
    otherwise=_embedded.redis_url,
)


def _broker(url: str) -> str:
    """Celery's spelling of a socket address (kombu reads ``redis+socket://``)."""
    if not url.startswith("unix://"):
        return url
    path, _, query = url.removeprefix("unix://").partition("?")
    database = dict(pair.split("=", 1) for pair in query.split("&") if "=" in pair).get("db", "0")
    return f"redis+socket://{path}?virtual_host={database}"


CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="") or _broker(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
# Above the longest task, and looked for every second: a killed worker's task comes back at once.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": env.int("TASK_VISIBILITY_TIMEOUT", default=360),
    "unacked_restore_interval": 1,
    "health_check_interval": 25,
}
CELERY_TASK_DEFAULT_QUEUE = env.str(
    "TASK_QUEUE", default=f"test-{TEST_WORKER}" if TEST_WORKER else "renown"
)
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "dispatch-what-is-due": {"task": "pipeline.dispatch_due", "schedule": 5.0},
    "beat-is-alive": {"task": "pipeline.heartbeat", "schedule": 10.0},
    "erase-what-has-expired": {"task": "pipeline.erase_expired", "schedule": crontab(minute="17")},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": env.str(
            "CACHE_PREFIX", default=f"test-{TEST_WORKER}" if TEST_WORKER else "renown"
        ),
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
