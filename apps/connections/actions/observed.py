"""Observations into the database: a whole page for the fetch's snapshot in one statement, as one
value. What stands there already, as where a page comes twice, is left as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone

from apps.connections.observations import Interaction, Post
from apps.core.models import identifier

POSTS = """
INSERT INTO connections_postobservation
    (id, created_at, person_id, snapshot_id, post_id, published_at, likes, comments, shares, views)
SELECT page.id, %s, s.person_id, s.id, post_id, published_at, likes, comments, shares, views
FROM connections_snapshot s, jsonb_to_recordset(%s::jsonb) AS page (
    id uuid, post_id text, published_at timestamptz,
    likes bigint, comments bigint, shares bigint, views bigint)
WHERE s.fetch_id = %s
ON CONFLICT DO NOTHING
"""
ACTS = """
INSERT INTO connections_interactionobservation
    (id, created_at, person_id, snapshot_id, post_id, actor_key, kind, at, actor_reach, mutual)
SELECT page.id, %s, s.person_id, s.id, post_id, actor_key, kind, at, actor_reach, mutual
FROM connections_snapshot s, jsonb_to_recordset(%s::jsonb) AS page (
    id uuid, post_id text, actor_key text, kind text, at timestamptz,
    actor_reach bigint, mutual boolean)
WHERE s.fetch_id = %s
ON CONFLICT DO NOTHING
"""


def add_posts(fetch_id: UUID, posts: Sequence[Post]) -> None:
    rows = [
        {
            "id": identifier(),
            "post_id": post.post_id,
            "published_at": post.published_at,
            "likes": post.likes,
            "comments": post.comments,
            "shares": post.shares,
            "views": post.views,
        }
        for post in posts
    ]
    _insert(POSTS, fetch_id, rows)


def add_interactions(fetch_id: UUID, acts: Sequence[Interaction]) -> None:
    rows = [
        {
            "id": identifier(),
            "post_id": act.post_id or "",
            "actor_key": act.actor_key,
            "kind": act.kind,
            "at": act.at,
            "actor_reach": act.actor_reach,
            "mutual": act.mutual,
        }
        for act in acts
    ]
    _insert(ACTS, fetch_id, rows)


def _insert(statement: str, fetch_id: UUID, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        return
    page = json.dumps(rows, default=_plain)
    with connection.cursor() as cursor:
        cursor.execute(statement, [timezone.now(), page, fetch_id])


def _plain(value: object) -> str:
    """Times and identifiers, as PostgreSQL reads them."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
