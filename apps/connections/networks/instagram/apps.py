from django.apps import AppConfig


class InstagramConfig(AppConfig):
    name = "apps.connections.networks.instagram"
    label = "network_instagram"
    verbose_name = "Instagram"
