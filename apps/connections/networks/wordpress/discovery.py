"""From the address that a person typed to the site's REST API.

Source: https://developer.wordpress.org/rest-api/using-the-rest-api/discovery/ (Link header, link
element, else the two usual places), confirmed on WordPress 6.1.9."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from apps.connections.networks.wordpress import errors
from apps.connections.networks.wordpress.parse import (
    Index,
    parse_error_code,
    parse_index,
)
from apps.connections.networks.wordpress.site import (
    REST_ROUTE,
    Site,
    canonical_root,
    place,
)
from apps.core.addresses import Resolver, resolve
from apps.core.http import (
    Answer,
    BadBody,
    GuardedClient,
    HttpError,
    Refusal,
    RefusedAddress,
    TimedOut,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)

_API_REL = "https://api.w.org/"
_LINK_HEADER = re.compile(r'<([^>]+)>\s*;\s*rel="?https://api\.w\.org/"?')
_HEAD_CHARS = 300_000  # the link stands in the head of the page
_INDEX_FIELDS = "url,home,namespaces,authentication"
_TYPED_TOO_MUCH = re.compile(r"/(wp-admin|wp-login\.php|wp-json|index\.php)(/.*)?$")


def discover(address: str, *, timeout: float = 10.0, resolver: Resolver = resolve) -> Site:
    """The WordPress at this address. Raises ``LinkError`` subclasses; nothing is stored.

    ``timeout``: seconds for each of at most four questions."""
    fault: errors.LinkError = errors.BadSiteAddress()
    for url in _spellings(address):
        with GuardedClient(timeout=timeout, resolver=resolver) as http:
            try:
                return _discover(http, url)
            except errors.SiteUnreachable as error:
                fault = error
    raise fault


def _spellings(address: str) -> Iterator[str]:
    """With a scheme only this; without one https first, then http (a site on a test machine)."""
    text = address.strip()
    schemes = [""] if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", text) else ["https://", "http://"]
    for scheme in schemes:
        try:
            parts = urlsplit(scheme + text)
        except ValueError:
            raise errors.BadSiteAddress from None
        if not parts.netloc or re.search(r"[\s\\]", text):
            raise errors.BadSiteAddress
        path = _TYPED_TOO_MUCH.sub("", parts.path)
        yield f"{parts.scheme}://{parts.netloc}{path or '/'}"


def _discover(http: GuardedClient, url: str) -> Site:
    page = _ask(http, url, html=True)
    fault: errors.LinkError = errors.NotWordPress()
    for root in _candidates(url, page):
        try:
            return _site(http, root)
        except (errors.NotWordPress, errors.SiteFailing) as error:
            fault = error
    raise fault


def _candidates(url: str, page: Answer | None) -> Iterator[str]:
    """Places of the API, the announced one first."""
    here = page.url if page is not None else url
    root = _announced(page) if page is not None else None
    if root:
        # A site behind a proxy that ends TLS often announces itself with http.
        if here.startswith("https://") and root.startswith("http://"):
            yield "https://" + root.removeprefix("http://")
        yield root
        return
    base = urljoin(here, ".")
    yield base + "wp-json/"
    yield base + REST_ROUTE


def _announced(page: Answer) -> str | None:
    """The whole address that the page names, None where it names none or a broken one."""
    header = _LINK_HEADER.search(page.headers.get("link", ""))
    reader = _LinkReader()
    if header is None:
        reader.feed(page.text[:_HEAD_CHARS])
    found = header.group(1) if header is not None else reader.href
    try:
        return urljoin(page.url, found) if found else None
    except ValueError:
        return None


class _LinkReader(HTMLParser):
    href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") == _API_REL and self.href is None:
            self.href = values.get("href")


def _site(http: GuardedClient, root: str) -> Site:
    answer = _ask(http, root)
    if answer is None:
        raise errors.NotWordPress
    if answer.status >= 500:
        raise errors.SiteFailing
    try:
        raw = answer.json()
    except BadBody:
        raise errors.NotWordPress from None
    if answer.status in (401, 403) and parse_error_code(raw):
        raise errors.ApiClosed
    index = parse_index(raw)
    if answer.status != 200 or index is None:
        raise errors.NotWordPress
    return _linkable(canonical_root(answer.url), index)


def _linkable(root: str, index: Index) -> Site:
    """One host for all three: else a site could name another one's approval page, and would be
    sent the password that the person approved there."""
    if index.authorization is None:
        plain = root.startswith("http://")
        raise errors.NeedsHttps if plain else errors.NoApplicationPasswords
    try:
        hosts = {_host(url) for url in (root, index.url, index.authorization)}
    except ValueError:
        raise errors.NotWordPress from None
    if len(hosts) > 1:
        raise errors.OtherSite
    return Site(root=root, url=index.url, authorization=index.authorization)


def _host(url: str) -> str:
    return place(url)[0].removeprefix("www.")


def _ask(http: GuardedClient, url: str, *, html: bool = False) -> Answer | None:
    """The answer; None where it is no text or endless (then the usual places are still tried)."""
    try:
        return http.get(url, params=None if html else {"_fields": _INDEX_FIELDS})
    except RefusedAddress as refused:
        raise _refused(refused) from None
    except TimedOut:
        raise errors.SiteTooSlow from None
    except Unreachable:
        raise errors.SiteUnreachable from None
    except TooManyRedirects:
        raise errors.TooManyHops from None
    except (BadBody, TooLarge):
        return None
    except HttpError:
        raise errors.SiteFailing from None


def _refused(refused: RefusedAddress) -> errors.LinkError:
    if refused.reason is not Refusal.PRIVATE:
        return errors.BadSiteAddress()
    return errors.RedirectsToPrivate() if refused.redirected else errors.PrivateAddress()
