"""One network with its stand-in, and people who link accounts there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.core.cache import cache as redis
from django.core.signals import request_started
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.connections import due
from apps.connections.actions import reading
from apps.connections.actions.reading import Outcome
from apps.connections.credentials import Held, unseal
from apps.connections.models import (
    Connection,
    Fetch,
    InteractionObservation,
    PostObservation,
)
from apps.connections.networks.adapter import Adapter
from apps.connections.networks.registry import ADAPTERS
from apps.core import tenancy
from apps.pipeline import tasks
from apps.sandbox.standin.registry import STANDINS
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.world import Kind, Person, Post, PostKind, Reaction, World, world
from apps.scoring.released import shipped_model
from tests.networks.kits import Kit
from tests.pipeline.people import empty_queue, time_passes
from tests.portal.people import sharing
from tests.sandbox.still import is_still

NETWORKS = sorted({*ADAPTERS} & {*STANDINS})
WINDOW = timedelta(days=90)
SOON = timedelta(hours=2)  # an hour, and longer than any test
READ_BY_STRANGERS = 110  # comments on one post: more than any network gives on one page


@dataclass(frozen=True)
class Trial:
    """``calls``: path and query of every request that the stand-in got, the browser's too."""

    name: str
    kit: Kit
    calls: list[str] = field(default_factory=list)
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def adapter(self) -> Adapter:
        return ADAPTERS[self.name]

    @property
    def standin(self) -> StandIn:
        return STANDINS[self.name]

    @property
    def here(self) -> World:
        return self.standin.world()

    @property
    def ada(self) -> Person:
        """Somebody with few posts, whose numbers do not change while a test lasts."""
        return quiet_people(self.name, _hour(self.began))[0]

    @property
    def bob(self) -> Person:
        """One more of the kind."""
        return quiet_people(self.name, _hour(self.began))[1]

    @property
    def busy(self) -> Person:
        """Somebody whose reactions do not fit on one page."""
        return busy_person(self.name, _hour(self.began))

    def sharing(self, email: str = "mara@people.example") -> tuple[User, Client]:
        """A person who has just agreed to share this network, signed in."""
        person, client, _ = sharing(self.name, email=email)
        return person, client

    def answer(
        self,
        client: Client,
        *,
        who: Person | None = None,
        decision: str = "allow",
        ticked: Sequence[str] = (),
    ) -> str:
        """To the network, and what it answers: the address that leads back."""
        way, handle = self.kit.way(self.name), (who or self.ada).handle
        asked = way.leave(client)
        return way.answer(client, asked, handle=handle, decision=decision, ticked=ticked)

    def link(self, client: Client, **answer: Any) -> str:
        """To the network and back: the page on which the person arrives."""
        back = client.get(self.answer(client, **answer), follow=True)
        assert back.status_code == 200
        return str(back.content.decode())

    def linked(self, who: Person | None = None, email: str = "mara@people.example") -> Linked:
        """A person who has linked the account of ``who`` on the pages; nothing is read yet."""
        person, client = self.sharing(email)
        page = self.link(client, who=who)
        found = connections(person)
        assert len(found) == 1, page
        return Linked(person, client, found[0])


@dataclass(frozen=True)
class Linked:
    """Who linked, their browser, and the connection."""

    person: User
    client: Client
    connection: Connection

    def read(self) -> Outcome:
        return reading.run(person_id=self.person.pk, connection_id=self.connection.pk)


def connections(person: User) -> list[Connection]:
    with tenancy.person(person.pk):
        return list(Connection.objects.all())


def held(connection: Connection) -> Held:
    """What opens the account now."""
    with tenancy.person(connection.person_id):
        connection.refresh_from_db()
    return unseal(connection.sealed_credential, owner=connection.pk)


def accounts_page(client: Client) -> str:
    return str(client.get(reverse("me_link")).content.decode())


def fetches(person: User) -> list[Fetch]:
    """Newest first."""
    with tenancy.person(person.pk):
        return list(Fetch.objects.newest_first())


def begin_to_read(linked: Linked) -> None:
    """A fetch is open: that of the link, or that of the next day."""
    if fetches(linked.person)[0].finished_at is not None:
        time_passes(due.REFRESH)
        tasks.refresh_connection(str(linked.person.pk), str(linked.connection.pk))
        empty_queue()


def next_day(linked: Linked) -> Outcome:
    """The next day's fetch has come, and is read."""
    begin_to_read(linked)
    return linked.read()


def waiting_is_over(person: User) -> None:
    """The time has come at which an account is tried again."""
    client = redis._cache.get_client(write=True)  # type: ignore[attr-defined]  # django's own
    for key in [*client.scan_iter(match=f"{redis.key_prefix}:*:budget:*", count=1000)]:
        client.delete(key)
    with tenancy.person(person.pk):
        Fetch.objects.open().update(next_try_at=None)


@contextmanager
def calls_of(network: str, calls: list[str]) -> Iterator[None]:
    """Notes every request that the network's stand-in gets meanwhile."""
    start = f"/sandbox/{network}/"

    def note(environ: dict[str, Any], **_: object) -> None:
        if environ["PATH_INFO"].startswith(start):
            calls.append(f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}")

    request_started.connect(note, weak=False)
    try:
        yield
    finally:
        request_started.disconnect(note)


def own_posts(network: str, person: Person, now: datetime) -> list[Post]:
    """What the world says the person posted in the window, newest first."""
    return [
        post
        for post in world(network=network).posts(person, now=now)
        if post.at >= now - WINDOW and post.kind is not PostKind.REPOST
    ]


def stored_posts(person: User) -> list[PostObservation]:
    """Of the newest fetch, newest first."""
    newest = fetches(person)[0]
    with tenancy.person(person.pk):
        rows = PostObservation.objects.filter(snapshot__fetch=newest)
        return list(rows.order_by("-published_at", "-post_id"))


def stored_acts(person: User) -> list[InteractionObservation]:
    """Of the newest fetch."""
    newest = fetches(person)[0]
    with tenancy.person(person.pk):
        return list(InteractionObservation.objects.filter(snapshot__fetch=newest))


def _hour(moment: datetime) -> datetime:
    """Its beginning. People are looked for once an hour, and for a test they are the same."""
    return moment.replace(minute=0, second=0, microsecond=0)


@cache
def quiet_people(network: str, now: datetime) -> list[Person]:
    """Few posts, some comments, and no number that changes soon; the smallest first."""
    here = world(network=network)
    found = []
    for person in here.people:
        posts = own_posts(network, person, now + SOON)
        comments = sum(here.count(post, Reaction.REPLY, now=now) for post in posts)
        fits = 2 <= len(posts) <= 25 and 3 <= comments <= 80
        if person.kind is Kind.ORDINARY and fits and is_still(here, person, now=now, lasts=SOON):
            found.append((len(posts) + comments, person.number, person))
    return [person for *_, person in sorted(found, key=lambda each: each[:2])]


@cache
def busy_person(network: str, now: datetime) -> Person:
    """Of those who can have a score, with a post that many commented on, the one with the fewest
    comments in all. Comments go on; posts neither come nor go while a test lasts."""
    here, enough = world(network=network), shipped_model().gates

    def comments(person: Person) -> list[int]:
        posts = own_posts(network, person, now)
        return [here.count(post, Reaction.REPLY, now=now) for post in posts]

    def fits(person: Person) -> bool:
        counts, age = comments(person), (now - person.created_at).days
        return (
            len(counts) >= enough.posts
            and age >= enough.account_days
            and max(counts) >= READ_BY_STRANGERS
            and own_posts(network, person, now) == own_posts(network, person, now + SOON)
        )

    return min(filter(fits, here.people), key=lambda person: sum(comments(person)))
