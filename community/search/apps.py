from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "community.search"

    def ready(self):
        from . import receivers  # noqa: F401
        from .tables import prepare_tables

        post_migrate.connect(prepare_tables, sender=self)
