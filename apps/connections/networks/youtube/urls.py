from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from apps.connections.networks.youtube.provider import YouTubeProvider

urlpatterns = default_urlpatterns(YouTubeProvider)
