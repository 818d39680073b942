"""Klout's API v2, for programs that were written for it: the same addresses and answers.

Their documentation is gone. What they looked like is told by clients that still exist, such as
PyPI's ``Klout``; docs/klout.md says what means what here."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.api.klout import people, told
from apps.api.klout.authentication import KeyInQuery
from apps.api.klout.errors import klout_error
from apps.api.negotiation import OneFormat
from apps.api.views.base import OrganisationView
from apps.candidates.models import Candidate
from apps.connections.models import NamedAccount
from apps.core import tenancy
from apps.scoring.actions import looks


@extend_schema(exclude=True)
class KloutView(OrganisationView):
    """An organisation that has not turned this on has no such addresses. Parameters that it does
    not know are left alone, as Klout did."""

    authentication_classes = (KeyInQuery,)
    content_negotiation_class = OneFormat
    http_method_names = ("get", "head")

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        APIView.initial(self, request, *args, **kwargs)
        if not self.organisation.klout_enabled:
            raise NotFound("There is no such address.")
        self._open.enter_context(tenancy.organisation(self.key.organisation_id))

    def get_exception_handler(self) -> Any:
        return klout_error

    def looked(self, named: NamedAccount) -> Candidate:
        """Who it is, which they see as a look of a program."""
        candidate = people.candidate_of(named)
        looks.record(candidates=[candidate], by=self.by, where="klout")
        return candidate


class IdentityByName(KloutView):
    def get(self, request: Request, network: str) -> Response:
        name = request.query_params.get("screenName", "")
        named = people.called(network, name)
        self.looked(named)
        return Response(_identity(named))


class IdentityById(KloutView):
    def get(self, request: Request, network: str, account_id: str) -> Response:
        named = people.with_id(network, account_id)
        self.looked(named)
        return Response(_identity(named))


class IdentityElsewhere(KloutView):
    """From our number to the network's own id."""

    def get(self, request: Request, number: str, network: str) -> Response:
        named = people.numbered(number, network)
        self.looked(named)
        return Response({"id": people.account_of(named).account_id, "network": network})


class User(KloutView):
    def get(self, request: Request, number: str) -> Response:
        named = people.numbered(number)
        score = told.score_of(self.looked(named))
        value = told.value_of(score)
        return Response(
            {
                "kloutId": str(named.number),
                "nick": people.account_of(named).name,
                "score": {"score": value, "bucket": told.bucket_of(value)},
                "scoreDeltas": told.deltas_of(score),
            }
        )


class UserScore(KloutView):
    def get(self, request: Request, number: str) -> Response:
        score = told.score_of(self.looked(people.numbered(number)))
        value = told.value_of(score)
        return Response(
            {
                "score": value,
                "scoreDelta": told.deltas_of(score),
                "bucket": told.bucket_of(value),
            }
        )


class UserTopics(KloutView):
    """Nobody's texts are read, so that there is no topic to tell."""

    def get(self, request: Request, number: str) -> Response:
        self.looked(people.numbered(number))
        return Response([])


class UserInfluence(KloutView):
    """Who answered them is known by keyed hashes alone: nobody who could be named."""

    def get(self, request: Request, number: str) -> Response:
        self.looked(people.numbered(number))
        return Response(
            {
                "myInfluencers": [],
                "myInfluencees": [],
                "myInfluencersCount": 0,
                "myInfluenceesCount": 0,
            }
        )


def _identity(named: NamedAccount) -> dict[str, str]:
    return {"id": str(named.number), "network": "ks"}
