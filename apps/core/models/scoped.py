"""The second layer of tenancy: querysets that filter by the open scope and refuse to work
without one."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from apps.core import tenancy
from apps.core.walls import Wall


def _column(model: type[models.Model], scope: tenancy.Scope) -> tuple[str, Any]:
    wall: Wall = model.wall  # type: ignore[attr-defined]  # each walled model declares it
    if scope.organisation_id is not None and wall.organisation:
        return wall.organisation, scope.organisation_id
    if scope.person_id is not None and wall.person:
        return wall.person, scope.person_id
    return "", None


class TenantQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows of the open scope. Domain querysets derive from it."""

    def in_scope(self) -> Self:
        scope = tenancy.required()
        column, value = _column(self.model, scope)
        if column:
            return self.filter(**{column: value})
        if scope.person_id is not None and self.model.wall.person_reads:  # type: ignore[attr-defined]
            return self  # the database's policy alone decides what a person may read here
        return self.none()


class ScopedManager[M: models.Model](models.Manager[M]):
    """``Model.objects``: raises ``NoScope`` outside of a scope, else shows its rows only."""

    def get_queryset(self) -> models.QuerySet[M]:
        queryset = super().get_queryset()
        assert isinstance(queryset, TenantQuerySet)
        return queryset.in_scope()
