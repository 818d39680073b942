"""The part of the interface that Renown reads."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse

from apps.sandbox.standin.gate import Body, Call, View, endpoint
from apps.sandbox.wordpress_com import shapes
from apps.sandbox.wordpress_com.sites import Role, Site, site, sites
from apps.sandbox.wordpress_com.standin import STANDIN
from apps.sandbox.wordpress_com.voice import error
from apps.sandbox.world import Post, Reaction

LIKES_MAX = 1_000


def v1(name: str, *scopes: str) -> Callable[[Callable[..., Any]], View]:
    """An endpoint of v1.1: its answer is cut down to ``fields``."""

    def wrap(answer: Callable[..., Any]) -> View:
        @endpoint(STANDIN, name, *scopes)
        @wraps(answer)
        def view(call: Call, **kwargs: int) -> Body | HttpResponse:
            body = answer(call, **kwargs)
            if isinstance(body, HttpResponse):
                return body
            return shapes.fitted(body, call.request.GET.get("fields", ""))

        return view

    return wrap


def of_site(answer: Callable[..., Any]) -> Callable[..., Any]:
    """About one of the viewer's own sites."""

    @wraps(answer)
    def view(call: Call, site_id: int, **kwargs: int) -> Any:
        found = site(call.here, site_id)
        if found is None:
            return error(404, "unknown_blog", "Unknown blog")
        if found.person.id != call.viewer.id:
            return STANDIN.voice.forbidden()
        return answer(call, found, **kwargs)

    return view


@v1("me", "users")
def me(call: Call) -> Body:
    return {
        "ID": int(call.viewer.id),
        "username": call.viewer.handle,
        "display_name": call.viewer.handle.capitalize(),
        "email": f"{call.viewer.handle}@people.example",
        "date": shapes.iso(call.viewer.created_at),
        "token_scope": list(call.grant.scopes),
        "token_site_id": None,
    }


@v1("sites", "sites")
def my_sites(call: Call) -> Body:
    return {"sites": [shapes.site(each) for each in sites(call.viewer)]}


@v1("site", "sites")
@of_site
def one_site(call: Call, found: Site) -> Body:
    return shapes.site(found)


@v1("followers", "stats")
@of_site
def followers(call: Call, found: Site) -> Body:
    by_email = found.followers // 3
    return {
        "page": 1,
        "pages": 1,
        "total": found.followers,
        "total_email": by_email,
        "total_wpcom": found.followers - by_email,
        "subscribers": [{"label": "reader@people.example"}],
    }


@v1("posts", "posts")
@of_site
def posts(call: Call, found: Site) -> Body | HttpResponse:
    """By date, newest first. A page's handle is the date and id of the last one before."""
    query = call.request.GET
    size = int(query.get("number", "20"))
    if not 1 <= size <= 100:
        return error(400, "invalid_number", "The number parameter must be at most 100.")
    listed = _posts(call, found)
    page = _below(listed, "" if call.lost else query.get("page_handle", ""))[:size]
    body: dict[str, Any] = {
        "found": len(listed) if "after" in query else _total(found, listed),
        "posts": [shapes.post(each, found.person, call.here, call.now) for each in page],
        "meta": {"links": {}},
    }
    if page and page[-1] is not listed[-1]:
        body["meta"]["next_page"] = f"value={shapes.iso(page[-1].at)}&id={page[-1].id}"
    return body


def _posts(call: Call, found: Site) -> list[Post]:
    query = call.request.GET
    if found.role is not Role.OWN or query.get("author", call.viewer.id) != call.viewer.id:
        return []
    since = datetime.fromisoformat(query["after"]) if "after" in query else None
    own = [
        each
        for each in call.here.posts(found.person, now=call.now)
        if since is None or each.at > since
    ]
    return sorted(own, key=lambda each: (each.at, each.id), reverse=True)


def _total(found: Site, listed: list[Post]) -> int:
    return max(found.person.posts_total, len(listed)) if listed else 0


def _below(listed: list[Post], handle: str) -> list[Post]:
    place = re.fullmatch(r"value=(\S+)&id=([0-9]+)", handle)
    if not place:
        return listed
    last = datetime.fromisoformat(place[1]), int(place[2])
    return [each for each in listed if (each.at, each.id) < last]


@v1("views", "stats")
@of_site
def views(call: Call, found: Site) -> Body | HttpResponse:
    """Views of ``num`` days up to ``date``, by post."""
    query = call.request.GET
    ids, days = query.get("post_ids", "").split(","), int(query.get("num", "1"))
    if len(ids) > 100 or not 1 <= days <= 30:
        return error(400, "invalid_input", "At most 100 posts and 30 days.")
    until = date.fromisoformat(query.get("date") or call.now.date().isoformat())
    end = min(call.now, datetime.combine(until + timedelta(days=1), time(0), UTC))
    start = datetime.combine(until - timedelta(days=days - 1), time(0), UTC)
    named = [post for i in ids if (post := call.here.post(int(i), now=call.now)) is not None]
    counted = {
        post.id: call.here.views(post, now=end) - call.here.views(post, now=min(start, end))
        for post in named
    }
    listed = [{"ID": post_id, "views": count} for post_id, count in counted.items() if count]
    return {"date": until.isoformat(), "posts": listed}


@v1("likes", "posts")
@of_site
def likes(call: Call, found: Site, post_id: int) -> Body | HttpResponse:
    post = call.here.post(post_id, now=call.now)
    if post is None or post.author != found.person.number:
        return error(404, "unknown_post", "Unknown post")
    acts = call.here.reactions(post, Reaction.LIKE, now=call.now, limit=LIKES_MAX)
    return {
        "found": call.here.count(post, Reaction.LIKE, now=call.now),
        "site_ID": found.id,
        "post_ID": post.id,
        "likes": [shapes.like(act) for act in acts],
    }


@endpoint(STANDIN, "comments", "comments")
@of_site
def comments(call: Call, found: Site) -> HttpResponse:
    """Of wp/v2, oldest first; a page past the end is an error."""
    query = call.request.GET
    size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
    since = datetime.fromisoformat(query["after"]) if "after" in query else None
    wanted = [int(i) for i in query.get("post", "").split(",") if i]
    own = (call.here.post(i, now=call.now) for i in wanted)
    acts = [
        act
        for post in own
        if post is not None and post.author == found.person.number
        for act in call.here.reactions(post, Reaction.REPLY, now=call.now)
        if since is None or act.at > since
    ]
    acts.sort(key=lambda act: act.id)
    pages = -(-len(acts) // size)
    page = 1 if call.lost else page
    if page > max(1, pages):
        told = {"code": "rest_comment_invalid_page_number", "message": "The page is too high."}
        return JsonResponse(told | {"data": {"status": 400}}, status=400)
    shown = [shapes.comment(act) for act in acts[(page - 1) * size : page * size]]
    response = JsonResponse(shapes.picked(shown, query.get("_fields", "")), safe=False)
    response["X-WP-Total"], response["X-WP-TotalPages"] = str(len(acts)), str(pages)
    return response
