from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.checks import CheckMessage
from django.db import models


class StoredColumn(models.GeneratedField):
    """A column that PostgreSQL computes and keeps. Django's own field asks the database in each
    check whether it can: then no command could be checked, and no worker begin, without one."""

    def _check_supported(self, databases: Iterable[str]) -> list[CheckMessage]:
        return []

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Migrations hold Django's field."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.GeneratedField", args, kwargs
