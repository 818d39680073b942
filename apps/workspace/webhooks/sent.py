"""What goes over the wire for a delivery, without what signs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.integrations import webhooks
from apps.integrations.models import Delivery


@dataclass(frozen=True, slots=True)
class Sent:
    """``body``: the JSON that is sent in one line, over several."""

    headers: Sequence[tuple[str, str]]
    body: str


def sent(delivery: Delivery) -> Sent:
    message = delivery.message
    body = json.loads(webhooks.body(message))
    return Sent(
        headers=[
            ("Content-Type", "application/json"),
            ("User-Agent", "Renown"),
            ("webhook-id", webhooks.message_name(message.pk)),
            ("webhook-timestamp", _("(seconds since 1970, at each try)")),
            ("webhook-signature", _("(made at each try)")),
        ],
        body=json.dumps(body, indent=2, ensure_ascii=False),
    )
