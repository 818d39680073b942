"""The part of graph.instagram.com that Renown reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from apps.core.access import public
from apps.sandbox.graph import edges
from apps.sandbox.graph.errors import GraphError, no_object
from apps.sandbox.graph.fields import Field, parse, pick
from apps.sandbox.instagram import shapes
from apps.sandbox.instagram.people import is_personal
from apps.sandbox.instagram.standin import COMMENTS, INSIGHTS, NAME, STANDIN
from apps.sandbox.standin.gate import Body, Call, View, endpoint
from apps.sandbox.world import Act, Post, PostKind, Reaction

COMMENTS_MOST = 50
NODES = {"me": "IGUser", "media": "IGMedia", "comments": "IGComment", "insights": "InsightsResult"}
OF_COMMENTS = shapes.names("timestamp", "text", "id")
OF_INSIGHTS = shapes.names("name", "period", "values", "title", "id")
PATH = f"https://graph.{NAME}.com/v26.0"


def graph(name: str, *scopes: str) -> Callable[[Callable[..., Body]], View]:
    """An endpoint that words its refusals as Graph does. Of a personal account only that it is one
    can be read."""

    def wrap(answer: Callable[..., Body]) -> View:
        @endpoint(STANDIN, name, *scopes)
        @wraps(answer)
        def view(call: Call, **kwargs: str) -> Body | HttpResponse:
            if is_personal(call.viewer) and name != "me":
                return STANDIN.voice.forbidden()
            try:
                return answer(call, **kwargs)
            except GraphError as error:
                return error.response(kind="IGApiException")

        return view

    return wrap


@graph("me")
def me(call: Call) -> Body:
    person = call.viewer
    kind = "MEDIA_CREATOR" if person.number % 2 else "BUSINESS"
    makers = shapes.account(person, kind="PERSONAL" if is_personal(person) else kind)
    makers["media"] = lambda asked: _media(call, asked)
    return pick(_asked(call), makers, node=NODES["me"])


@graph("media")
def media(call: Call) -> Body:
    query = call.request.GET
    arguments = {"limit": query.get("limit", ""), "after": query.get("after", "")}
    return _media(call, Field("media", arguments, _asked(call)))


@graph("insights", INSIGHTS)
def insights(call: Call, media_id: str) -> Body:
    asked = Field("insights", {"metric": call.request.GET.get("metric", "")}, _asked(call))
    return _insights(call, _own(call, media_id), asked)


@graph("comments", COMMENTS)
def comments(call: Call, media_id: str) -> Body:
    """Newest first; every fifth has the account's own answer below it."""
    acts = call.here.reactions(_own(call, media_id), Reaction.REPLY, now=call.now)
    ages = {act.id: len(acts) - place - 1 for place, act in enumerate(acts)}
    size = edges.size_of(call.request.GET.get("limit", ""), most=COMMENTS_MOST)
    found, paging = edges.page(
        acts, size=size, after=_after(call), key=_id_of, address=f"{PATH}/{media_id}/comments"
    )
    fields = _asked(call) or OF_COMMENTS
    shaped = [_comment(call, act, fields, place=ages[act.id]) for act in found]
    return {"data": shaped, **paging}


@public(because="the sandbox is for everybody, and never stands in production")
@csrf_exempt
def unsupported(request: HttpRequest, path: str) -> HttpResponse:
    """Whatever Instagram does not document, withdrawing permissions among it."""
    return no_object(path.rpartition("/")[2]).response(kind="IGApiException")


def _media(call: Call, asked: Field) -> dict[str, Any]:
    posts = [p for p in call.here.posts(call.viewer, now=call.now) if p.kind is PostKind.ORIGINAL]
    after = "" if call.lost else asked.arguments.get("after", "")
    size = edges.size_of(asked.arguments.get("limit", ""))
    found, paging = edges.page(
        posts, size=size, after=after, key=_id_of, address=f"{PATH}/me/media"
    )
    return {"data": [_post(call, post, asked.fields) for post in found], **paging}


def _post(call: Call, post: Post, fields: tuple[Field, ...]) -> dict[str, Any]:
    makers = shapes.post(post, call.viewer, call.here, call.now)
    makers["insights"] = lambda asked: _insights(call, post, asked)
    return pick(fields, makers, node=NODES["media"])


def _insights(call: Call, post: Post, asked: Field) -> dict[str, Any]:
    if INSIGHTS not in call.grant.scopes:
        raise GraphError(10, "(#10) Application does not have permission for this action")
    metrics = asked.arguments.get("metric", "")
    told = shapes.insights(metrics, post, call.viewer, call.here, call.now)
    fields = asked.fields or OF_INSIGHTS
    return {"data": [pick(fields, makers, node=NODES["insights"]) for makers in told]}


def _comment(call: Call, act: Act, fields: tuple[Field, ...], *, place: int) -> dict[str, Any]:
    def answers(asked: Field) -> dict[str, Any] | None:
        if place % shapes.ANSWERED_EVERY:
            return None
        own = shapes.comment(act, call.viewer)
        own["id"] = lambda _: str(act.id + 1)
        return {"data": [pick(asked.fields or OF_COMMENTS, own, node=NODES["comments"])]}

    makers = shapes.comment(act, act.actor, answers=answers)
    return pick(fields, makers, node=NODES["comments"])


def _own(call: Call, media_id: str) -> Post:
    post = call.here.post(int(media_id), now=call.now)
    if post is None or post.author != call.viewer.number:
        raise no_object(media_id)
    return post


def _asked(call: Call) -> tuple[Field, ...]:
    return parse(call.request.GET.get("fields", ""))


def _after(call: Call) -> str:
    return "" if call.lost else call.request.GET.get("after", "")


def _id_of(item: Post | Act) -> str:
    return str(item.id)
