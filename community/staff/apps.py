from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "community.staff"

    def ready(self):
        from community import rhythm

        from .tasks.keeping import keep_run

        rhythm.watch(keep_run)
