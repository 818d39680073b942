from apps.candidates.models.application import Application
from apps.candidates.models.candidate import Candidate
from apps.candidates.models.consent import Consent, Withdrawal
from apps.candidates.models.decision import Decision, Kind, SeenScore
from apps.candidates.models.invitation import Decline, Invitation
from apps.candidates.models.letter_day import LetterDay
from apps.candidates.models.note import Note
from apps.candidates.models.opening import Opening
from apps.candidates.models.public_link import PublicLink
from apps.candidates.models.word import Word

__all__ = [
    "Application",
    "Candidate",
    "Consent",
    "Decision",
    "Decline",
    "Invitation",
    "Kind",
    "LetterDay",
    "Note",
    "Opening",
    "PublicLink",
    "SeenScore",
    "Withdrawal",
    "Word",
]
