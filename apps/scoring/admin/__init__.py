"""Pages of the admin about candidates and their scores."""

from apps.scoring.admin.candidates import CandidateAdmin
from apps.scoring.admin.contests import ContestAdmin

__all__ = ["CandidateAdmin", "ContestAdmin"]
