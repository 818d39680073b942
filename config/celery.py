"""The Celery application: tasks are thin, take ids and are sent on commit."""

from __future__ import annotations

import os

import structlog
from celery import Celery, Task
from celery.signals import setup_logging, task_postrun
from django.conf import settings
from django.db import close_old_connections
from django.dispatch import receiver
from django_structlog.celery.signals import bind_extra_task_metadata
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("renown")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Celery would close the whole pool after each task; giving the connection back is enough.
app.conf["CELERY_DB_REUSE_MAX"] = 10**9
app.steps["worker"].add(DjangoStructLogInitStep)
app.set_default()  # for every thread of the web process
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_logging(**_: object) -> None:
    """Django has configured logging already; Celery's own would double each line."""
    assert settings.LOGGING


@receiver(bind_extra_task_metadata)
def name_the_task(task: Task[..., object], **_: object) -> None:
    """Each line that a task writes says which task it was."""
    structlog.contextvars.bind_contextvars(task=task.name)


@task_postrun.connect
def give_the_connection_back(**_: object) -> None:
    """To the pool, which throws broken ones away: a restarted server is met by fresh ones."""
    close_old_connections()
