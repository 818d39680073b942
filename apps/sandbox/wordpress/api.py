"""wp/v2 of a blog. Posts and comments are public: a wrong password there changes nothing, as in the
real one; ``users/me`` and the passwords want the right one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from apps.core.access import public
from apps.sandbox.standin import gate, spoiling
from apps.sandbox.standin.gate import Body, Call, View
from apps.sandbox.standin.rules import TokenState
from apps.sandbox.wordpress import passwords, shapes
from apps.sandbox.wordpress.blog import ABOUT, owner
from apps.sandbox.wordpress.standin import STANDIN
from apps.sandbox.wordpress.voice import error
from apps.sandbox.world import Person, Post, Reaction, World

NEWEST = 10  # posts whose comments come where no post is named


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody looks at a blog."""

    query: Any
    owner: Person
    here: World
    now: datetime
    lost: bool


def open_to_all(name: str) -> Callable[[Callable[[Visit], HttpResponse]], View]:
    def wrap(answer: Callable[[Visit], HttpResponse]) -> View:
        @public(because=ABOUT)
        @csrf_exempt
        @require_GET
        @wraps(answer)
        def view(request: HttpRequest, handle: str) -> HttpResponseBase:
            person, now = owner(handle), datetime.now(UTC)
            fault, spoiled = gate.struck(STANDIN, person.id, name)
            if spoiled:
                return spoiled
            lost = fault is not None and fault.is_lost
            found = answer(Visit(request.GET, person, STANDIN.world(now.date()), now, lost))
            return spoiling.after(fault, STANDIN.voice, found) if fault else found

        return view

    return wrap


def for_owner(name: str, *methods: str) -> Callable[[Callable[..., Any]], View]:
    def wrap(answer: Callable[..., Any]) -> View:
        @gate.endpoint(STANDIN, name, methods=methods or ("GET",), token_of=passwords.given)
        @wraps(answer)
        def view(call: Call, handle: str, **kwargs: str) -> Body | HttpResponse:
            if call.viewer.handle != handle:
                return STANDIN.voice.unauthorized(TokenState.UNKNOWN)
            found: Body | HttpResponse = answer(call, **kwargs)
            return found

        return view

    return wrap


@for_owner("me")
def me(call: Call) -> Body:
    body = {
        "id": shapes.OWNER_ID,
        "name": call.viewer.handle.capitalize(),
        "slug": call.viewer.handle,
    }
    if call.request.GET.get("context") == "edit":
        body |= {"registered_date": f"{shapes.local(call.viewer.created_at)}+00:00"}
    wanted = {name for name in call.request.GET.get("_fields", "").split(",") if name}
    return {k: v for k, v in body.items() if not wanted or k in wanted}


@for_owner("introspect")
def introspect(call: Call) -> Body:
    chain = call.grant.chain
    name = passwords.name_of(call.viewer, chain)
    return {"uuid": passwords.uuid_of(chain), "app_id": "", "name": name}


@for_owner("forget", "DELETE")
def forget(call: Call, uuid: str) -> Body | HttpResponse:
    if not passwords.delete(call.viewer, str(uuid)):
        told = "Could not find an application password with that id."
        return error(404, "rest_application_password_not_found", told)
    return {"deleted": True, "previous": {"uuid": str(uuid)}}


@open_to_all("posts")
def posts(visit: Visit) -> HttpResponse:
    """By falling id. Without ``after`` the total is that of all time, as far as it is told."""
    own = _own_posts(visit) if visit.query.get("author") == str(shapes.OWNER_ID) else []
    own.sort(key=lambda post: post.id, reverse=True)
    listed = [shapes.post(post) for post in own]
    response = shapes.paged(listed, visit.query, kind="post", lost=visit.lost)
    if own and "after" not in visit.query and response.status_code == 200:
        response["X-WP-Total"] = str(max(visit.owner.posts_total, len(own)))
    return response


@open_to_all("comments")
def comments(visit: Visit) -> HttpResponse:
    """By rising id."""
    named = {int(i) for i in visit.query.get("post", "").split(",") if i}
    since, here = _since(visit), visit.here
    own = here.posts(visit.owner, now=visit.now)
    about = [post for post in own if post.id in named] if named else own[:NEWEST]
    acts = [
        act
        for post in about
        for act in here.reactions(post, Reaction.REPLY, now=visit.now)
        if since is None or act.at > since
    ]
    acts.sort(key=lambda act: act.id)
    listed = [shapes.comment(act) for act in acts]
    return shapes.paged(listed, visit.query, kind="comment", lost=visit.lost)


def _own_posts(visit: Visit) -> list[Post]:
    since = _since(visit)
    own = visit.here.posts(visit.owner, now=visit.now)
    return [post for post in own if since is None or post.at > since]


def _since(visit: Visit) -> datetime | None:
    return datetime.fromisoformat(visit.query["after"]) if "after" in visit.query else None
