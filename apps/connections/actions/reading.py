"""Reading: one worker's turn at an account. Network calls stand outside of any transaction; after
each page the fetch knows where to go on, so that a turn may end anywhere."""

from __future__ import annotations

import time
from datetime import timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.utils import timezone

from apps.connections.actions import fetches, followers, pages, relinking, renewals
from apps.connections.actions.ahead import Ahead, aside
from apps.connections.actions.fetches import Claimed, ClaimLost, ConsentEnded
from apps.connections.actions.pages import Meanwhile, Place
from apps.connections.credentials import Held
from apps.connections.models import Stage
from apps.connections.networks import budget
from apps.connections.networks.adapter import Adapter, Credential, Page
from apps.connections.networks.errors import (
    NeedsReauth,
    NetworkError,
    QuotaExhausted,
    RateLimited,
    Transient,
)
from apps.connections.networks.registry import adapter
from apps.connections.observations import Post
from apps.core import tenancy
from apps.core.sealing import CannotOpen

TURN = 120.0  # seconds: well below the task's time limit, then somebody else's account comes first
MOST_PAGES = 2_000  # a network that never ends is stopped here
FIRST_WAIT = timedelta(seconds=30)


class Outcome(StrEnum):
    IDLE = "idle"  # nothing to do now
    LOST = "lost"  # somebody else goes on, or it is gone
    WAITING = "waiting"
    FAILED = "failed"
    DONE = "done"


class Endless(NetworkError):
    """The network offers another page, for ever."""

    code = "endless"


class WrongAccount(NetworkError):
    """The credential opens another account than the one that was linked."""

    code = "other_account"


def run(*, person_id: UUID, connection_id: UUID) -> Outcome:
    """Claims the connection's open fetch and reads on, until its end, an obstacle or the turn's."""
    claimed = fetches.claim(person_id=person_id, connection_id=connection_id)
    if claimed is None:
        return Outcome.IDLE
    try:
        return _attempt(claimed)
    except (ClaimLost, renewals.Unlinked):
        return Outcome.LOST


def _attempt(claimed: Claimed) -> Outcome:
    try:
        budget.check(*budget.whole(claimed.network, claimed.account_key))
        return _finish(claimed) if _Turn(claimed).is_through() else _yield_turn(claimed)
    except ConsentEnded:
        return _fail(claimed, "consent_ended")
    except CannotOpen:  # the key is lost: only the person can help
        relinking.need(claimed)
        return Outcome.FAILED
    except renewals.Busy as busy:
        fetches.wait(claimed, until=busy.until, code="", counts=False)
        return Outcome.WAITING
    except NetworkError as error:
        return _settle(claimed, error)


def _settle(claimed: Claimed, error: NetworkError) -> Outcome:
    """What an error of the network means for the fetch."""
    if isinstance(error, RateLimited | QuotaExhausted):
        until = budget.refused(claimed.network, claimed.account_key, error)
        fetches.wait(claimed, until=until, code=error.code, counts=False)
        return Outcome.WAITING
    if isinstance(error, Transient):
        until = timezone.now() + FIRST_WAIT * 2 ** min(claimed.attempts - 1, 6)
        fetches.wait(claimed, until=until, code=error.code, counts=True)
        return Outcome.WAITING
    if isinstance(error, NeedsReauth):
        relinking.need(claimed)
        return Outcome.FAILED
    return _fail(claimed, error.code)


def _finish(claimed: Claimed) -> Outcome:
    fetches.finish(claimed)
    return Outcome.DONE


def _yield_turn(claimed: Claimed) -> Outcome:
    fetches.wait(claimed, until=timezone.now(), code="", counts=False)
    return Outcome.WAITING


def _fail(claimed: Claimed, code: str) -> Outcome:
    with tenancy.person(claimed.person_id):
        fetches.fail(fetches.mine(claimed), code=code)
    return Outcome.FAILED


class _Turn:
    """Where the reading stands, and what it reads with."""

    def __init__(self, claimed: Claimed) -> None:
        self._claimed = claimed
        self._place = Place(claimed.stage, claimed.cursor)
        self._adapter: Adapter = adapter(claimed.network)
        self._ends = time.monotonic() + TURN
        self._pages = claimed.pages

    def is_through(self) -> bool:
        """Reads on; False where the turn's time was over first."""
        ids = {"person_id": self._claimed.person_id, "connection_id": self._claimed.connection_id}
        held = renewals.fresh(**ids)
        try:
            return self._read(held.credential)
        except NeedsReauth:
            if not _is_worth_renewing(held):
                raise
            return self._read(renewals.renew(**ids, held=held).credential)

    def _read(self, credential: Credential) -> bool:
        if self._place.stage in (Stage.PROFILE, Stage.POSTS):
            self._profile_and_posts(credential)
        if self._place.stage == Stage.INTERACTIONS:
            self._interactions(credential)
        if self._place.stage == Stage.FOLLOWERS:
            self._followers(credential)
        return self._place.stage == Stage.END

    def _profile_and_posts(self, credential: Credential) -> None:
        since, cursor = self._claimed.since, self._place.cursor or None
        found = self._adapter.posts(credential, since=since, cursor=cursor)
        with Ahead(found, goes_on=self._goes_on) as asked:
            if self._place.stage == Stage.PROFILE:
                self._profile(credential, meanwhile=asked.ask)
            self._posts(asked)

    def _profile(self, credential: Credential, *, meanwhile: Meanwhile) -> None:
        profile = aside(partial(self._adapter.profile, credential))
        if profile.account_key != self._claimed.account_key:
            raise WrongAccount
        self._place = pages.keep_profile(self._claimed, profile, meanwhile=meanwhile)

    def _posts(self, asked: Ahead[Page[Post]]) -> None:
        claimed = self._claimed
        for page in asked:
            after = self._after(page.cursor, Stage.INTERACTIONS)
            ask = _next_one(asked, page)
            self._place = pages.keep_posts(claimed, page.items, after, meanwhile=ask)
            if after.stage != Stage.POSTS or not self._goes_on():
                return
        self._place = pages.keep_posts(claimed, (), Place(Stage.INTERACTIONS))

    def _interactions(self, credential: Credential) -> None:
        claimed, question = self._claimed, pages.question(self._claimed)
        found = self._adapter.interactions(
            credential,
            posts=question.posts,
            since=question.since,
            seen=question.seen,
            cursor=question.cursor or None,
        )
        with Ahead(found, goes_on=self._goes_on) as asked:
            for page in asked:
                after, ask = self._after(page.cursor, self._following()), _next_one(asked, page)
                self._place = pages.keep_interactions(claimed, page.items, after, meanwhile=ask)
                if after.stage != Stage.INTERACTIONS or not self._goes_on():
                    return
        self._place = pages.keep_interactions(claimed, (), Place(self._following()))

    def _following(self) -> Stage:
        """What comes after the interactions."""
        return Stage.FOLLOWERS if self._adapter.sample_followers else Stage.END

    def _followers(self, credential: Credential) -> None:
        ask, found = self._adapter.sample_followers, None
        if ask is not None and self._are_followers_due():
            found = followers.asked(self._claimed, partial(ask, credential))
        self._place = pages.keep_followers(self._claimed, found)

    def _are_followers_due(self) -> bool:
        """So it was found in this turn, or in that of a worker that died some time ago."""
        return self._claimed.stage != Stage.FOLLOWERS or pages.followers_are_due(self._claimed)

    def _after(self, cursor: str | None, following: str) -> Place:
        self._pages += 1
        if self._pages > MOST_PAGES:
            raise Endless
        return Place(following) if cursor is None else Place(self._place.stage, cursor)

    def _goes_on(self) -> bool:
        return time.monotonic() < self._ends


def _next_one[T](asked: Ahead[Page[T]], page: Page[T]) -> Meanwhile:
    """What is to be done while the page is kept: to ask for the next one, if there is one."""
    return asked.ask if page.cursor is not None else pages.nothing


def _is_worth_renewing(held: Held) -> bool:
    """A credential that ends may have ended before its time; one without an end was taken back."""
    return held.credential.expires_at is not None
