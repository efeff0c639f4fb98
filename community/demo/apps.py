from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "community.demo"

    def ready(self):
        from . import checks  # noqa: F401
