"""Posts and comments as wp/v2 tells them, and ``_fields``, which cuts them down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse, JsonResponse

from apps.sandbox.wordpress.voice import error
from apps.sandbox.world import Act, Person, Post

OWNER_ID = 1  # each blog has one user
WITHOUT_LINK = 3  # every third of the crowd leaves only a name


def post(found: Post) -> dict[str, Any]:
    return {
        "id": found.id,
        "date": local(found.at),
        "date_gmt": local(found.at),
        "status": "publish",
        "type": "post",
        "title": {"rendered": found.text},
        "content": {"rendered": f"<p>{found.text}</p>", "protected": False},
        "author": OWNER_ID,
        "comment_status": "open",
    }


def comment(act: Act) -> dict[str, Any]:
    """By strangers, as a blog of one's own knows no other users."""
    handle, number = act.actor.handle, int(act.actor.id)
    has_link = isinstance(act.actor, Person) or bool(number % WITHOUT_LINK)
    return {
        "id": act.id,
        "post": act.post.id,
        "parent": 0,
        "author": 0,
        "author_name": handle.capitalize(),
        "author_url": f"https://{handle}.example/" if has_link else "",
        "date": local(act.at),
        "date_gmt": local(act.at),
        "content": {"rendered": f"<p>Comment {act.id % 100_000}</p>"},
        "status": "approved",
        "type": "comment",
    }


def paged(items: Sequence[dict[str, Any]], query: Any, *, kind: str, lost: bool) -> HttpResponse:
    """One page, with the numbers of all items and pages; a page past the end is an error.
    ``lost``: each page is the first."""
    size, page = int(query.get("per_page", "10")), 1 if lost else int(query.get("page", "1"))
    if not 1 <= size <= 100 or page < 1:
        return error(400, "rest_invalid_param", "Invalid parameter(s): per_page, page")
    pages = -(-len(items) // size)
    if page > max(1, pages):
        code = f"rest_{kind}_invalid_page_number"
        return error(400, code, "The page number requested is larger than the number of pages.")
    wanted = {name for name in query.get("_fields", "").split(",") if name}
    shown = items[(page - 1) * size : page * size]
    cut = [{k: v for k, v in item.items() if not wanted or k in wanted} for item in shown]
    response = JsonResponse(cut, safe=False)
    response["X-WP-Total"], response["X-WP-TotalPages"] = str(len(items)), str(pages)
    return response


def local(at: datetime) -> str:
    """Without a zone, as WordPress writes times; this site's is UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
