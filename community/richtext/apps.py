from django.apps import AppConfig


class RichtextConfig(AppConfig):
    name = "community.richtext"

    def ready(self):
        from . import audiences, carrying  # noqa: F401

        audiences.register(
            "person", may_read=lambda user, number: user.pk == number, may_write=lambda user, number: False
        )
