from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "community.live"

    def ready(self):
        from . import receivers  # noqa: F401
