"""Observations into the database: a whole page in one statement, as one value. A page comes twice
where a worker died after keeping it; then the second one changes nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import connection
from django.utils import timezone

from apps.connections.models import Snapshot
from apps.connections.observations import Interaction, Post
from apps.core.models import identifier

POSTS = """
INSERT INTO connections_postobservation
    (id, created_at, person_id, snapshot_id, post_id, published_at, likes, comments, shares, views)
SELECT id, %s, %s, %s, post_id, published_at, likes, comments, shares, views
FROM jsonb_to_recordset(%s::jsonb) AS page (
    id uuid, post_id text, published_at timestamptz,
    likes bigint, comments bigint, shares bigint, views bigint)
ON CONFLICT DO NOTHING
"""
ACTS = """
INSERT INTO connections_interactionobservation
    (id, created_at, person_id, snapshot_id, post_id, actor_key, kind, at, actor_reach, mutual)
SELECT id, %s, %s, %s, post_id, actor_key, kind, at, actor_reach, mutual
FROM jsonb_to_recordset(%s::jsonb) AS page (
    id uuid, post_id text, actor_key text, kind text, at timestamptz,
    actor_reach bigint, mutual boolean)
ON CONFLICT DO NOTHING
"""


def add_posts(snapshot: Snapshot, posts: Sequence[Post]) -> None:
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
    _insert(POSTS, snapshot, rows)


def add_interactions(snapshot: Snapshot, acts: Sequence[Interaction]) -> None:
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
    _insert(ACTS, snapshot, rows)


def _insert(statement: str, snapshot: Snapshot, rows: Sequence[dict[str, object]]) -> None:
    if not rows:
        return
    page = json.dumps(rows, default=_plain)
    with connection.cursor() as cursor:
        cursor.execute(statement, [timezone.now(), snapshot.person_id, snapshot.pk, page])


def _plain(value: object) -> str:
    """Times and identifiers, as PostgreSQL reads them."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
