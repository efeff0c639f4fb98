from django.apps import AppConfig

from .left_empty import say_what_to_do

say_what_to_do()  # before any form is read


class HomeConfig(AppConfig):
    name = "community.home"

    def ready(self):
        from . import checks  # noqa: F401
