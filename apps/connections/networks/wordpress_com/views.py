"""The two ends of the OAuth dance: away to WordPress.com, and back."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView

from apps.connections.networks.wordpress_com.provider import WordPressComOAuth2Adapter
from apps.core.access import Access, Who, declare

oauth2_login = declare(
    OAuth2LoginView.adapter_view(WordPressComOAuth2Adapter),
    Access(Who.PUBLIC, "it only leads away; what comes back is met by the linking adapter"),
)
oauth2_callback = declare(
    OAuth2CallbackView.adapter_view(WordPressComOAuth2Adapter),
    Access(
        Who.PUBLIC,
        "browsers are sent back here; without this session's state they are refused",
    ),
)
