from django.urls import path, re_path

from apps.api.documents import docs, schema
from apps.api.health import healthz, readyz
from apps.api.problem_pages import kind, kinds, no_such_address
from apps.api.resources.urls import urlpatterns as resources
from apps.api.views.assessment_result import AssessmentResult
from apps.api.views.base import address
from apps.api.views.candidates import Candidates, CandidateScore, CandidateScores, OneCandidate
from apps.api.views.comparison import Comparison

V1 = "api/v1/"
ONE = f"{V1}candidates/<uuid:candidate_id>"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("api/schema", schema, name="schema"),
    path("api/docs", docs, name="docs"),
    path("api/problems", kinds, name="api_problems"),
    path("api/problems/<str:problem>", kind, name="api_problem"),
    *resources,
    address(f"{V1}candidates", Candidates, name="api_candidates"),
    address(ONE, OneCandidate, name="api_candidate"),
    address(f"{ONE}/score", CandidateScore, name="api_candidate_score"),
    address(f"{ONE}/assessment-result", AssessmentResult, name="api_assessment_result"),
    address(f"{ONE}/scores", CandidateScores, name="api_candidate_scores"),
    address(f"{V1}compare", Comparison, name="api_compare"),
    re_path(r"^api(?:/|$)", no_such_address, name="api_unknown"),
]
