"""Blind openings: who a person is stays hidden until a decision about them is recorded.

While an opening with ``blind`` waits for a decision about a candidate, ``Candidate.hidden_as``
holds a code, and the whole workspace calls them "Person K7M3RT": a name that one page showed would
be known on all the others, since their addresses are the same. So whoever is in two blind openings
is hidden until both have decided. Putting somebody on hold decides nothing and shows nothing.

The database keeps the column by itself (migration 0011), so that no way of adding people forgets
it. Pages use ``Candidate.shown_name``, ``shown_email`` and ``shown_place``; sorting and joined
names use ``name_in_sql``; searching uses ``Candidate.objects.called``."""

from __future__ import annotations

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

NOTHING = ""  # nobody is hidden by it
NBSP = "\N{NO-BREAK SPACE}"  # keeps a pseudonym one word, wherever a first name is cut off


def pseudonym(code: str) -> str:
    return _("Person %(code)s").replace(" ", NBSP) % {"code": code}


def name_in_sql(prefix: str = "") -> Case:
    """What the team calls a candidate, for sorting and joins; ``prefix`` such as "candidate__"."""
    before, _code, after = pseudonym("\0").partition("\0")
    hidden = Concat(Value(before), F(f"{prefix}hidden_as"), Value(after), output_field=CharField())
    shown = When(**{f"{prefix}hidden_as": NOTHING}, then=F(f"{prefix}name"))
    return Case(shown, default=hidden, output_field=CharField())
