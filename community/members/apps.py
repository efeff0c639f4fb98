from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "community.members"
    default = True

    def ready(self):
        from . import receivers  # noqa: F401


class EditorAccountsConfig(WagtailUsersAppConfig):
    """Wagtail's screens about people, with our forms and verbs."""

    user_viewset = "community.members.cms.AccountViewSet"
