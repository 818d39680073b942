"""Which pages the people of the world manage, and by which ids Facebook knows everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from apps.sandbox.world import Account, Act, Kind, Person, Post, World

USER, PAGE, COMMENTER = "10", "61", "24"  # what the ids begin with; that of the world follows
SECOND = "2"
NAMELESS_EVERY = 3


@dataclass(frozen=True, slots=True)
class ManagedPage:
    """``is_first``: whether it is the person's own; a second one was begun and left."""

    owner: Person
    is_first: bool = True

    @property
    def id(self) -> str:
        return f"{PAGE}{self.owner.id}{1 if self.is_first else SECOND}"

    @property
    def name(self) -> str:
        name = self.owner.handle.capitalize()
        return name if self.is_first else f"{name} archive"

    @property
    def followers(self) -> int:
        return self.owner.followers if self.is_first else self.owner.followers // 20

    def posts(self, here: World, now: datetime) -> list[Post]:
        return here.posts(self.owner, now=now) if self.is_first else []


def pages_of(person: Person) -> tuple[ManagedPage, ...]:
    """Most have one. Whoever is new tries a second one; of the silent ones every other has none."""
    if person.kind is Kind.SILENT and person.number % 2:
        return ()
    if person.kind is Kind.FRESH:
        return ManagedPage(person), ManagedPage(person, is_first=False)
    return (ManagedPage(person),)


def page_of(person: Person, page_id: str) -> ManagedPage | None:
    return next((page for page in pages_of(person) if page.id == page_id), None)


def user_id(person: Person) -> str:
    """The person towards this application."""
    return f"{USER}{person.id}"


def commenter_id(account: Account) -> str:
    """Somebody towards a page."""
    return f"{COMMENTER}{account.id}"


def post_id(page: ManagedPage, post: Post) -> str:
    return f"{page.id}_{post.id}"


def is_nameless(act: Act, page: ManagedPage) -> bool:
    """Whom Facebook may not name. It happens on the odd people's pages, so that on all others the
    comments can be counted."""
    return page.owner.kind is not Kind.ORDINARY and act.id % NAMELESS_EVERY == 0
