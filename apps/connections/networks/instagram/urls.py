from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from apps.connections.networks.instagram.provider import InstagramProvider

urlpatterns = default_urlpatterns(InstagramProvider)
