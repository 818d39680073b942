"""The two ends of the OAuth dance: away to Instagram, and back."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView

from apps.connections.networks.instagram.provider import InstagramOAuth2Adapter
from apps.core.access import Access, Who, declare

oauth2_login = declare(
    OAuth2LoginView.adapter_view(InstagramOAuth2Adapter),
    Access(Who.PUBLIC, "it only leads to Instagram; what comes back is met by the linking adapter"),
)
oauth2_callback = declare(
    OAuth2CallbackView.adapter_view(InstagramOAuth2Adapter),
    Access(Who.PUBLIC, "Instagram sends people back here; without this session's state it ends"),
)
