"""What the adapters would tell of a person of the world, without HTTP: the same ``Reading``."""

from apps.sandbox.study.readings.all import NETWORKS, reading, readings
from apps.sandbox.study.readings.limits import USUAL, Limits

__all__ = ["NETWORKS", "USUAL", "Limits", "reading", "readings"]
