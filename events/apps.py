from importlib import import_module

from django.apps import AppConfig

#: The ideas that have something to say to people, in the order of one's preferences.
TELL = (
    "scheduling",
    "places",
    "planning",
    "minutes",
    "questions",
    "reflection",
    "certificates",
    "harvest",
    "turns",
    "polls",
)


class EventsConfig(AppConfig):
    name = "events"

    def ready(self):
        from community import rhythm
        from community.live.topics import Replay, Topic, opener
        from community.notifications.kinds import register

        from .jobs import DAILY
        from .models import Meeting, RotationPlan
        from .planning.rules import may_see_plan

        rhythm.register(rhythm.Rhythm.DAILY, *DAILY)
        for idea in TELL:
            for kind in import_module(f"events.{idea}.kinds").KINDS:
                register(kind)

        @opener("meeting")
        def open_meeting(user, number):
            """Who comes to a meeting changed."""
            return (
                Topic(f"meeting.{number}")
                if user.is_authenticated and Meeting.objects.visible_to(user).filter(pk=number).exists()
                else None
            )

        @opener("plan")
        def open_plan(user, number):
            """Answers came in for a rotation, or a proposal is ready."""
            plan = RotationPlan.objects.select_related("network").filter(pk=number).first()
            if plan is None or not may_see_plan(user, plan):
                return None

            def replay(version, since):
                now = RotationPlan.objects.get(pk=number)
                return Replay([{"kind": "state", "state": now.state}], until=now.version)

            return Topic(f"plan.{number}", replay)
