"""YouTube's kinds of ids, made from those of the world, and back."""

from __future__ import annotations

import base64
import binascii
import re

COMMENT_END = "4AaABAg"
BRAND = "B"


def channel_id(account_id: str, *, brand: bool = False) -> str:
    """24 characters. ``brand``: the second channel of a person."""
    digits = f"{int(account_id):021d}"
    return f"UC{BRAND if brand else '0'}{digits}"


def uploads_id(channel: str) -> str:
    return f"UU{channel[2:]}"


def account_of(identifier: str) -> tuple[str, bool] | None:
    """Account and whether it is the brand, of a channel's or an uploads' id."""
    found = re.fullmatch(r"U[CU]([0B])0*([1-9][0-9]{0,20})", identifier)
    return (found[2], found[1] == BRAND) if found and len(identifier) == 24 else None


def video_id(post_id: int) -> str:
    """11 characters."""
    return base64.urlsafe_b64encode(post_id.to_bytes(8, "big")).decode().rstrip("=")


def post_of(video: str) -> int | None:
    try:
        raw = base64.urlsafe_b64decode(f"{video}=")
    except (binascii.Error, ValueError):
        return None
    return int.from_bytes(raw, "big") if len(raw) == 8 else None


def draft_id(number: int) -> str:
    """Of a video that its owner has not shown to anybody yet."""
    return f"draft{number:06d}"


def comment_id(video: str, act_id: int) -> str:
    return f"Ug{video}{video_id(act_id)}{COMMENT_END}"


def video_of_comment(comment: str) -> str:
    return comment[2:13]
