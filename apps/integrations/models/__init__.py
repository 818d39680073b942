from apps.integrations.models.delivery import Attempt, Delivery, DeliveryState, Outcome
from apps.integrations.models.endpoint import DisabledBecause, Endpoint, System
from apps.integrations.models.message import Message
from apps.integrations.models.order import Order, OrderState

__all__ = [
    "Attempt",
    "Delivery",
    "DeliveryState",
    "DisabledBecause",
    "Endpoint",
    "Message",
    "Order",
    "OrderState",
    "Outcome",
    "System",
]
