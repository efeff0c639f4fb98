from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "community.organisations"

    def ready(self):
        from .page import own  # noqa: F401  (it registers)
