from django.apps import AppConfig

from apps.sandbox import checks


class SandboxConfig(AppConfig):
    name = "apps.sandbox"

    def ready(self) -> None:
        checks.connect()
