from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "community.home"

    def ready(self):
        from . import checks  # noqa: F401
