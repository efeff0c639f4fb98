from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "community.members"

    def ready(self):
        from . import receivers  # noqa: F401
