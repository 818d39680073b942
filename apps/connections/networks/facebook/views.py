"""The two ends of the OAuth dance: away to Facebook, and back."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView

from apps.connections.networks.facebook.provider import FacebookOAuth2Adapter
from apps.core.access import Access, Who, declare

oauth2_login = declare(
    OAuth2LoginView.adapter_view(FacebookOAuth2Adapter),
    Access(Who.PUBLIC, "it only leads to Facebook; what comes back is met by the linking adapter"),
)
oauth2_callback = declare(
    OAuth2CallbackView.adapter_view(FacebookOAuth2Adapter),
    Access(
        Who.PUBLIC, "Facebook sends the browser here; without this session's state it is refused"
    ),
)
