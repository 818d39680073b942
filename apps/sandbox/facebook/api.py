"""The part of Graph v26.0 that Renown reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from apps.sandbox.facebook import shapes
from apps.sandbox.facebook.gate import endpoint, is_persons, own_page, token_of
from apps.sandbox.facebook.login import page_token
from apps.sandbox.facebook.pages import ManagedPage, page_of, pages_of, post_id, user_id
from apps.sandbox.facebook.standin import (
    CONTENT,
    ENGAGEMENT,
    NAME,
    SHOW_LIST,
    STANDIN,
    VERSION,
)
from apps.sandbox.graph import edges
from apps.sandbox.graph.errors import PARAMETER, PERMISSION, GraphError, no_object
from apps.sandbox.graph.fields import Field, Maker, parse, pick
from apps.sandbox.standin.gate import Body, Call
from apps.sandbox.world import Act, Post, PostKind, Reaction

PATH = f"https://graph.{NAME}.com/{VERSION}"
WANTS = {  # fields that the token opens only with a permission
    "followers_count": ENGAGEMENT,
    "fan_count": ENGAGEMENT,
    "reactions": CONTENT,
    "comments": CONTENT,
}


@endpoint("me")
def me(call: Call) -> Body:
    person = call.viewer
    makers: dict[str, Maker] = {
        "id": lambda _: user_id(person),
        "name": lambda _: person.handle.capitalize(),
    }
    return pick(_asked(call), makers, node="User")


@endpoint("permissions")
def permissions(call: Call) -> Body:
    granted = call.grant.scopes
    return {
        "data": [
            {"permission": scope, "status": "granted" if scope in granted else "declined"}
            for scope in STANDIN.asks
        ]
    }


@endpoint("accounts", SHOW_LIST)
def accounts(call: Call) -> Body:
    managed = pages_of(call.viewer)
    found, paging = edges.page(
        managed, size=_size(call), after=_after(call), key=_page_id, address=f"{PATH}/me/accounts"
    )
    return {"data": [_page(call, page) for page in found], **paging}


@endpoint("withdraw", method="DELETE")
def withdraw(call: Call, user: str) -> Body:
    """One permission a person and application: all pages go with it."""
    if user not in ("me", user_id(call.viewer)):
        raise no_object(user)
    STANDIN.grants.close_account(call.grant.account_id)
    return {"success": True}


@endpoint("page")
def page(call: Call, page_id: str) -> Body:
    """A page's own token opens it, and that of the person who manages it."""
    managed = page_of(call.viewer, page_id) if is_persons(call) else own_page(call, page_id)
    if managed is None:
        raise no_object(page_id)
    return _page(call, managed)


@endpoint("published_posts", ENGAGEMENT)
def published_posts(call: Call, page_id: str) -> Body:
    managed = own_page(call, page_id)
    since = _since(call)
    posts = [
        post
        for post in managed.posts(call.here, call.now)
        if post.kind is PostKind.ORIGINAL and (since is None or post.at >= since)
    ]
    address = f"{PATH}/{page_id}/published_posts"
    found, paging = edges.page(
        posts, size=_size(call), after=_after(call), key=_id_of, address=address
    )
    return {"data": [_post(call, managed, post) for post in found], **paging}


@endpoint("comments", CONTENT)
def comments(call: Call, page_id: str, number: str) -> Body:
    managed = own_page(call, page_id)
    post = call.here.post(int(number), now=call.now)
    if post is None or post not in managed.posts(call.here, call.now):
        raise no_object(f"{page_id}_{number}")
    acts = call.here.reactions(post, Reaction.REPLY, now=call.now)
    if call.request.GET.get("order") != "reverse_chronological":
        acts = acts[::-1]
    address = f"{PATH}/{post_id(managed, post)}/comments"
    found, paging = edges.page(
        acts, size=_size(call), after=_after(call), key=_id_of, address=address
    )
    fields = _asked(call)
    shaped = [pick(fields, shapes.comment(act, managed), node="Comment") for act in found]
    return {"data": shaped, **paging}


def _page(call: Call, managed: ManagedPage) -> dict[str, Any]:
    def token(_: Field) -> str | None:
        shown = token_of(call.request)
        return page_token(shown, managed) if is_persons(call) else shown

    makers = shapes.page(managed) | {"access_token": token}
    return pick(_opened(call), makers, node="Page")


def _post(call: Call, managed: ManagedPage, post: Post) -> dict[str, Any]:
    makers = shapes.post(post, managed, call.here, call.now)
    return pick(_opened(call), makers, node="PagePost")


def _opened(call: Call) -> tuple[Field, ...]:
    """The fields that were asked for. Raises ``GraphError`` where the token does not open one."""
    asked = _asked(call)
    for field in asked:
        scope = WANTS.get(field.name, "")
        if scope and scope not in call.grant.scopes:
            message = f"(#{PERMISSION}) This endpoint requires the '{scope}' permission"
            raise GraphError(PERMISSION, message)
    return asked


def _asked(call: Call) -> tuple[Field, ...]:
    return parse(call.request.GET.get("fields", ""))


def _after(call: Call) -> str:
    return "" if call.lost else call.request.GET.get("after", "")


def _size(call: Call) -> int:
    return edges.size_of(call.request.GET.get("limit", ""))


def _since(call: Call) -> datetime | None:
    text = call.request.GET.get("since", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 11:
        raise GraphError(PARAMETER, "(#100) Invalid parameter since")
    return datetime.fromtimestamp(int(text), UTC)


def _page_id(managed: ManagedPage) -> str:
    return managed.id


def _id_of(item: Post | Act) -> str:
    return str(item.id)
