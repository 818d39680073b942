from django.urls import path, re_path

from apps.api.documents import docs, schema
from apps.api.health import healthz, readyz
from apps.api.problems import no_such_address
from apps.api.views.base import address
from apps.api.views.candidates import Candidates, CandidateScore, CandidateScores, OneCandidate
from apps.api.views.comparison import Comparison
from apps.api.views.invitations import Invitations
from apps.api.views.openings import OneOpening, Openings

V1 = "api/v1/"
ONE = f"{V1}candidates/<uuid:candidate_id>"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/schema", schema, name="schema"),
    path("api/docs", docs, name="docs"),
    address(f"{V1}openings", Openings, name="api_openings"),
    address(f"{V1}openings/<uuid:opening_id>", OneOpening, name="api_opening"),
    address(f"{V1}candidates", Candidates, name="api_candidates"),
    address(ONE, OneCandidate, name="api_candidate"),
    address(f"{ONE}/score", CandidateScore, name="api_candidate_score"),
    address(f"{ONE}/scores", CandidateScores, name="api_candidate_scores"),
    address(f"{V1}compare", Comparison, name="api_compare"),
    address(f"{V1}invitations", Invitations, name="api_invitations"),
    re_path(r"^api(?:/|$)", no_such_address, name="api_unknown"),
]
