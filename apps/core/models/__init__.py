from apps.core.models.base import Base, identifier
from apps.core.models.due import Due
from apps.core.models.scoped import ScopedManager, TenantQuerySet

__all__ = ["Base", "Due", "ScopedManager", "TenantQuerySet", "identifier"]
