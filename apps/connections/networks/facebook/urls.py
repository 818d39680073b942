from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from apps.connections.networks.facebook.provider import FacebookProvider

urlpatterns = default_urlpatterns(FacebookProvider)
