"""The application-password flow: where to send the person, and what to make of what comes back.

Source: https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/,
confirmed on WordPress 6.1.9."""

from __future__ import annotations

import secrets
import uuid
from urllib.parse import urlencode

from apps.connections.networks.adapter import Credential
from apps.connections.networks.errors import (
    Forbidden,
    Gone,
    NeedsReauth,
    NetworkError,
    NotThisNetwork,
)
from apps.connections.networks.wordpress import errors
from apps.connections.networks.wordpress.client import Rest
from apps.connections.networks.wordpress.parse import User, parse_grant, parse_user
from apps.connections.networks.wordpress.site import Site, host, place


def app_id(public_url: str) -> str:
    """The UUID by which a site knows this installation, the same every time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, public_url))


def authorization_url(
    site: Site, *, app_name: str, app_id: str, success_url: str, reject_url: str
) -> str:
    """Where the person approves. WordPress keeps the query of both addresses and adds its own.

    A name that the account has already is refused there, so each gets its own suffix. WordPress
    refuses a ``success_url`` without https, unless the site is a local one."""
    query = {
        "app_name": f"{app_name} {secrets.token_hex(3)}",
        "app_id": app_id,
        "success_url": success_url,
        "reject_url": reject_url,
    }
    joint = "&" if "?" in site.authorization else "?"
    return f"{site.authorization}{joint}{urlencode(query)}"


def complete(site: Site, *, site_url: str, user_login: str, password: str) -> Credential:
    """The credential, once the site itself accepted it. ``password`` may stand in spaced groups.

    Raises ``LinkError`` subclasses; ``retry`` says whether to try again with the same password."""
    if not _is_same(site.url, site_url):
        raise errors.OtherSite
    plain = "".join(password.split())
    if not user_login or not plain:
        raise errors.PasswordNotAccepted
    with Rest(site.root, user=user_login, password=plain) as rest:
        return _verified(rest, site, user_login, plain)


def _verified(rest: Rest, site: Site, user_login: str, password: str) -> Credential:
    user = _user(rest)
    grant_id = _grant_id(rest)
    return Credential(
        account_id=str(user.id),
        label=f"{user_login} on {host(site.url)}",
        access_token=password,
        site=site.root,
        user=user_login,
        grant_id=grant_id,
    )


def _user(rest: Rest) -> User:
    try:
        return parse_user(rest.me().body)
    except NeedsReauth:
        raise errors.PasswordNotAccepted from None
    except (Forbidden, Gone, NotThisNetwork):
        raise errors.ApiClosed from None
    except NetworkError:
        raise errors.SiteFailing from None


def _grant_id(rest: Rest) -> str:
    try:
        return parse_grant(rest.grant().body)
    except Gone:
        raise errors.TooOld from None
    except (Forbidden, NeedsReauth, NotThisNetwork):
        raise errors.ApiClosed from None
    except NetworkError:
        raise errors.SiteFailing from None


def _is_same(asked: str, returned: str) -> bool:
    try:
        return place(asked) == place(returned)
    except ValueError:
        return False
