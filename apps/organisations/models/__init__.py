from apps.organisations.models.announcement import Announcement
from apps.organisations.models.api_key import ApiKey
from apps.organisations.models.clearing import Clearing
from apps.organisations.models.kept_answer import KeptAnswer
from apps.organisations.models.logo import Logo
from apps.organisations.models.membership import Membership
from apps.organisations.models.organisation import Organisation
from apps.organisations.models.owned import OrganisationOwned
from apps.organisations.models.team_invitation import TeamInvitation

__all__ = [
    "Announcement",
    "ApiKey",
    "Clearing",
    "KeptAnswer",
    "Logo",
    "Membership",
    "Organisation",
    "OrganisationOwned",
    "TeamInvitation",
]
