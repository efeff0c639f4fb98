from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "community.knowledge"

    def ready(self):
        from . import receivers  # noqa: F401
