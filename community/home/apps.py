from django.apps import AppConfig
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .left_empty import say_what_to_do

say_what_to_do()  # before any form is read


class HomeConfig(AppConfig):
    name = "community.home"

    def ready(self):
        from community.notifications.kinds import Kind, bare, register

        from . import checks  # noqa: F401
        from .welcome import receivers  # noqa: F401

        register(
            Kind(
                "home/works_elsewhere",
                gettext_lazy("Somebody new works elsewhere than you wrote"),
                "home",
                lambda name, data: (
                    _("%(name)s, who is new in %(network)s, works elsewhere: %(organisation)s")
                    % {"name": name, **data}
                ),
                gettext_lazy("See who takes part"),
                letters=bare,
            )
        )
