from django.apps import AppConfig


class WordPressComConfig(AppConfig):
    name = "apps.connections.networks.wordpress_com"
    label = "network_wordpress_com"
    verbose_name = "WordPress.com"
