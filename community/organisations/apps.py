from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "community.organisations"

    def ready(self):
        from community import rhythm

        from .contacts import receivers, sections  # noqa: F401  (they register)
        from .facilities import sections as facilities  # noqa: F401
        from .page import own  # noqa: F401
        from .working.jobs import begin_confirmed_work, part_with_work

        rhythm.register(rhythm.Rhythm.DAILY, begin_confirmed_work, part_with_work)
