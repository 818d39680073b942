"""The small words that pages make sentences of, in the reader's language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def listing(words: Sequence[str]) -> str:
    """A, B and C."""
    if len(words) < 2:
        return "".join(words)
    named = {"others": ", ".join(words[:-1]), "last": words[-1]}
    return _("%(others)s and %(last)s") % named


def factor_label(factor: str) -> str:
    """As pages call the factor (``reach``, ``engagement`` or ``network``)."""
    return {
        "reach": pgettext("factor", "Reach"),
        "engagement": pgettext("factor", "Engagement"),
        "network": pgettext("factor", "Network"),
    }[factor]


def isolated(name: str) -> str:
    """A name that is written from right to left keeps to itself in a sentence of ours. Other names
    stay as they are."""
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in name):
        return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"
    return name


def sentence(words: str) -> str:
    """Begins with a capital and ends with a full stop."""
    return f"{words[:1].upper()}{words[1:]}."
