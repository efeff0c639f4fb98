from django.apps import AppConfig


class RichtextConfig(AppConfig):
    name = "community.richtext"

    def ready(self):
        from community import rhythm

        from . import audiences, carrying  # noqa: F401
        from .jobs import forget_old_drafts, forget_waiting_files

        rhythm.register(rhythm.Rhythm.DAILY, forget_old_drafts, forget_waiting_files)
        audiences.register(
            "person",
            readers=lambda users, number: [
                user for user in users if user.is_authenticated and user.pk == number
            ],
            may_write=lambda user, number: False,
        )
