"""HTTP to a site's REST API: raw, paged answers, and its faults as the family of networks' errors.

Source: https://developer.wordpress.org/rest-api/, confirmed on WordPress 6.1.9."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from apps.connections.networks.answers import json_in, retry_after
from apps.connections.networks.calls import Client, send, tried
from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
    RateLimited,
    Transient,
)
from apps.connections.networks.wordpress.parse import (
    parse_error_code,
    parse_error_status,
)
from apps.connections.networks.wp import comments
from apps.connections.networks.wp.comments import PER_PAGE, Raw
from apps.core.http import (
    Answer,
    GuardedClient,
    Params,
)

_PAGE_TOO_HIGH = frozenset({"rest_post_invalid_page_number", comments.PAST_THE_END})
_RETRY_LATER = timedelta(minutes=15)
_LONGEST_WAIT = timedelta(days=1)

# No titles or texts: what is not asked for does not even reach this machine.
_POST_FIELDS = "id,date_gmt,status,type"
_USER_FIELDS = "id,registered_date"


class Rest(Client):
    """One site, as one of its accounts. ``root`` is a ``Site.root``. Use as a context."""

    def __init__(self, root: str, *, user: str, password: str, timeout: float = 15.0) -> None:
        self._root = root
        self._auth = (user, password)
        super().__init__(GuardedClient(timeout=timeout, max_redirects=0))

    def me(self) -> Raw:
        """The account's own record. Public answers ignore a wrong password; this one does not."""
        return self._get("wp/v2/users/me", {"context": "edit", "_fields": _USER_FIELDS})

    def grant(self) -> Raw:
        """The application password in use. Since WordPress 5.7; ``Gone`` before."""
        return self._get("wp/v2/users/me/application-passwords/introspect", {})

    def posts(self, *, author: int, since: datetime | None, page: int, size: int = PER_PAGE) -> Raw:
        """Published posts, by falling id: posts of the same second change places between pages
        when ordered by date, and one would be missed."""
        params: dict[str, str | int | Sequence[int]] = {
            "author": author,
            "status": "publish",
            "orderby": "id",
            "order": "desc",
            "per_page": size,
            "page": page,
            "_fields": _POST_FIELDS,
        }
        if since is not None:
            params["after"] = comments.after(since)
        return self._get("wp/v2/posts", params)

    def comments(self, posts: Sequence[str], since: datetime | None, page: int) -> Raw:
        """Approved comments on these posts, on all where there are none."""
        return self._get("wp/v2/comments", comments.query(posts, since, page))

    def any_comment(self) -> Raw:
        """The first one there is, to see whether comments are told at all."""
        return self._get("wp/v2/comments", {**comments.query((), None, 1), "per_page": 1})

    def forget_grant(self, grant_id: str) -> None:
        """Deletes one application password. Raises ``NeedsReauth`` or ``Gone`` if it is no more."""
        self._retried("DELETE", f"wp/v2/users/me/application-passwords/{grant_id}", {})

    def _get(self, route: str, params: Params) -> Raw:
        answer = self._retried("GET", route, params)
        if answer is None:
            return Raw(body=[])
        return Raw(
            body=answer.json(),
            total=_number(answer.headers.get("x-wp-total")),
            pages=_number(answer.headers.get("x-wp-totalpages")),
        )

    def _retried(self, method: str, route: str, params: Params) -> Answer | None:
        return tried(lambda: self._once(method, route, params))

    def _once(self, method: str, route: str, params: Params) -> Answer | None:
        """None is a page past the end."""
        call = self._http.delete if method == "DELETE" else self._http.get
        return _checked(send(lambda: call(self._root + route, params=params, auth=self._auth)))


def _checked(answer: Answer) -> Answer | None:
    raw = json_in(answer)
    code = parse_error_code(raw)
    status = answer.status
    if status == 200 and code:
        status = parse_error_status(raw) or 500  # an error inside a 200
    if status == 200 and raw is not None:
        return answer
    if status == 400 and code in _PAGE_TOO_HIGH:
        return None
    raise _fault(status, code, answer)


def _fault(status: int, code: str, answer: Answer) -> NetworkError:
    if status == 401:
        return NeedsReauth(code)
    if status == 403:
        return Forbidden(code)
    if status == 429:
        return RateLimited(until=_until(answer) or datetime.now(UTC) + _RETRY_LATER)
    if status >= 500 or status == 408:
        return Transient(f"status {status}", until=_until(answer))
    if status in (301, 308):
        return NeedsReauth("the site has moved")
    if status == 200 and answer.body.lstrip()[:1] in (b"{", b"["):
        return Transient("half a document")  # the next one may be whole
    if status == 410 or (status == 404 and code):
        return Gone(code)
    return NotThisNetwork(f"status {status}")


def _until(answer: Answer) -> datetime | None:
    now = datetime.now(UTC)
    wait = retry_after(answer.headers, now)
    return None if wait is None else now + min(max(wait, timedelta(0)), _LONGEST_WAIT)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
