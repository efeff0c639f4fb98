from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "community.organisations"

    def ready(self):
        from .contacts import receivers, sections  # noqa: F401  (they register)
        from .page import own  # noqa: F401
