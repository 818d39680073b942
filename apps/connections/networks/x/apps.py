from django.apps import AppConfig


class XConfig(AppConfig):
    name = "apps.connections.networks.x"
    label = "network_x"
    verbose_name = "X"

    def ready(self) -> None:
        from apps.connections.networks.x import checks  # noqa: PLC0415  # settings come first

        checks.connect()
