from apps.candidates.models.application import Application
from apps.candidates.models.candidate import Candidate
from apps.candidates.models.consent import Consent, Withdrawal
from apps.candidates.models.invitation import Decline, Invitation
from apps.candidates.models.opening import Opening

__all__ = [
    "Application",
    "Candidate",
    "Consent",
    "Decline",
    "Invitation",
    "Opening",
    "Withdrawal",
]
