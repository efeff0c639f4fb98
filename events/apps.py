from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule

#: In the order of what can reach somebody, as one's preferences show it.
IDEAS = (
    "meetings",
    "scheduling",
    "places",
    "planning",
    "programme",
    "hosting",
    "minutes",
    "cases",
    "questions",
    "reflection",
    "certificates",
    "harvest",
    "turns",
    "handover",
    "polls",
    "page",
)
#: What an idea gives to others when the house starts: topics to hear, sections of pages, what it knows of days, and
#: what it does when lower ideas have news, what is still open when a network ends, and what stays with an
#: organisation.
GIVES = ("topics", "sections", "days", "receivers", "loose_ends", "staying")


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        from community import rhythm
        from community.notifications.kinds import register

        from .jobs import DAILY, OFTEN

        rhythm.register(rhythm.Rhythm.DAILY, *DAILY)
        rhythm.register(rhythm.Rhythm.OFTEN, *OFTEN)
        for idea in (import_module(f"events.{name}") for name in IDEAS):
            for part in GIVES:
                if module_has_submodule(idea, part):
                    import_module(f"{idea.__name__}.{part}")
            if module_has_submodule(idea, "kinds"):
                kinds = import_module(f"{idea.__name__}.kinds")
                for kind in getattr(kinds, "KINDS", ()):
                    register(kind, kinds.GROUP)
