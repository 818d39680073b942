"""Pages of the admin about candidates and their scores."""

from apps.scoring.admin.candidates import CandidateAdmin

__all__ = ["CandidateAdmin"]
