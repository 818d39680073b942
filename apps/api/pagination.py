"""Lists of the API: a page of rows, and addresses of the next and the previous page."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.deprecation import add_link
from apps.api.faults import BadParameter
from apps.core.keyset import KeysetPage, keyset_page

PAGE_SIZE, LARGEST_PAGE = 25, 100


def page_size(request: Request) -> int:
    asked = request.query_params.get("page_size", str(PAGE_SIZE))
    written = asked.isascii() and asked.isdigit() and len(asked) <= len(str(LARGEST_PAGE))
    if not written or not 1 <= int(asked) <= LARGEST_PAGE:
        raise BadParameter("page_size", f"Ask for 1 to {LARGEST_PAGE}.")
    return int(asked)


def page_of[M: Model](
    request: Request, queryset: QuerySet[M], *, key: str, descending: bool
) -> KeysetPage[M]:
    return keyset_page(
        queryset,
        key=key,
        descending=descending,
        size=page_size(request),
        cursor=request.query_params.get("cursor"),
    )


def envelope(request: Request, page: KeysetPage[Any], results: Any) -> dict[str, Any]:
    """``{"next": address or null, "previous": address or null, "results": [...]}``"""

    def to(cursor: str | None) -> str | None:
        if cursor is None:
            return None
        query = request.query_params.copy()
        query["cursor"] = cursor
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    return {"next": to(page.next), "previous": to(page.previous), "results": results}


def link_pages(request: Request, response: Response) -> None:
    """``Link`` to the first, the next and the previous page, beside the envelope."""
    shown = response.data
    if not isinstance(shown, dict) or not {"next", "previous", "results"} <= shown.keys():
        return
    query = request.query_params.copy()
    query.pop("cursor", None)
    first = f"{request.path}?{query.urlencode()}".rstrip("?")
    add_link(response, request.build_absolute_uri(first), "first")
    for name, relation in (("next", "next"), ("previous", "prev")):
        if shown[name]:
            add_link(response, shown[name], relation)


def list_of(
    item: type[serializers.BaseSerializer[Any]], **more: serializers.Field[Any, Any, Any, Any]
) -> type[serializers.Serializer[Any]]:
    """The envelope's serializer, for the schema; ``more`` stands beside the results."""
    fields = {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": item(many=True),
        **more,
    }
    return type(
        f"{item.__name__.removesuffix('Serializer')}ListSerializer",
        (serializers.Serializer,),
        fields,
    )
