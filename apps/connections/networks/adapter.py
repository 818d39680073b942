"""The one interface of all networks. An adapter is a folder that offers an ``ADAPTER`` of this
shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from apps.connections.observations import (
    Interaction,
    InteractionKind,
    Metric,
    Post,
    Profile,
    Reason,
    SampledFollowers,
)

KEPT = timedelta(days=90)  # what was read, where the network asks for no shorter time


class LinkFlow(StrEnum):
    OAUTH = "oauth"  # through allauth
    APPLICATION_PASSWORD = "application_password"  # self-hosted WordPress  # noqa: S105


@dataclass(frozen=True, slots=True)
class Credential:
    """What opens an account. Lives in memory only; at rest it is sealed.

    ``site`` is the base address where each account has its own (WordPress), ``account_id`` the
    network's id of the account, ``label`` what the person recognises it by (shown to them alone),
    ``grantor_id`` the network's id of who allowed it, where that is not the account itself (a
    page's manager).
    """

    account_id: str
    label: str
    access_token: str
    refresh_token: str = ""
    expires_at: datetime | None = None
    scopes: frozenset[str] = frozenset()
    site: str = ""
    user: str = ""
    grant_id: str = ""  # the network's id of the grant itself (application password's uuid)
    grantor_id: str = ""

    def __repr__(self) -> str:
        return "Credential(sealed)"


@dataclass(frozen=True, slots=True)
class Account:
    """One account that a login opens: its ``credential.label`` is its name, ``note`` says what
    tells it from others ("Page, 1,200 followers")."""

    credential: Credential
    note: str = ""


def audience(kind: str, count: int | None, *, is_channel: bool = False) -> str:
    """An account's note: "Page, 1 200 followers"; the kind alone where nobody tells how many."""
    if count is None:
        return gettext(kind)
    if is_channel:
        counted = ngettext("%(number)s subscriber", "%(number)s subscribers", count)
    else:
        counted = ngettext("%(number)s follower", "%(number)s followers", count)
    return f"{gettext(kind)}, {counted % {'number': number_format(count, force_grouping=True)}}"


@dataclass(frozen=True, slots=True)
class Capability:
    """Whether a metric can be had. ``reason`` is None where it is available. ``most``: of the
    interactors, so many acts of the streams at most, the newest ones; None without a bound."""

    metric: Metric
    reason: Reason | None
    note: str = ""
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Page[T]:
    """One page of an answer; ``cursor`` continues after it, None when it was the last."""

    items: Sequence[T]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class ConsentItems:
    """What the consent page says is read and never read: short noun phrases in English, marked for
    translation. ``ending`` is a sentence: how the permission ends at a network that cannot be told
    to forget it."""

    summary: str
    read: Sequence[str]
    never: Sequence[str]
    ending: str = ""

    def said(self) -> ConsentItems:
        """The same in the language of the page."""
        return ConsentItems(
            gettext(self.summary),
            [gettext(each) for each in self.read],
            [gettext(each) for each in self.never],
            self.ending and gettext(self.ending),
        )


@dataclass(frozen=True, slots=True)
class EmploymentTerms:
    """What the network's terms say about use in hiring, with source and date."""

    allowed: bool | None
    statement: str
    source: str
    dated: str


class Adapter(Protocol):
    """Every call raises only ``NetworkError`` subclasses. No call retries by sleeping for long:
    ``Transient`` is tried at most three times, longer waits are errors with ``until``."""

    name: str  # "x", "wordpress": the key in database, URLs and API
    label: str  # "X", "WordPress"
    flow: LinkFlow
    scopes: Sequence[str]
    # Of a scope: what is not measured without it, as a sentence. Without the others nothing can be
    # linked.
    costs: Mapping[str, str]
    no_account: str  # the sentence where a login opens nothing that could be linked
    by_time: frozenset[InteractionKind]  # kinds that are read as one stream since a moment
    by_post: frozenset[InteractionKind]  # kinds whose people are named post by post
    kept: timedelta  # for so long a reading may be kept, by the network's terms and ours
    consent: ConsentItems
    terms: EmploymentTerms

    def capabilities(self) -> Mapping[Metric, Capability]: ...

    def accounts(self, credential: Credential) -> Sequence[Account]:
        """What a finished login opens: one is linked at once, of several the person chooses."""
        ...

    def profile(self, credential: Credential) -> Profile: ...

    def posts(
        self, credential: Credential, *, since: datetime, cursor: str | None = None
    ) -> Iterator[Page[Post]]:
        """Pages of posts since then, newest first, starting after ``cursor`` when given."""
        ...

    def interactions(
        self,
        credential: Credential,
        *,
        posts: Sequence[Post],
        since: datetime,
        seen: frozenset[str] = frozenset(),
        cursor: str | None = None,
    ) -> Iterator[Page[Interaction]]:
        """Pages of what other accounts did to these posts: the streams of ``by_time`` from
        ``since`` on, everything else whole for each post that is not ``seen`` (its reactions are
        known and have not changed). The cursor is opaque, made by the adapter, and resumes after
        the page that carried it, over all kinds and posts."""
        ...

    @property
    def sample_followers(self) -> Callable[[Credential], SampledFollowers | None] | None:
        """Looks at some of the followers, in one call; None of them where the permission for it was
        refused. None at all where the network tells nothing of followers that could be judged."""
        ...

    def renew(self, credential: Credential) -> Credential: ...

    def revoke(self, credential: Credential) -> None:
        """Tell the network to forget the grant. A grant that is gone already is no error."""
        ...
