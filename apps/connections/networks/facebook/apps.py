from django.apps import AppConfig


class FacebookConfig(AppConfig):
    name = "apps.connections.networks.facebook"
    label = "network_facebook"
    verbose_name = "Facebook"
