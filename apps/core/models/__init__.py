from apps.core.models.base import Base, identifier
from apps.core.models.due import Due
from apps.core.models.scoped import ScopedManager, TenantQuerySet
from apps.core.models.stored import StoredColumn

__all__ = ["Base", "Due", "ScopedManager", "StoredColumn", "TenantQuerySet", "identifier"]
