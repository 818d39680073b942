from django.apps import AppConfig


class XConfig(AppConfig):
    name = "apps.connections.networks.x"
    label = "network_x"
    verbose_name = "X"
