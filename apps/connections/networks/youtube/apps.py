from django.apps import AppConfig


class YouTubeConfig(AppConfig):
    name = "apps.connections.networks.youtube"
    label = "network_youtube"
    verbose_name = "YouTube"
