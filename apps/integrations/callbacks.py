"""How each system is told: a callback builds the request, the engine sends it, retries it and notes
what came of it. One line a system in ``apps/integrations/registry.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from apps.core.answers import Answer
from apps.integrations.models import Delivery, Endpoint, Order, OrderState

type Method = Literal["GET", "POST", "PUT", "PATCH"]
type Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class OutgoingRequest:
    """What is sent, the same each time it is tried. ``content`` goes as it is, ``json`` as JSON;
    neither: no body. ``auth``: user and password. ``signed`` makes further headers at the moment of
    sending. ``guarded``: the address was supplied by a person, so nothing but the public internet
    is asked. ``accepts``: whether an answer means yes, where a status of 2xx alone does not say
    so. ``state``: of the order, once the system accepted this."""

    method: Method
    url: str
    headers: Headers = field(default_factory=dict)
    content: bytes | None = None
    json: object = None
    auth: tuple[str, str] | None = None
    signed: Callable[[], Headers] | None = None
    guarded: bool = True
    accepts: Callable[[Answer], bool] | None = None
    state: OrderState | None = None


class Callback(Protocol):
    """How one kind of system is told."""

    def request(self, delivery: Delivery, endpoint: Endpoint) -> OutgoingRequest | None:
        """What to send now, from the present state, inside the organisation's scope; without a
        network. ``delivery.message`` and ``delivery.order`` (of a tracking system) are joined. None
        where there is nothing to tell any more: it counts as delivered. Raises ``CannotOpen`` where
        a secret can no longer be read: it is tried again later."""


def order_of(delivery: Delivery) -> Order:
    """The order that a tracking system's delivery is about."""
    assert delivery.order is not None, "a tracking system is told about an order"
    return delivery.order
