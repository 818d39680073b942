"""X's HTTP interface: one method per call that is made, raw pages out. A call is tried three times
where the fault may pass by itself."""

from __future__ import annotations

from datetime import UTC, datetime

from apps.connections.networks import budget
from apps.connections.networks.answers import Body
from apps.connections.networks.budget import Pot
from apps.connections.networks.calls import Client, NeverSent, send, server_of, tried
from apps.connections.networks.keys import account_key
from apps.connections.networks.x import spending
from apps.connections.networks.x.options import PAGE, Options, options
from apps.connections.networks.x.refusals import checked, object_of, remaining, reopens_at
from apps.connections.networks.x.spending import Bill, Endpoint, Purse
from apps.core.http import Answer

NETWORK = "x"
USER_FIELDS = "public_metrics,created_at,connection_status"
REFERENCES = "author_id,in_reply_to_user_id"
# How posts are asked for, by the parameter's name: fields, then expansions. The OpenAPI description
# 2.167 moved what refers to other things from the former to the latter.
SPELLINGS = {
    "tweet.fields": (
        f"public_metrics,created_at,conversation_id,referenced_tweets,{REFERENCES}",
        "author_id",
    ),
    "post.fields": ("public_metrics,created_at,conversation_id", f"{REFERENCES},referenced_posts"),
}


class XClient(Client):
    """Calls with one account's token. Raises only ``NetworkError``.

    A call that X would refuse is not made: the headers of each answer say what is left of the
    account's limit for this kind of call. One that could cost more than is left of the month's
    budget is not made either."""

    def __init__(self, access_token: str = "", *, account_id: str = "") -> None:
        self.options: Options = options()
        self._purse = Purse()
        self._whose = account_key(NETWORK, account_id) if account_id else ""
        keep = bool(access_token)  # not where a call that got lost must not come twice
        super().__init__(server_of(self.options, access_token, keep=keep))

    def __exit__(self, *_: object) -> None:
        super().__exit__()
        self._purse.settle()

    def me(self) -> Body:
        return self._get(spending.ME, "/2/users/me", {"user.fields": "public_metrics,created_at"})

    def posts(self, user_id: str, *, since: datetime, token: str) -> Body:
        params = self._post_params() | {"exclude": "retweets", "start_time": _rfc3339(since)}
        return self._get(spending.POSTS, f"/2/users/{user_id}/tweets", _paged(params, token))

    def mentions(self, user_id: str, *, since: datetime, token: str) -> Body:
        params = self._author_params() | {"start_time": _rfc3339(since)}
        return self._get(spending.MENTIONS, f"/2/users/{user_id}/mentions", _paged(params, token))

    def likers(self, post_id: str) -> Body:
        """The newest 100; X never tells more."""
        return self._get(
            spending.LIKERS,
            f"/2/tweets/{post_id}/liking_users",
            _paged({"user.fields": USER_FIELDS}),
        )

    def reposters(self, post_id: str) -> Body:
        return self._get(
            spending.REPOSTERS,
            f"/2/tweets/{post_id}/retweeted_by",
            _paged({"user.fields": USER_FIELDS}),
        )

    def quotes(self, post_id: str) -> Body:
        return self._get(
            spending.QUOTES, f"/2/tweets/{post_id}/quote_tweets", _paged(self._author_params())
        )

    def followers(self, user_id: str) -> Body:
        """The newest 100."""
        return self._get(
            spending.FOLLOWERS,
            f"/2/users/{user_id}/followers",
            _paged({"user.fields": "public_metrics"}),
        )

    def _post_params(self) -> dict[str, str]:
        name = self.options.post_fields
        return {name: SPELLINGS[name][0]}

    def _author_params(self) -> dict[str, str]:
        expansions = SPELLINGS[self.options.post_fields][1]
        return self._post_params() | {"expansions": expansions, "user.fields": USER_FIELDS}

    def _get(self, endpoint: Endpoint, path: str, params: dict[str, str]) -> Body:
        pot = Pot(NETWORK, endpoint.name, self._whose)
        with self._purse.pay(endpoint, past=(pot,)) as bill:
            return tried(lambda: self._once(pot, bill, path, params))

    def _once(self, pot: Pot, bill: Bill, path: str, params: dict[str, str]) -> Body:
        bill.sent()
        try:
            answer = send(lambda: self._http.get(path, params=params))
        except NeverSent:
            bill.nothing()
            raise
        if answer.status != 200:
            bill.nothing()
        now = datetime.now(UTC)
        body = object_of(answer, now=now)
        bill.shown(body)
        left = remaining(answer.headers)
        if left is not None and self._whose:
            budget.learn(pot, remaining=left, resets_at=reopens_at(answer.headers, now))
        return checked(body, now=now)

    def token(self, form: dict[str, str]) -> Answer:
        """``POST /2/oauth2/token``, once: a second try of a rotation that did arrive would show
        the network a used refresh token, and it would close the whole grant."""
        return self._post("/2/oauth2/token", form)

    def revoke(self, form: dict[str, str]) -> Answer:
        return self._post("/2/oauth2/revoke", form)

    def _post(self, path: str, form: dict[str, str]) -> Answer:
        own = (self.options.client_id, self.options.client_secret)
        data = {**form, "client_id": self.options.client_id}
        return send(lambda: self._http.post(path, data=data, auth=own))


def _paged(params: dict[str, str], token: str = "") -> dict[str, str]:
    page = {**params, "max_results": str(PAGE)}
    return {**page, "pagination_token": token} if token else page


def _rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
