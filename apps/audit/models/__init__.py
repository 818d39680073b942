from apps.audit.models.event import Actor, Event
from apps.audit.models.seal import Seal

__all__ = ["Actor", "Event", "Seal"]
